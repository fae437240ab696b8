/** `omega mcp` as a person types it: mcp.json without a daemon, everything else against one. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { OmegaError } from '../../../src/contracts/errors.ts';
import type { McpDesk } from '../../../src/contracts/ports/mcp/desk.ts';
import { SecretValue } from '../../../src/contracts/secret.ts';
import { createServer } from '../../../src/workspace/server.ts';
import { emptyDesk } from '../../kit/fake-desk.ts';
import { fakeViews } from '../../kit/fake-views.ts';
import { visit } from '../../kit/oauth/owner.ts';
import { oauthStub } from '../../kit/oauth/stub.ts';

const main = join(import.meta.dirname, '../../../src/cli/main.ts');
const WIRE = `sha256:${'a'.repeat(64)}`;
let home: string;
let env: Record<string, string>;
let agreed: readonly string[];
let reconnected: string[];
let close: () => Promise<void>;

const card = {
  title: 'files/ok',
  facts: [],
  body: '- /d: "a"\n+ /d: "b"',
  form: 'diff' as const,
  why: [],
  choices: [],
};
const desk: McpDesk = {
  servers: () => [
    {
      name: 'files',
      state: 'quarantined',
      detail: '',
      peer: 'fs 1, 2025-11-25',
      tools: 2,
      waiting: 1,
      skill: '',
      lines: [],
    },
  ],
  warnings: () => ['files: ok: reads like instructions'],
  tools: () => [
    { name: 'read', modelName: 'mcp_files_read', description: 'Reads.', approval: 'ask_once', held: '' },
    { name: 'ok', modelName: '', description: 'Says ok.', approval: '', held: 'changed' },
  ],
  waiting: (_, tool) =>
    tool === undefined || tool === 'ok' ? [{ tool: 'ok', reason: 'changed', wire: WIRE, card }] : [],
  consent: (_, wires) => {
    agreed = wires;
    return Promise.resolve(['ok']);
  },
  reconnect: (name) => {
    reconnected.push(name);
    return Promise.resolve();
  },
  try: (_, tool, args) =>
    tool === 'read'
      ? Promise.resolve({ output: { args }, text: 'Buy milk.' })
      : Promise.reject(new OmegaError('tool.remote', 'It broke.')),
};

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'omega-mcp-'));
  agreed = [];
  reconnected = [];
  const fake = fakeViews();
  const server = createServer({
    views: fake.views,
    token: new SecretValue('t0ken', 'test'),
    webRoot: home,
    version: '0',
    outside: fake.outside,
    desk: emptyDesk(),
    blobs: { read: () => undefined },
    charts: { chart: () => Promise.resolve({ svg: '', json: null }) },
    sessions: { has: () => false, add: () => Promise.resolve() },
    now: () => 1000,
    log: () => undefined,
    mcp: { desk, serve: () => () => Promise.reject(new Error('not here')) },
  });
  const up = await server.listen(0, '127.0.0.1');
  close = up.close;
  env = { OMEGA_PORT: new URL(up.url).port, OMEGA_API_TOKEN: 't0ken' };
});

afterEach(async () => {
  await close();
  rmSync(home, { recursive: true });
});

interface Ran {
  code: number | null;
  out: string;
  err: string;
}

/** Runs it. @param heard called with all that was printed, whenever there is more, and with a way to type */
function omega(
  args: string[],
  more: Record<string, string> = {},
  heard: (out: string, type: (line: string) => void) => void = () => undefined,
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [main, 'mcp', ...args], {
      env: { PATH: process.env['PATH'] ?? '', OMEGA_HOME: home, ...more },
    });
    const ran: Ran = { code: null, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      ran.out += text;
      heard(ran.out, (line) => child.stdin.write(`${line}\n`));
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.err += text));
    child.once('close', (code) => resolve({ ...ran, code }));
  });
}

test('servers are added, taken over, listed with mistakes, and removed', { timeout: 120_000 }, async () => {
  expect(await omega(['list'])).toMatchObject({ code: 0, out: `No servers yet: ${home}/mcp.json\n` });
  expect(await omega(['add', 'files', '--env', 'K=env:KEY', '--timeout', '9', '--', 'npx', '-y', 'x'])).toMatchObject({
    code: 0,
  });
  expect(
    await omega(['add', 'web', '--url', 'https://x/mcp', '--header', 'Authorization=file:key', '--era', 'legacy']),
  ).toMatchObject({ code: 0 });
  expect(JSON.parse(readFileSync(join(home, 'mcp.json'), 'utf8'))).toEqual({
    mcpServers: {
      files: { command: 'npx', args: ['-y', 'x'], env: { K: 'env:KEY' }, timeout_seconds: 9 },
      web: { url: 'https://x/mcp', headers: { Authorization: 'file:key' }, era: 'legacy' },
    },
  });
  expect(await omega(['add', 'none'])).toMatchObject({
    code: 2,
    err: expect.stringContaining('needs either') as string,
  });
  const other = join(home, 'other.json');
  writeFileSync(other, '{"servers": {"files": {"command": "y"}, "more": {"command": "z"}}}');
  expect((await omega(['import', other])).out).toMatch(/added {4}more\nkept {5}files/);
  const listed = await omega(['list']);
  expect(listed).toMatchObject({
    code: 2,
    err: expect.stringContaining('the environment variable KEY is not set') as string,
  });
  expect(listed.out).toMatch(/more +the daemon is off/);
  expect(await omega(['remove', 'more'])).toMatchObject({ code: 0 });
  expect(await omega(['remove', 'more'])).toMatchObject({ code: 1 });
  expect(await omega(['tools', 'files'])).toMatchObject({
    code: 1,
    err: expect.stringContaining('omega start') as string,
  });
});

test('tools are shown and tried; a yes is to what was shown', { timeout: 120_000 }, async () => {
  const listed = await omega(['list'], env);
  expect(listed.out).toMatch(/files +quarantined +2 +1 +fs 1, 2025-11-25/);
  expect(listed.err).toContain('Warning: files: ok: reads like instructions');
  expect((await omega(['tools', 'files'], env)).out).toMatch(
    /read +ask_once +Reads\.\nok +held back: changed +Says ok\./,
  );
  expect(await omega(['try', 'files', 'read', '{"path": "a"}'], env)).toMatchObject({ code: 0, out: 'Buy milk.\n' });
  expect(JSON.parse((await omega(['try', 'files', 'read', '{"path": "a"}', '--json'], env)).out)).toEqual({
    args: { path: 'a' },
  });
  expect(await omega(['try', 'files', 'ok'], env)).toMatchObject({ code: 1, err: 'omega: It broke.\n' });
  expect(await omega(['try', 'files', 'read', '[1]'], env)).toMatchObject({ code: 2 });
  expect((await omega(['consent', 'files'], env)).out).toBe(
    'ok (changed)\n  - /d: "a"\n  + /d: "b"\n\nTo agree to 1 tool as shown, add --yes.\n',
  );
  expect(agreed).toEqual([]);
  expect((await omega(['consent', 'files', 'ok', '--yes'], env)).out).toContain('Agreed: ok');
  expect(agreed).toEqual([WIRE]);
  expect(await omega(['tools', 'nowhere'], env)).toMatchObject({
    code: 1,
    err: expect.stringContaining('no server "nowhere"') as string,
  });
});

test(
  'a person signs in with the browser of this machine or of another one, and out again',
  { timeout: 120_000 },
  async () => {
    const stub = await oauthStub();
    stub.faults.challenge = 'reading';
    try {
      writeFileSync(join(home, 'mcp.json'), JSON.stringify({ mcpServers: { files: { url: stub.url } } }));
      const pageIn = (out: string): string | undefined => / {2}(http\S+)\n/.exec(out)?.[1];
      let opened = false;
      const here = await omega(['login', 'files'], env, (out) => {
        const page = pageIn(out);
        if (page === undefined || opened) return;
        opened = true;
        void fetch(page);
      });
      expect(here).toMatchObject({ code: 0, err: '' });
      expect(here.out).toContain('Signed in at "files", with these rights: reading');
      expect(reconnected).toEqual(['files']);
      expect(readFileSync(join(home, 'secrets', 'mcp', 'files.json'), 'utf8')).toContain('access-');
      expect(await omega(['logout', 'files'])).toMatchObject({
        code: 0,
        out: 'The tokens are forgotten here and taken back there.\n',
      });
      let typed = false;
      const there = await omega(['login', 'files', '--paste'], {}, (out, type) => {
        const page = pageIn(out);
        if (page === undefined || typed || !out.includes('The address it ends at:')) return;
        typed = true;
        void visit(page).then(type);
      });
      expect(there).toMatchObject({ code: 0, err: '' });
      expect(there.out).toContain('Signed in at "files"');
      stub.faults.issuer = 'https://other.example';
      expect(await omega(['login', 'files'])).toMatchObject({
        code: 1,
        err: 'omega: Signing in at the MCP server "files" failed: the authorisation server is not the one it says it is.\n',
      });
      expect(await omega(['login', 'nobody'])).toMatchObject({
        code: 1,
        err: expect.stringContaining('no server "nobody"') as string,
      });
    } finally {
      await stub.close();
    }
  },
);
