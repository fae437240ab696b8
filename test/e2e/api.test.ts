/** The HTTP API of a real daemon: who gets in, what comes back, and what bad input gets. */
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import OpenAI from 'openai';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TOKEN } from '../kit/crash/daemon.ts';
import { stage, until, type Stage } from './stage.ts';

let s: Stage;
beforeAll(async () => {
  s = await stage({
    telegram: false,
    rules: [
      { match: 'in pieces', reply: { text: 'one two three four five six', chunkChars: 4, chunkMs: 30 } },
      { match: 'take long', reply: { text: 'a long, long story', chunkChars: 3, chunkMs: 300 } },
      { match: 'always broken', reply: { fault: { kind: 'status', status: 400 } } },
      {
        match: 'cut once',
        times: 1,
        reply: { text: 'a whole answer, cut in the middle', chunkChars: 6, fault: { kind: 'cut', afterChunks: 4 } },
      },
      { match: 'cut once', reply: { text: 'a whole answer, cut in the middle' } },
    ],
  });
});
afterAll(() => s.close());

interface Completion {
  id: string;
  choices: { message: { content: string } }[];
  usage: { total_tokens: number };
}
const answer = async (response: Response): Promise<string> =>
  ((await response.json()) as Completion).choices[0]?.message.content ?? '';

/** fetch does not let one set Host and Origin. */
function raw(path: string, headers: Record<string, string>, method = 'GET'): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(`${s.daemon.url}${path}`, { headers, method }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.on('error', reject);
    call.end();
  });
}

test('alive and ready need no token; everything else does', async () => {
  expect((await fetch(`${s.daemon.url}/healthz`)).status).toBe(200);
  const ready = (await (await fetch(`${s.daemon.url}/readyz`)).json()) as {
    channels: { name: string; state: string }[];
  };
  expect(ready.channels.map((c) => [c.name, c.state])).toContainEqual(['api', 'online']);
  for (const path of ['/v1/runs', '/v1/actors', '/v1/conversations', '/v1/stream'])
    expect((await fetch(`${s.daemon.url}${path}`)).status).toBe(401);
  expect((await fetch(`${s.daemon.url}/v1/runs`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
});

test('foreign hosts and origins are refused', async () => {
  const authorization = `Bearer ${TOKEN}`;
  expect(await raw('/healthz', { host: 'evil.example' })).toBe(421);
  expect(await raw('/v1/chat/completions', { authorization, origin: 'https://evil.example' }, 'POST')).toBe(403);
  expect(await raw('/v1/stream', { authorization, origin: 'https://evil.example', accept: 'text/event-stream' })).toBe(
    403,
  );
});

test('the official client talks to it, streaming and not, and the daemon keeps the history', async () => {
  const client = new OpenAI({ baseURL: `${s.daemon.url}/v1`, apiKey: TOKEN, maxRetries: 0 });
  const whole = await client.chat.completions.create({
    model: 'omega',
    user: 'sdk',
    messages: [{ role: 'user', content: 'hello' }],
  });
  expect(whole.choices[0]?.message.content).toBe('echo: hello');
  let text = '';
  let chunks = 0;
  for await (const chunk of await client.chat.completions.create({
    model: 'omega',
    user: 'sdk',
    stream: true,
    messages: [{ role: 'user', content: 'in pieces' }],
  })) {
    text += chunk.choices[0]?.delta.content ?? '';
    chunks++;
  }
  expect(text).toBe('one two three four five six');
  expect(chunks).toBeGreaterThan(3);
  const sent = s.provider.requests(/chat/).at(-1)?.body as { messages: { role: string; content: string }[] };
  expect(sent.messages.map((m) => m.content)).toEqual(expect.arrayContaining(['hello', 'echo: hello', 'in pieces']));
});

test('the same key gives the same bytes and one run, also after a kill', async () => {
  const calls = () => s.provider.requests(/chat/).length;
  const before = calls();
  const first = await (await s.ask('remember this', { 'idempotency-key': 'k-1' }, { user: 'idem' })).text();
  expect(calls()).toBe(before + 1);
  s.daemon.signal('SIGKILL');
  await s.daemon.gone();
  s.daemon.start();
  await s.daemon.ready();
  expect(await (await s.ask('remember this', { 'idempotency-key': 'k-1' }, { user: 'idem' })).text()).toBe(first);
  expect(calls()).toBe(before + 1);
});

test('killed in the middle of an answer, it gives the whole answer once', async () => {
  const asking = s.ask('in pieces', { 'idempotency-key': 'k-2' }, { user: 'killed' }).catch(() => undefined);
  const count = s.provider.requests(/chat/).length;
  await until('the model is writing', () => s.provider.requests(/chat/).length > count);
  await new Promise((r) => setTimeout(r, 90));
  s.daemon.signal('SIGKILL');
  await asking;
  await s.daemon.gone();
  s.daemon.start();
  await s.daemon.ready();
  expect(await answer(await s.ask('in pieces', { 'idempotency-key': 'k-2' }, { user: 'killed' }))).toBe(
    'one two three four five six',
  );
});

test('a command is answered while another call to the same conversation waits for its answer', async () => {
  let over = false;
  const asking = s.ask('take long', {}, { user: 'busy' }).then(answer);
  void asking.finally(() => (over = true));
  await until('the model is asked', () =>
    s.provider.requests(/chat/).some((r) => JSON.stringify(r.body).includes('take long')),
  );
  expect(await answer(await s.ask('/whoami', {}, { user: 'busy' }))).toContain('You are');
  expect(over).toBe(false);
  expect(await asking).toBe('a long, long story');
});

test('a stream that breaks off is taken up again without a repetition', async () => {
  const response = await s.ask('cut once', {}, { user: 'cut', stream: true });
  const text = (await response.text())
    .split('\n')
    .filter((l) => l.startsWith('data: {'))
    .map(
      (l) => (JSON.parse(l.slice(6)) as { choices: { delta: { content?: string } }[] }).choices[0]?.delta.content ?? '',
    )
    .join('');
  expect(text).toBe('a whole answer, cut in the middle');
});

test('when no provider answers, the error says why', async () => {
  const response = await s.ask('always broken', {}, { user: 'broken' });
  expect(response.status).toBe(502);
  expect(((await response.json()) as { error: { message: string } }).error.message).toContain('openai');
});

test('a message of a megabyte is taken and cut for the model; a larger one, bad UTF-8 and bad JSON get a sentence', async () => {
  const big = `${'x'.repeat(1_000_000)} end`;
  const response = await s.ask(big, {}, { user: 'big' });
  expect(response.status).toBe(200);
  const sent = JSON.stringify(s.provider.requests(/chat/).at(-1)?.body);
  expect(sent.length).toBeLessThan(200_000);
  expect((await s.ask('x'.repeat(1_100_000), {}, { user: 'big' })).status).toBe(413);
  const bad = await s.api('/v1/chat/completions', { method: 'POST', body: new Uint8Array([123, 0xff, 0xfe]) });
  expect([bad.status, await bad.text()]).toEqual([400, expect.stringContaining('UTF-8')]);
  const broken = await s.api('/v1/chat/completions', { method: 'POST', body: '{"messages":' });
  expect([broken.status, await broken.text()]).toEqual([400, expect.stringContaining('JSON')]);
  const none = await s.api('/v1/chat/completions', { method: 'POST', body: '{"messages":[]}' });
  expect(none.status).toBe(400);
});

test('runs are read as JSON and as a gapless stream that can be taken up anywhere', async () => {
  await s.ask('for the stream', {}, { user: 'streams' });
  const { runs } = (await (await s.api('/v1/runs?conversation=api%3Astreams')).json()) as {
    runs: { id: string; status: string }[];
  };
  const id = runs[0]?.id ?? '';
  const { events } = (await (await s.api(`/v1/runs/${id}/events`)).json()) as {
    events: { seq: number; kind: string }[];
  };
  expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
  expect(events[0]?.kind).toBe('run_created');
  const ids = async (from: number): Promise<number[]> => {
    const text = await (
      await s.api(`/v1/runs/${id}/stream`, { headers: from > 0 ? { 'last-event-id': String(from) } : {} })
    ).text();
    return [...text.matchAll(/^id: (\d+)$/gm)].map((m) => Number(m[1]));
  };
  expect(await ids(0)).toEqual(events.map((e) => e.seq));
  expect(await ids(3)).toEqual(events.slice(3).map((e) => e.seq));
  expect((await s.api(`/v1/runs/${id}/stream`, { headers: { 'last-event-id': String(events.length) } })).status).toBe(
    204,
  );
  expect((await s.api('/v1/runs/nothing')).status).toBe(404);
});

test('actors, their journals, their past and their charts', async () => {
  const address = encodeURIComponent('conversation:api:streams');
  const { journal } = (await (await s.api(`/v1/actors/${address}/journal?after=-1`)).json()) as {
    journal: { rev: number }[];
  };
  expect(journal.map((j) => j.rev)).toEqual(journal.map((_, i) => i));
  expect(await (await s.api(`/v1/actors/${address}/state?rev=0`)).json()).toMatchObject({ value: 'taking' });
  const { definition } = (await (await s.api(`/v1/actors/${address}`)).json()) as { definition: string };
  const svg = await (await s.api(`/v1/inspect/defs/${definition}.svg`)).text();
  expect(svg).toContain('data-state="conversation.working.buffering"');
});

test('no secret stands in the database or the log', () => {
  const secret = Buffer.from('stub-key-that-must-not-leak');
  for (const file of readdirSync(s.home).filter((f) => f.startsWith('omega.db')))
    expect(readFileSync(join(s.home, file)).includes(secret)).toBe(false);
  expect(s.daemon.log).not.toContain('stub-key-that-must-not-leak');
  expect(s.daemon.log).not.toContain(TOKEN);
});
