/** Omega as a server: over HTTP behind the guards of the API, and over standard input through the command line. */
import { request } from 'node:http';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { mcpOverHttp } from '../../../src/adapters/mcp/server/index.ts';
import type { McpEra, McpWay } from '../../../src/contracts/mcp/servers.ts';
import type { McpDesk } from '../../../src/contracts/ports/mcp/desk.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { emptyDesk } from '../../kit/fake-desk.ts';
import { fakeViews, type FakeViews } from '../../kit/fake-views.ts';
import { link, server } from './rig.ts';

let fake: FakeViews;
let up: { url: string; close(): Promise<void> };

const desk: McpDesk = {
  servers: () => [],
  warnings: () => [],
  tools: () => [],
  waiting: () => [],
  consent: () => Promise.resolve([]),
  reconnect: () => Promise.resolve(),
  try: () => Promise.reject(new Error('no')),
};

beforeEach(async () => {
  fake = fakeViews();
  const made = createServer({
    views: fake.views,
    token: new SecretValue('t0ken', 'test'),
    webRoot: new URL('../../../web', import.meta.url).pathname,
    version: '0',
    outside: fake.outside,
    desk: emptyDesk(),
    blobs: { read: () => undefined },
    charts: { chart: () => Promise.resolve({ svg: '', json: null }) },
    sessions: { has: () => false, add: () => Promise.resolve() },
    now: () => 1000,
    log: () => undefined,
    recall: (words, limit) => [{ text: `about ${words}`, at: 0, role: 'user' }].slice(0, limit),
    mcp: { desk, serve: (door) => mcpOverHttp(door, '1.0.0') },
  });
  up = await made.listen(0, '127.0.0.1');
});
afterEach(() => up.close());

const http = (token = 't0ken'): McpWay => ({
  kind: 'http',
  url: `${up.url}/mcp`,
  headers: { authorization: new SecretValue(`Bearer ${token}`, 'test') },
});

const stdio = (): McpWay => ({
  kind: 'stdio',
  command: process.execPath,
  args: [join(import.meta.dirname, '../../../src/cli/main.ts'), 'mcp', 'serve'],
  env: Object.fromEntries(
    Object.entries({ OMEGA_HOME: '/nonexistent/home', OMEGA_PORT: new URL(up.url).port, OMEGA_API_TOKEN: 't0ken' }).map(
      ([name, value]) => [name, new SecretValue(value, 'test')],
    ),
  ),
});

describe.each<[string, McpEra, () => McpWay]>([
  ['http', 'legacy', http],
  ['http', '2026-07-28', http],
  ['stdio', 'legacy', stdio],
  ['stdio', '2026-07-28', stdio],
])('%s, %s', (_, era, way) => {
  test('lists its tools, answers, searches, sends, shows runs, and refuses with words', async () => {
    const linked = await link(server('omega', way(), { era }));
    try {
      expect(linked.peer).toMatchObject({ name: 'omega' });
      const tools = await linked.tools();
      expect(tools.map((tool) => tool['name'])).toEqual([
        'ask',
        'search_memory',
        'send_message',
        'list_runs',
        'get_run',
        'resources',
      ]);
      const hints = tools.map((tool) => (tool['annotations'] as { readOnlyHint: boolean }).readOnlyHint);
      expect(hints).toEqual([false, true, false, true, true, true]);
      expect(await linked.call('search_memory', { words: 'rent' })).toMatchObject({
        structured: { found: [{ text: 'about rent', at: '1970-01-01T00:00:00.000Z', role: 'user' }] },
      });
      expect(await linked.call('list_runs')).toMatchObject({
        failed: false,
        structured: { runs: expect.any(Array) as unknown[] },
      });
      expect(await linked.call('get_run', { id: 'nothing' })).toMatchObject({
        failed: true,
        content: [{ text: 'There is no run nothing.' }],
      });
      expect(await linked.call('send_message', { text: 'Tea is ready.', key: 'k1' })).toMatchObject({
        structured: { status: 'delivered' },
      });
      expect(fake.outside.handed).toMatchObject([{ message: 'Tea is ready.', key: 'mcp:k1', source: 'mcp' }]);
      const asked = linked.call('ask', { text: 'Hi', conversation: 'work' });
      const run = await fake.run(1);
      fake.end(run, 'done', 'Hello.');
      expect(await asked).toMatchObject({ structured: { reply: 'Hello.', run } });
      expect(fake.received).toMatchObject([{ channel: 'api', chat: 'work', text: 'Hi' }]);
      expect(await linked.call('list_runs', { limit: 0 })).toMatchObject({ failed: true });
    } finally {
      await linked.close();
    }
  });
});

test('strangers are refused: another token, another host, another page', async () => {
  await expect(link(server('omega', http('wrong')))).rejects.toMatchObject({
    code: 'mcp.refused',
    disposition: 'stop',
  });
  const status = (headers: Record<string, string>): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const asked = request(
        `${up.url}/mcp`,
        { method: 'POST', headers: { authorization: 'Bearer t0ken', 'content-type': 'application/json', ...headers } },
        (answer) => resolve(answer.resume().statusCode),
      );
      asked.on('error', reject).end('{"jsonrpc":"2.0","id":1,"method":"ping"}');
    });
  expect(await status({ host: 'evil.example' })).toBe(421);
  expect(await status({ origin: 'https://evil.example' })).toBe(403);
  expect(await status({})).not.toBe(401);
});

test('a body beyond all measure is refused', async () => {
  const response = await fetch(`${up.url}/mcp`, {
    method: 'POST',
    headers: {
      authorization: 'Bearer t0ken',
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: { x: 'x'.repeat(2_000_000) } }),
  });
  expect(response.status).toBe(413);
});
