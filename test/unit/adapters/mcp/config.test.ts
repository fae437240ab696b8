/** mcp.json: what is read, what is said about mistakes, and what a change or an import leaves of it. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mcpFile } from '../../../../src/adapters/mcp/config/index.ts';
import { readJson, withoutComments } from '../../../../src/adapters/mcp/config/positions.ts';
import type { McpFile } from '../../../../src/contracts/mcp/servers.ts';

let home: string;
let file: McpFile;
const write = (text: string, name = 'mcp.json'): string => {
  const path = join(home, name);
  writeFileSync(path, text);
  return path;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-mcp-'));
  file = mcpFile(home);
});
afterEach(() => rmSync(home, { recursive: true }));

test('none is an empty one', () => {
  expect(file.load({})).toEqual({ servers: [], problems: [], warnings: [] });
});

test('programs and addresses, with references to secrets', () => {
  write('secret\n', 'key');
  write(`{
  "mcpServers": {
    "files": {"command": "npx", "args": ["-y", "x", "/tmp"], "env": {"A": "env:TOKEN", "B": "file:key", "C": "plain", "D": "x-\${TOKEN}-\${NONE:-y}"}},
    "web": {"type": "http", "url": "https://example.com/mcp", "headers": {"Authorization": "Bearer \${TOKEN}"}, "era": "legacy", "enabled": false, "timeout_seconds": 5}
  }
}`);
  const { servers, problems, warnings } = file.load({ TOKEN: 't0p' });
  expect({ problems, warnings }).toEqual({ problems: [], warnings: [] });
  const [files, web] = servers;
  expect(files).toMatchObject({
    name: 'files',
    era: 'auto',
    enabled: true,
    timeoutMs: 60_000,
    way: { kind: 'stdio', command: 'npx' },
  });
  expect(web).toMatchObject({
    era: 'legacy',
    enabled: false,
    timeoutMs: 5000,
    way: { kind: 'http', url: 'https://example.com/mcp' },
  });
  const env = files?.way.kind === 'stdio' ? files.way.env : {};
  expect(Object.entries(env).map(([name, value]) => [name, value.reveal()])).toEqual([
    ['A', 't0p'],
    ['B', 'secret'],
    ['C', 'plain'],
    ['D', 'x-t0p-y'],
  ]);
  expect(JSON.stringify(servers)).not.toContain('t0p');
  expect(file.load({ TOKEN: 'another' }).servers.map(({ identity }) => identity)).toEqual(
    servers.map(({ identity }) => identity),
  );
});

test('every mistake has its line, and the other servers go on', () => {
  write(`{
  // a comment, and a comma too many
  "mcpServers": {
    "good": {"command": "a"},
    "both": {
      "command": "a",
      "url": "https://x"
    },
    "none": {},
    "bad url": {"command": "a"},
    "ftp": {
      "url": "ftp://x"
    },
    "typo": {
      "command": "a",
      "comand": "b"
    },
    "secret": {
      "command": "a", "env": {"K": "env:NOWHERE"}},
    "late": {"command": "a", "timeout_seconds": 9999},
  },
  "other": 1
}`);
  const { servers, problems, warnings } = file.load({});
  expect(servers.map(({ name }) => name)).toEqual(['good', 'typo']);
  expect(problems).toEqual([
    'mcp.json:5: mcpServers.both: needs either "command" or "url"',
    'mcp.json:9: mcpServers.none: needs either "command" or "url"',
    'mcp.json:10: mcpServers.bad url: the name may have up to 40 letters, digits, "_" and "-"',
    'mcp.json:12: mcpServers.ftp.url: must be an address that begins with http:// or https://',
    'mcp.json:18: mcpServers.secret: the environment variable NOWHERE is not set',
    'mcp.json:20: mcpServers.late.timeout_seconds: must be 1 to 600',
  ]);
  expect(warnings).toEqual(['mcp.json:22: other: unknown key', 'mcp.json:16: mcpServers.typo.comand: unknown key']);
});

test.each([
  ['{"mcpServers": {"a": {}, "a": {}}}', 'mcp.json:1: a key stands there twice'],
  ['{\n"mcpServers": {\n', 'mcp.json:3: this is no valid JSON'],
  ['hello', 'mcp.json:1: this is no valid JSON'],
  ['[1]', 'mcp.json:1: the file must hold {"mcpServers": {…}}'],
])('%j', (text, problem) => {
  write(text);
  expect(file.load({}).problems).toEqual([problem]);
});

test('another program is another server, whatever the order of its variables', () => {
  const identity = (entry: object): string | undefined => {
    write(JSON.stringify({ mcpServers: { a: entry } }));
    return file.load({}).servers[0]?.identity;
  };
  const first = identity({ command: 'a', env: { x: '1', y: '2' } });
  expect(identity({ env: { y: '2', x: '1' }, command: 'a', timeout_seconds: 3 })).toBe(first);
  expect(identity({ command: 'a', env: { x: '1', y: '2' }, args: ['--more'] })).not.toBe(first);
  expect(identity({ command: 'b', env: { x: '1', y: '2' } })).not.toBe(first);
});

test('a change keeps what others wrote; the file is for its owner alone', () => {
  write('{"$schema": "s", "mcpServers": {"a": {"command": "x", "own": 1}}}');
  file.put('b', { url: 'https://x' });
  expect(JSON.parse(readFileSync(file.path, 'utf8'))).toEqual({
    $schema: 's',
    mcpServers: { a: { command: 'x', own: 1 }, b: { url: 'https://x' } },
  });
  expect(statSync(file.path).mode & 0o777).toBe(0o600);
  expect(file.remove('a')).toBe(true);
  expect(file.remove('a')).toBe(false);
  expect(() => file.put('no name', { command: 'x' })).toThrow('the name may have');
  write('{"mcpServers": ');
  expect(() => file.put('c', { command: 'x' })).toThrow('correct it first');
});

test('servers of other programs are taken over, never over one that is there', () => {
  write('{"mcpServers": {"github": {"command": "mine"}}}');
  const claude = write(
    '{"mcpServers": {"github": {"command": "theirs"}, "fs tools": {"command": "npx", "args": ["x"], "env": {"K": "${KEY}"}}, "old": {"type": "sse", "url": "http://x"}}}',
    'claude_desktop_config.json',
  );
  expect(file.importFrom(claude)).toEqual({
    added: ['fs-tools'],
    kept: ['github'],
    warnings: ['old: the transport "sse" is no longer spoken; use the address for "http"'],
  });
  const vscode = write(
    '{\n\t// servers\n\t"inputs": [],\n\t"servers": {"ask": {"type": "stdio", "command": "c", "env": {"K": "${input:key}"}},},\n}',
    'vscode.json',
  );
  expect(file.importFrom(vscode)).toEqual({
    added: ['ask'],
    kept: [],
    warnings: ['ask: asks for a value in the editor; write env:NAME or file:/path instead'],
  });
  const entries = JSON.parse(readFileSync(file.path, 'utf8')) as { mcpServers: Record<string, unknown> };
  expect(entries.mcpServers['fs-tools']).toEqual({ command: 'npx', args: ['x'], env: { K: 'env:KEY' } });
  expect(entries.mcpServers['github']).toEqual({ command: 'mine' });
  expect(() => file.importFrom(join(home, 'nowhere.json'))).toThrow('cannot be read');
});

test('comments keep every sign in its place, and texts that look like some stay', () => {
  const text = '{"a": "http://x", /* one\ntwo */ "b": 1} // end';
  expect(withoutComments(text)).toHaveLength(text.length);
  expect(readJson(text)).toMatchObject({ value: { a: 'http://x', b: 1 } });
});

test('hosts and the sandbox of a program; running without it is warned of', () => {
  write(`{"mcpServers": {
    "a": {"command": "x", "egress": ["api.example.com:443", "*.example.org:*"]},
    "b": {"command": "x", "sandbox": false},
    "c": {"command": "x", "egress": ["api.example.com"]}
  }}`);
  const { servers, problems, warnings } = file.load({});
  expect(servers.map(({ way }) => way)).toEqual([
    expect.objectContaining({ egress: ['api.example.com:443', '*.example.org:*'] }),
    expect.objectContaining({ sandbox: false }),
  ]);
  expect(warnings).toEqual([expect.stringMatching(/^mcp\.json:3: .*b\.sandbox: .*without the sandbox/)]);
  expect(problems).toEqual([expect.stringMatching(/^mcp\.json:4: .*c\.egress: must be hosts with a port/)]);
});

test('signing in: what its owner wrote about it, with secrets looked up and never printed', () => {
  write(`{"mcpServers": {
    "plain": {"url": "https://a.example/mcp", "oauth": {"scope": "read", "redirect_port": 8123}},
    "own": {"url": "https://b.example/mcp", "oauth": {"grant": "client_credentials", "client_id": "c", "client_secret": "env:S", "issuer": "https://b.example"}}
  }}`);
  const { servers, problems } = file.load({ S: 's3cret' });
  expect(problems).toEqual([]);
  const [plain, own] = servers.map(({ way }) => (way.kind === 'http' ? way.oauth : undefined));
  expect(plain).toEqual({ grant: 'authorization_code', scope: 'read', redirectPort: 8123 });
  expect(own).toMatchObject({ grant: 'client_credentials', clientId: 'c', issuer: 'https://b.example' });
  expect(own?.clientSecret?.reveal()).toBe('s3cret');
  expect(JSON.stringify(servers)).not.toContain('s3cret');
});

test.each([
  [{ client_id: 'c', client_secret: 'x' }, 'a secret needs "client_id" and "issuer" beside it'],
  [{ grant: 'client_credentials', client_id: 'c' }, 'needs "client_secret" or "private_key"'],
  [{ client_id: 'c', private_key: 'x', issuer: 'https://a.example' }, 'is for the grant "client_credentials"'],
  [{ issuer: 'nowhere' }, 'must be the address of an authorisation server'],
  [{ secret: 'x' }, 'oauth'],
])('%j is a mistake that leaves out the server', (oauth, words) => {
  write(
    JSON.stringify({ mcpServers: { one: { url: 'https://a.example/mcp', oauth }, two: { url: 'https://b.example' } } }),
  );
  const { servers, problems } = file.load({});
  expect(servers.map(({ name }) => name)).toEqual(['two']);
  expect(problems).toEqual([expect.stringContaining(words)]);
});

test('a stamp tells whether the file has changed', () => {
  expect(file.stamp()).toBe('');
  write('{}');
  const first = file.stamp();
  expect(file.stamp()).toBe(first);
  write('{ }');
  expect(file.stamp()).not.toBe(first);
});
