/** /api over a real socket: every answer that the original's table has, and what it lacked. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { emptyDesk } from '../../kit/fake-desk.ts';
import { fakeViews, type FakeViews } from '../../kit/fake-views.ts';

let fake: FakeViews;
let up: { url: string; close(): Promise<void> };
let now = 0;

beforeEach(async () => {
  fake = fakeViews();
  now = 61_000;
  up = await createServer({
    views: fake.views,
    token: new SecretValue('t0ken', 'test'),
    webRoot: new URL('../../../web', import.meta.url).pathname,
    version: '0',
    outside: fake.outside,
    desk: emptyDesk(),
    blobs: { read: () => undefined },
    charts: { chart: async () => ({ svg: '', json: null }) },
    sessions: { has: () => false, add: async () => undefined },
    now: () => now,
    log: () => undefined,
  }).listen(0, '127.0.0.1');
});
afterEach(() => up.close());

const bearer = { authorization: 'Bearer t0ken' };
const call = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${up.url}${path}`, { ...init, headers: { ...bearer, ...(init.headers as object) } });
  return { status: response.status, body: (await response.json().catch(() => null)) as unknown };
};
const hook = (body: unknown, headers: Record<string, string> = {}) =>
  call('/api/webhook', { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body), headers });
const direct = { source: 'backup', message: 'done', mode: 'direct' };

test('nothing without the token, not even health', async () => {
  expect(await (await fetch(`${up.url}/api/health`)).json()).toEqual({ error: 'missing Authorization header' });
  expect(await call('/api/health', { headers: { authorization: 'Bearer wrong' } })).toEqual({
    status: 401,
    body: { error: 'invalid token' },
  });
  expect(await call('/api/health')).toEqual({
    status: 200,
    body: { status: 'ok', uptime_secs: 61, whatsapp: 'not_configured' },
  });
});

test('words are said on the usual channel to the usual person, or where they are meant for', async () => {
  expect(await hook(direct)).toEqual({ status: 200, body: { status: 'delivered', channel: 'telegram', target: '42' } });
  expect(await hook({ ...direct, target: '43' })).toMatchObject({ body: { target: '43' } });
  fake.outside.ends = 'failed';
  expect((await hook(direct)).status).toBe(502);
  fake.outside.ends = 'queued';
  expect((await hook(direct)).status).toBe(202);
});

test('words for the agent are queued, with an id', async () => {
  expect(await hook({ ...direct, mode: 'ai' })).toEqual({ status: 202, body: { status: 'queued', request_id: 'm1' } });
  fake.setStatus({ ready: false });
  expect((await hook({ ...direct, mode: 'ai' })).status).toBe(503);
});

test('an idempotency key makes a repeat the same request', async () => {
  await hook(direct, { 'idempotency-key': 'k1' });
  await hook(direct, { 'idempotency-key': 'k1' });
  await hook(direct);
  const [first, second, third] = fake.outside.handed.map((h) => h.key);
  expect(first).toBe(second);
  expect(third).not.toBe(first);
});

describe('bad requests', () => {
  test.each([
    ['{not json', 400],
    [{ message: 'x', mode: 'ai' }, 400],
    [{ ...direct, message: '  ' }, 400],
    [{ ...direct, source: '' }, 400],
    [{ ...direct, mode: 'foo' }, 400],
    [{ ...direct, channel: 'whatsapp' }, 400],
    [{ ...direct, message: 'x'.repeat(1_048_577) }, 413],
  ])('%j', async (body, status) => {
    expect((await hook(body)).status).toBe(status);
    expect(fake.outside.handed).toEqual([]);
  });

  test('are told what is wrong', async () => {
    expect((await hook({ ...direct, mode: 'foo' })).body).toEqual({
      error: "invalid mode 'foo', expected 'direct' or 'ai'",
    });
    fake.outside.open = [];
    expect((await hook(direct)).body).toEqual({ error: 'no channels configured' });
    fake.outside.open = ['telegram'];
    fake.outside.target = undefined;
    expect((await hook(direct)).status).toBe(400);
    expect((await call('/api/webhook')).status).toBe(405);
    expect((await call('/api/pair', { method: 'POST' })).status).toBe(400);
  });
});

test('a flood is slowed down, and the minute after it everything goes again', async () => {
  const all = await Promise.all(Array.from({ length: 65 }, () => call('/api/health')));
  expect(all.filter((r) => r.status === 200)).toHaveLength(60);
  expect(all.filter((r) => r.status === 429)).toHaveLength(5);
  now += 60_001;
  expect((await call('/api/health')).status).toBe(200);
});
