/** The HTTP server over real sockets: who gets in, what the completions endpoint says, how streams end. */
import { request } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { emptyDesk } from '../../kit/fake-desk.ts';
import { fakeViews, type FakeViews } from '../../kit/fake-views.ts';

let fake: FakeViews;
let server: ReturnType<typeof createServer>;
let up: { url: string; close(): Promise<void> };
let now = 0;

beforeEach(async () => {
  fake = fakeViews();
  now = 1000;
  const stored = new Set<string>();
  server = createServer({
    views: fake.views,
    token: new SecretValue('t0ken', 'test'),
    webRoot: new URL('../../../web', import.meta.url).pathname,
    version: '0',
    outside: fake.outside,
    desk: emptyDesk(),
    blobs: { read: () => undefined },
    charts: { chart: async () => ({ svg: '', json: null }) },
    sessions: { has: (hash) => stored.has(hash), add: async (hash) => void stored.add(hash) },
    now: () => now,
    log: () => undefined,
  });
  up = await server.listen(0, '127.0.0.1');
});
afterEach(() => up.close());

const bearer = { authorization: 'Bearer t0ken' };
const ask = (body: object | string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`${up.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { ...bearer, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body),
  });
const hello = { messages: [{ role: 'user', content: 'hello' }] };

function statusFor(headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${up.url}/healthz`, { headers }, (res) => resolve(res.resume().statusCode))
      .on('error', reject)
      .end();
  });
}

test('foreign hosts, foreign origins and strangers are refused', async () => {
  expect(await statusFor({ host: 'evil.example' })).toBe(421);
  expect(await statusFor({ host: 'localhost:1' })).toBe(200);
  expect((await ask(hello, { origin: 'http://evil.example' })).status).toBe(403);
  expect((await ask(hello, { authorization: 'Bearer t0ke' })).status).toBe(401);
  expect((await fetch(`${up.url}/v1/runs`)).status).toBe(401);
  expect(fake.received).toEqual([]);
});

test('a login link works once, and only for 15 minutes', async () => {
  const link = server.loginLink();
  const first = await fetch(link, { redirect: 'manual' });
  const cookie = first.headers.get('set-cookie') ?? '';
  expect(first.headers.get('location')).toBe('/');
  expect(cookie).toMatch(/HttpOnly.*SameSite=Strict/);
  const session = { cookie: cookie.split(';')[0]! };
  expect((await fetch(`${up.url}/v1/runs`, { headers: session })).status).toBe(200);
  expect((await fetch(link, { redirect: 'manual' })).headers.get('set-cookie')).toBeNull();
  const late = server.loginLink();
  now += 15 * 60_000 + 1;
  expect((await fetch(late, { redirect: 'manual' })).headers.get('set-cookie')).toBeNull();
});

test('the same key gives the same bytes and one message', async () => {
  const key = { 'idempotency-key': 'k1' };
  const first = ask(hello, key);
  fake.end(await fake.run(1), 'done', 'Hi.');
  const answer = await first;
  const bytes = await answer.text();
  expect(answer.headers.get('x-omega-run')).toBe('r1');
  expect(JSON.parse(bytes)).toMatchObject({ choices: [{ message: { content: 'Hi.' } }], usage: { total_tokens: 5 } });
  expect(await (await ask(hello, key)).text()).toBe(bytes);
  expect(fake.received).toHaveLength(1);
});

test('a stream sends deltas, what the stored answer has beyond them, usage and [DONE]; a repeat the same', async () => {
  const body = { ...hello, stream: true, stream_options: { include_usage: true } };
  const response = ask(body, { 'idempotency-key': 'k2' });
  const run = await fake.run(1);
  fake.delta(run, 'Good ');
  fake.delta(run, 'mor');
  fake.end(run, 'done', 'Good morning');
  const text = await (await response).text();
  const data = text.split('\n').flatMap((line) => (line.startsWith('data: ') ? [line.slice(6)] : []));
  expect(data.at(-1)).toBe('[DONE]');
  const chunks = data.slice(0, -1).map((d) => JSON.parse(d) as { choices: { delta: { content?: string } }[] });
  expect(chunks.map((c) => c.choices[0]?.delta.content ?? '').join('')).toBe('Good morning');
  expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { total_tokens: 5 } });
  expect(await (await ask(body, { 'idempotency-key': 'k2' })).text()).toBe(text);
});

test('words before a round of tools stand on lines of their own, and the answer behind them comes once', async () => {
  const response = ask({ ...hello, stream: true });
  const run = await fake.run(1);
  fake.delta(run, 'One moment.');
  fake.reset(run);
  fake.reset(run);
  fake.delta(run, 'It ran:\n');
  fake.delta(run, 'fine');
  fake.end(run, 'done', 'It ran:\nfine\n\n✓ Kept.');
  const data = (await (await response).text()).split('\n').filter((line) => line.startsWith('data: {'));
  const chunks = data.map((line) => JSON.parse(line.slice(6)) as { choices: { delta: { content?: string } }[] });
  const words = chunks.map((c) => c.choices[0]?.delta.content ?? '').join('');
  expect(words).toBe('One moment.\n\nIt ran:\nfine\n\n✓ Kept.');
});

test('a run that fails is an error, also after the stream has begun', async () => {
  const whole = ask(hello);
  fake.end(await fake.run(1), 'failed', 'No provider answers.');
  const failed = await whole;
  expect(failed.status).toBe(502);
  expect(await failed.json()).toMatchObject({ error: { message: 'No provider answers.', type: 'server_error' } });
  const stream = ask({ ...hello, stream: true });
  const run = await fake.run(2);
  fake.delta(run, 'Half an ans');
  fake.end(run, 'failed', 'No provider answers.');
  const text = await (await stream).text();
  expect(text).toContain('"error":{"message":"No provider answers."');
  expect(text).not.toContain('"finish_reason":"stop"');
});

test('bad input gets a 400 or 413 that says what is wrong', async () => {
  const bad: [object | string | Uint8Array<ArrayBuffer>, number, RegExp][] = [
    ['{', 400, /not valid JSON/],
    [new Uint8Array([0x22, 0xff, 0x22]), 400, /not valid UTF-8/],
    [{ messages: [] }, 400, /messages/],
    [{ messages: [{ role: 'assistant', content: 'x' }] }, 400, /role .+user/],
    [{ messages: [{ role: 'user', content: 'x'.repeat(1_048_577) }] }, 413, /1048576/],
    ['x'.repeat(8 * 1_048_576 + 1), 413, /8388608/],
  ];
  for (const [body, status, words] of bad) {
    const response = await ask(body);
    expect([response.status, await response.text()]).toEqual([status, expect.stringMatching(words)]);
  }
  expect(fake.received).toEqual([]);
});

test('while there is trouble nothing is taken, and a retry is asked for', async () => {
  fake.setStatus({ ready: false, trouble: 'The disk is full.' });
  const response = await ask(hello);
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '2']);
  expect(await response.text()).toContain('The disk is full.');
  expect((await fetch(`${up.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${up.url}/healthz`)).status).toBe(200);
});

test('a run stream resumes without a gap, ends with the run, and answers 204 after that', async () => {
  await fake.views.receive({
    channel: 'web',
    chat: 'owner',
    sender: 'owner',
    senderName: '',
    direct: true,
    ref: '',
    dedupe: 'd',
    text: 'x',
    at: 0,
  });
  for (const text of ['a', 'b', 'c']) fake.delta('r1', text);
  const get = (id: string) => fetch(`${up.url}/v1/runs/r1/stream`, { headers: { ...bearer, 'last-event-id': id } });
  const open = await get('1');
  fake.end('r1', 'done', 'abc');
  const text = await open.text();
  expect(text.match(/^id: .*$/gm)).toEqual(['id: 2', 'id: 3']);
  expect(text).toContain('event: end');
  expect((await get('3')).status).toBe(204);
});

test('closing ends open streams, and a taken port is named', async () => {
  const open = await fetch(`${up.url}/v1/stream`, { headers: bearer });
  const { port } = new URL(up.url);
  await expect(server.listen(Number(port), '127.0.0.1')).rejects.toMatchObject({
    code: 'server.port_taken',
    message: expect.stringMatching(new RegExp(`${port}.*OMEGA_PORT`)) as string,
  });
  await up.close();
  expect(await open.text()).toContain('retry: 2000');
});

test('clients that leave the content of earlier messages out are understood; pictures are refused, not ignored', async () => {
  const earlier = { role: 'assistant', content: null, tool_calls: [] };
  const answered = ask({ messages: [{ role: 'user', content: 'a' }, earlier, { role: 'user', content: 'b' }] });
  fake.end(await fake.run(1), 'done', 'fine');
  expect((await answered).status).toBe(200);
  const picture = [
    { type: 'text', text: 'what is this' },
    { type: 'image_url', image_url: { url: 'data:,' } },
  ];
  const refused = await ask({ messages: [{ role: 'user', content: picture }] });
  expect(refused.status).toBe(400);
  expect(await refused.text()).toContain('image_url');
  expect(fake.received).toHaveLength(1);
});

test.each(['', ' ', 'x'.repeat(201)])('a conversation cannot be called %j', async (name) => {
  expect((await ask(hello, { 'x-omega-conversation': name })).status).toBe(400);
});

test('a stream that is resumed from no number is refused', async () => {
  const stream = (id: string) => fetch(`${up.url}/v1/stream`, { headers: { ...bearer, 'last-event-id': id } });
  expect((await stream('abc')).status).toBe(400);
  expect((await stream('-1')).status).toBe(400);
});

test('a body of no announced length is given up at the limit, not read to its end', async () => {
  let read = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      read += 1_048_576;
      if (read > 64 * 1_048_576) controller.close();
      else controller.enqueue(new Uint8Array(1_048_576).fill(32));
    },
  });
  const init = { method: 'POST', headers: bearer, body: endless, duplex: 'half' } as RequestInit;
  const response = await fetch(`${up.url}/v1/chat/completions`, init).catch(() => undefined);
  expect(response?.status ?? 413).toBe(413);
  expect(read).toBeLessThan(48 * 1_048_576);
});
