/** /v1/approvals and /v1/artifacts over a real socket. */
import { afterEach, expect, test } from 'vitest';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { oneQuestion, type OneQuestion } from '../../kit/fake-desk.ts';
import { fakeViews } from '../../kit/fake-views.ts';

let up: { url: string; close(): Promise<void> } | undefined;
afterEach(() => up?.close());

async function serve(
  desk: OneQuestion,
): Promise<(path: string, body?: object) => Promise<{ status: number; body: never }>> {
  const fake = fakeViews();
  const open = await createServer({
    views: fake.views,
    token: new SecretValue('t0ken', 'test'),
    webRoot: new URL('../../../web', import.meta.url).pathname,
    version: '0',
    outside: fake.outside,
    desk,
    blobs: {
      read: (sha) =>
        sha === 'ab' ? { content: new TextEncoder().encode('whole'), mediaType: 'text/html' } : undefined,
    },
    charts: { chart: async () => ({ svg: '', json: null }) },
    sessions: { has: () => false, add: async () => undefined },
    now: () => 0,
    log: () => undefined,
  }).listen(0, '127.0.0.1');
  up = open;
  return async (path, body) => {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const headers = { authorization: 'Bearer t0ken', 'content-type': 'application/json' };
    const response = await fetch(`${open.url}/v1${path}`, { ...init, headers });
    return { status: response.status, body: (await response.json()) as never };
  };
}

test('a question is listed whole, answered once, and gone from what waits', async () => {
  const desk = oneQuestion();
  const call = await serve(desk);
  expect((await call('/approvals')).body).toMatchObject({ approvals: [{ code: 'AB2C', card: { body: 'ls -la' } }] });
  const first = await call('/approvals/AB2C', { answer: 'yes', scope: 'run' });
  expect(first.status).toBe(200);
  expect(desk.given).toEqual([{ answer: 'yes', scope: 'run', words: '', code: '', via: 'api' }]);
  expect((await call('/approvals')).body).toEqual({ approvals: [] });
  expect(await call('/approvals/p1', { answer: 'no' })).toMatchObject({ status: 409 });
  expect((await call('/approvals?pending=all')).body).toMatchObject({ approvals: [{ state: 'resolved' }] });
});

test('what wants to be typed is not allowed by a mere yes', async () => {
  const desk = oneQuestion({ level: 'typed_confirm' });
  const call = await serve(desk);
  expect(await call('/approvals/p1', { answer: 'yes' })).toMatchObject({ status: 422 });
  expect(await call('/approvals/p1', { answer: 'yes', code: 'ab2c' })).toMatchObject({ status: 200 });
});

test.each([[{ answer: 'maybe' }], [{}], [{ answer: 'yes', scope: 'always' }], [{ answer: 'yes', more: 1 }]])(
  'a body such as %j is refused with what is wrong',
  async (body) => {
    const call = await serve(oneQuestion());
    expect(await call('/approvals/p1', body)).toMatchObject({
      status: 400,
      body: { error: { code: 'request.invalid' } },
    });
  },
);

test('an unknown question and an unknown result are a 404; a result is a file, never a page', async () => {
  const call = await serve(oneQuestion());
  expect((await call('/approvals/ZZZZ')).status).toBe(404);
  expect((await call('/artifacts/cd')).status).toBe(404);
  const response = await fetch(`${up?.url}/v1/artifacts/ab`, { headers: { authorization: 'Bearer t0ken' } });
  expect(await response.text()).toBe('whole');
  expect(response.headers.get('content-disposition')).toBe('attachment');
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
});
