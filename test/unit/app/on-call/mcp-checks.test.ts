/** The doctor's lines about mcp.json. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
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
