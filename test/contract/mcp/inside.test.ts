/** Servers inside the sandbox: they answer, they see nothing of Omega's, they reach no network, and all of one ends with it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mcpHost } from '../../../src/adapters/mcp/client/index.ts';
import { createNoSandbox } from '../../../src/adapters/sandbox/none/index.ts';
import { programStarter } from '../../../src/app/tools/programs.ts';
import { buildSandbox } from '../../../src/app/tools/sandbox.ts';
import type { McpWay } from '../../../src/contracts/mcp/servers.ts';
import { processesWith } from '../sandbox.contract.ts';
import { hasBubblewrap, isRoot } from '../sandbox/world.ts';
import { fixture, link, server, textOf, type Linked } from './rig.ts';

const root = join(import.meta.dirname, '../../..');
let folder: string;
let home: string;
let outside: Server;
let port: number;

beforeAll(async () => {
  folder = mkdtempSync(join(isRoot ? '/srv' : homedir(), 'omega-mcp-inside-'));
  home = join(folder, '.omega');
  for (const name of ['.omega/workspace', '.ssh']) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(home, 'omega.db'), 'secret');
  writeFileSync(join(folder, '.ssh/id'), 'secret');
  outside = createServer((_, answer) => answer.end('outside'));
  await new Promise<void>((resolve) => outside.listen(0, '127.0.0.1', resolve));
  port = (outside.address() as AddressInfo).port;
});
afterAll(() => {
  outside.close();
  rmSync(folder, { recursive: true, force: true });
});

const host = (sandbox = () => buildSandbox({ home, user: folder, root, searchPath: process.env['PATH'] ?? '' })) =>
  mcpHost({ version: '0.0.0', start: programStarter({ sandbox, workspace: join(home, 'workspace'), root }) });
const way = (more: Partial<McpWay & { kind: 'stdio' }> = {}): McpWay => ({
  kind: 'stdio',
  command: process.execPath,
  args: [fixture('shell')],
  env: {},
  ...more,
});
const sh = async (linked: Linked, line: string): Promise<string> => textOf(await linked.call('sh', { line }));

describe.skipIf(!hasBubblewrap)('a server inside (skipped without bubblewrap)', () => {
  test('answers, writes the workspace, and reads neither the data folder nor keys', async () => {
    const linked = await link(server('a', way()), host());
    try {
      expect(await sh(linked, 'echo mine >made; cat made; pwd')).toBe(`mine\n${join(home, 'workspace')}\n`);
      expect(await sh(linked, `cat ${home}/omega.db ${folder}/.ssh/id; ls -A ${home}`)).toBe('workspace\n');
      expect(await sh(linked, `(echo x >${folder}/new) 2>/dev/null || echo refused`)).toBe('refused\n');
    } finally {
      await linked.close();
    }
  });

  test('reaches no host but those beside it in mcp.json', async () => {
    const line = `curl -s --max-time 5 http://127.0.0.1:${port}/ || echo none`;
    for (const [egress, found] of [
      [[], 'none\n'],
      [[`127.0.0.1:${port}`], 'outside'],
    ] as const) {
      const linked = await link(server('a', way({ egress })), host());
      expect(await sh(linked, line)).toBe(found);
      await linked.close();
    }
  });

  test('ends with all it has started', async () => {
    const linked = await link(server('a', way()), host());
    await sh(linked, 'setsid sleep 66661 >/dev/null 2>&1 & echo');
    expect(processesWith('66661').length).toBeGreaterThan(0);
    await linked.close();
    await expect.poll(() => processesWith('66661'), { timeout: 10_000 }).toEqual([]);
  });

  test('starts in the folder that was named for it', async () => {
    const linked = await link(server('a', way({ cwd: join(root, 'docs') })), host());
    expect(await sh(linked, 'pwd')).toBe(`${join(root, 'docs')}\n`);
    await linked.close();
  });

  test('a program that is missing is told as such, and one that fetches packages is told what to write', async () => {
    await expect(link(server('a', way({ command: 'not-there' })), host())).rejects.toMatchObject({
      code: 'mcp.not_configured',
      message: expect.stringContaining('not-there') as string,
    });
    await expect(link(server('a', way({ command: 'npx', args: ['-y', 'x'] })), host())).rejects.toMatchObject({
      code: 'mcp.not_configured',
      message: expect.stringContaining('"egress": ["<registry>:443"]') as string,
    });
  });
});

test('`sandbox: false` runs it plainly; without a sandbox nothing else is started', async () => {
  const none = host(() => Promise.resolve(createNoSandbox('win32')));
  await expect(link(server('a', way()), none)).rejects.toMatchObject({
    code: 'mcp.not_configured',
    message: expect.stringContaining('"sandbox": false') as string,
  });
  const linked = await link(server('b', way({ sandbox: false })), none);
  expect(await sh(linked, `cat ${home}/omega.db`)).toBe('secret');
  await linked.close();
});
