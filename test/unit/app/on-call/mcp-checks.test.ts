/** The doctor's lines about mcp.json. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStores } from '../../../../src/app/stores.ts';
import { notices } from '../../../../src/actors/notices.ts';
import { mcpChecks } from '../../../../src/app/on-call/mcp-checks.ts';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-mcp-checks-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const write = (servers: object): void =>
  writeFileSync(join(home, 'mcp.json'), JSON.stringify({ mcpServers: servers }), { mode: 0o600 });

test('no file is no server, and nothing to do', () => {
  expect(mcpChecks(home, {})).toEqual([{ name: 'mcp servers', state: 'ok', detail: 'none', advice: '' }]);
});

test('servers inside the sandbox are named in one line', () => {
  write({ notes: { command: 'notes-server' }, web: { url: 'https://mcp.example.com/mcp' } });
  expect(mcpChecks(home, {})).toEqual([{ name: 'mcp servers', state: 'ok', detail: 'notes, web', advice: '' }]);
});

test('one without walls is a warning that names its line', () => {
  write({ files: { command: 'files-server', sandbox: false } });
  expect(mcpChecks(home, {})).toEqual([
    expect.objectContaining({
      state: 'warning',
      detail: expect.stringContaining('files.sandbox: its program runs without'),
    }),
  ]);
});

test('a mistake is a problem that names its line', () => {
  write({ broken: { command: 7 } });
  expect(mcpChecks(home, {})).toEqual([
    expect.objectContaining({ state: 'problem', detail: expect.stringContaining('mcp.json:1') }),
  ]);
});

test('a server that waits for a sign-in is a warning with the command, as long as it is in mcp.json', () => {
  write({ notes: { url: 'https://mcp.example.com/mcp' }, web: { url: 'https://web.example.com/mcp' } });
  const stores = openStores(
    home,
    notices(() => undefined),
  );
  for (const [name, value] of [
    ['notes', 'signedOut'],
    ['gone', 'signedOut'],
    ['web', { linked: 'healthy' }],
  ] as const)
    stores.host.addActor({
      address: `mcpServer:${name}`,
      machine: 'mcpServer',
      version: 2,
      parent: null,
      childId: null,
      rev: 1,
      status: 'active',
      state: JSON.stringify({ value }),
      restarts: 0,
      restartedAt: 0,
      updatedAt: 0,
    });
  stores.db.close();
  expect(mcpChecks(home, {})).toEqual([
    { name: 'mcp servers', state: 'warning', detail: '"notes" needs a sign-in', advice: 'omega mcp login notes' },
  ]);
});
