/** The conformance suite of the protocol: every client scenario and server scenario that applies to Omega. */
import { spawn } from 'node:child_process';
import { createServer as createHttp, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mcpOverHttp } from '../../../src/adapters/mcp/server/index.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { emptyDesk } from '../../kit/fake-desk.ts';
import { fakeViews } from '../../kit/fake-views.ts';
import { fixture } from './rig.ts';

const suite = join(import.meta.dirname, '../../../node_modules/@modelcontextprotocol/conformance/dist/index.js');

/** Runs the suite's command. @returns exit code and everything it printed */
function run(...args: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [suite, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('close', (code) => resolve({ code, said }));
  });
}

test('the suite knows no client or server scenario that nobody decided about', async () => {
  const { said } = await run('list');
  const [servers = '', clients = ''] = said.split('Client scenarios');
  const names = (text: string): string[] => [...text.matchAll(/^ {2}- (\S+)/gm)].map(([, name]) => name ?? '');
  const decided = (applies: readonly string[], left: Readonly<Record<string, string>>): string[] =>
    [...applies, ...Object.keys(left)].toSorted();
  expect(names(clients).toSorted()).toEqual(decided([...CLIENT, ...SIGN_IN], CLIENT_LEFT_OUT));
  expect(names(servers).toSorted()).toEqual(decided(SERVER, LEFT_OUT));
});

const CLIENT = ['initialize', 'tools_call', 'elicitation-sep1034-client-defaults', 'sse-retry'];

test.each(CLIENT)('client: %s', { timeout: 60_000 }, async (scenario) => {
  const { code, said } = await run(
    'client',
    '--command',
    `${process.execPath} ${fixture('conformance-client')}`,
    '--scenario',
    scenario,
  );
  expect(said).toMatch(/Passed: ([1-9]\d*)\/\1, 0 failed/);
  expect(code).toBe(0);
});

const SIGN_IN = [
  'auth/metadata-default',
  'auth/metadata-var1',
  'auth/metadata-var2',
  'auth/metadata-var3',
  'auth/basic-cimd',
  'auth/scope-from-www-authenticate',
  'auth/scope-from-scopes-supported',
  'auth/scope-omitted-when-undefined',
  'auth/scope-step-up',
  'auth/scope-retry-limit',
  'auth/token-endpoint-auth-basic',
  'auth/token-endpoint-auth-post',
  'auth/token-endpoint-auth-none',
  'auth/pre-registration',
  'auth/2025-03-26-oauth-endpoint-fallback',
  'auth/resource-mismatch',
  'auth/offline-access-scope',
  'auth/offline-access-not-supported',
  'auth/client-credentials-jwt',
  'auth/client-credentials-basic',
];

const CLIENT_LEFT_OUT: Readonly<Record<string, string>> = {
  'auth/2025-03-26-oauth-metadata-backcompat':
    'its authorisation server names an issuer that is not the one it was found under, which RFC 8414 (3.3) forbids to believe',
  'auth/cross-app-access-complete-flow':
    'an extension for companies whose own identity provider signs people in everywhere; Omega has one owner',
};

test.each(SIGN_IN)('client: %s', { timeout: 60_000 }, async (scenario) => {
  const { code, said } = await run(
    'client',
    '--command',
    `${process.execPath} ${fixture('conformance-auth-client')}`,
    '--scenario',
    scenario,
  );
  expect(said).toMatch(/Passed: ([1-9]\d*)\/\1, 0 failed, 0 warnings/);
  expect(code).toBe(0);
});

const SERVER = ['server-initialize', 'ping', 'tools-list', 'resources-list', 'dns-rebinding-protection'];

const FOREIGN = 'asks for a tool, resource or prompt of the suite, which Omega does not have';
const NOT_OFFERED = 'Omega offers none of this to its clients';
const LEFT_OUT: Readonly<Record<string, string>> = {
  'logging-set-level': NOT_OFFERED,
  'completion-complete': NOT_OFFERED,
  'resources-subscribe': NOT_OFFERED,
  'resources-unsubscribe': NOT_OFFERED,
  'prompts-list': NOT_OFFERED,
  'prompts-get-simple': NOT_OFFERED,
  'prompts-get-with-args': NOT_OFFERED,
  'prompts-get-embedded-resource': NOT_OFFERED,
  'prompts-get-with-image': NOT_OFFERED,
  'server-sse-polling': 'every request is answered by itself; there is no stream to take up again',
  'server-sse-multiple-streams': 'every request is answered by itself; there is no session',
  'tools-call-simple-text': FOREIGN,
  'tools-call-image': FOREIGN,
  'tools-call-audio': FOREIGN,
  'tools-call-embedded-resource': FOREIGN,
  'tools-call-mixed-content': FOREIGN,
  'tools-call-with-logging': FOREIGN,
  'tools-call-error': FOREIGN,
  'tools-call-with-progress': FOREIGN,
  'tools-call-sampling': FOREIGN,
  'tools-call-elicitation': FOREIGN,
  'json-schema-2020-12': FOREIGN,
  'elicitation-sep1034-defaults': FOREIGN,
  'elicitation-sep1330-enums': FOREIGN,
  'resources-read-text': FOREIGN,
  'resources-read-binary': FOREIGN,
  'resources-templates-read': FOREIGN,
};

describe('server', () => {
  let up: { url: string; close(): Promise<void> };
  let front: Server;

  beforeAll(async () => {
    const fake = fakeViews();
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
      mcp: { desk: {} as never, serve: (door) => mcpOverHttp(door, '1.0.0') },
    });
    up = await made.listen(0, '127.0.0.1');
    // The suite knows no tokens: this puts ours in, and changes nothing else.
    front = createHttp((asked, answer) => {
      const headers = { ...asked.headers, authorization: 'Bearer t0ken' };
      const onward = request(`${up.url}${asked.url}`, { method: asked.method, headers }, (got) => {
        answer.writeHead(got.statusCode ?? 500, got.headers);
        got.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      asked.pipe(onward);
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  });

  afterAll(async () => {
    front.close();
    await up.close();
  });

  test.each(SERVER)('%s', { timeout: 60_000 }, async (scenario) => {
    const { port } = front.address() as AddressInfo;
    const { code, said } = await run('server', '--url', `http://127.0.0.1:${port}/mcp`, '--scenario', scenario);
    expect(said).toMatch(/Passed: ([1-9]\d*)\/\1, 0 failed/);
    expect(code).toBe(0);
  });
});
