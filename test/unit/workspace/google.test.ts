/** /google/callback over a real socket: what comes back from Google's page, without a login. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { emptyDesk } from '../../kit/fake-desk.ts';
import { fakeViews } from '../../kit/fake-views.ts';

let up: { url: string; close(): Promise<void> };
let arrived: string[];
let logged: string[];
let taken: boolean;

beforeEach(async () => {
  const fake = fakeViews();
  arrived = [];
  logged = [];
  taken = true;
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
    google: {
      arrive(search) {
        arrived.push(search);
        if (search.includes('fails')) return Promise.reject(new Error('no store'));
        return Promise.resolve({ taken, text: 'Done & <well>' });
      },
    },
    now: () => 0,
    log: (...line) => logged.push(JSON.stringify(line)),
  }).listen(0, '127.0.0.1');
});
afterEach(() => up.close());

test('an answer is handed on as it came; its page is kept by nobody and sends nothing on', async () => {
  const response = await fetch(`${up.url}/google/callback?state=s&code=4%2F0A_b`);
  expect(arrived).toEqual(['?state=s&code=4%2F0A_b']);
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
  expect(await response.text()).toContain('<p>Done &amp; &lt;well&gt;</p>');
});

test('what nobody waits for is a bad request', async () => {
  taken = false;
  expect((await fetch(`${up.url}/google/callback?state=x`)).status).toBe(400);
});

test('only names of this machine are answered', async () => {
  const { request } = await import('node:http');
  const status = await new Promise((resolve) =>
    request(`${up.url}/google/callback?code=c`, { headers: { host: 'evil.test' } }, (response) =>
      resolve(response.statusCode),
    ).end(),
  );
  expect([status, arrived]).toEqual([421, []]);
});

test('a failure writes no code into the log', async () => {
  expect((await fetch(`${up.url}/google/callback?code=fails`)).status).toBe(500);
  expect(logged.join()).toContain('/google/callback');
  expect(logged.join()).not.toContain('fails');
});
