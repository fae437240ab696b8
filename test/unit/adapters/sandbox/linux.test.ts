/** What can be said of the sandbox of Linux without running it: committed programs, missing parts, news of the launcher. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createBubblewrap } from '../../../../src/adapters/sandbox/bubblewrap/index.ts';
import { readNews } from '../../../../src/adapters/sandbox/bubblewrap/news.ts';
import { holdPlaces } from '../../../../src/adapters/sandbox/bubblewrap/placeholders.ts';
import { viewOf } from '../../../../src/adapters/sandbox/bubblewrap/view.ts';
import { collector } from '../../../../src/adapters/sandbox/shared/output.ts';
import { sandboxPaths } from '../../../../src/domain/policy/paths.ts';
import { stale } from '../../../../scripts/native.ts';

const native = join(import.meta.dirname, '../../../../native');
let user: string;
beforeEach(() => {
  user = mkdtempSync(join(tmpdir(), 'omega-view-'));
});
afterEach(() => rmSync(user, { recursive: true, force: true }));

const optionsOf = () => ({
  protect: sandboxPaths(join(user, '.omega'), user),
  user,
  scratch: join(user, '.omega/sandbox'),
  native,
  programs: {},
  searchPath: '',
});

test('the programs that are committed are what their sources give', () => {
  expect(stale()).toEqual([]);
});

describe.runIf(process.platform === 'linux')('what is missing is named, and nothing runs', () => {
  const job = () => ({
    argv: ['true'],
    mode: 'rwx' as const,
    workspace: user,
    limits: { wallMs: 1000, cpuMs: 1000, memMiB: 64, pids: 8, fileMiB: 1, outputBytes: 100 },
    egress: [],
  });

  test('bubblewrap', async () => {
    const sandbox = createBubblewrap(optionsOf(), join(user, 'no-bwrap'));
    expect(await sandbox.level()).toEqual({
      modes: [],
      mechanisms: [],
      advice: 'bubblewrap is missing: apt install bubblewrap',
    });
    await expect(sandbox.run(job(), new AbortController().signal)).rejects.toMatchObject({ code: 'tool.unavailable' });
  });

  test.each([
    ['namespaces', 'echo "bwrap: No permissions to create new namespace" >&2; exit 1', /No permissions[^]*namespaces/],
    ['Landlock', 'echo "broken landlock 95" >&5; exit 1', /landlock[^]*Linux 5\.13 or newer/],
    ['a wall', 'echo "HOLE: reads the data folder"; echo WORKS; echo "end 0 0 1 none" >&5', /reads the data folder/],
    ['everything', 'exit 0', /ended with 0/],
  ])('%s', async (_, line, advice) => {
    const fake = join(user, 'bwrap');
    writeFileSync(
      fake,
      `#!/bin/bash\nif [ "$1" = --version ]; then echo bubblewrap 9; exit; fi\ncat <&3 >/dev/null\n${line}\n`,
    );
    chmodSync(fake, 0o755);
    const sandbox = createBubblewrap(optionsOf(), fake);
    const level = await sandbox.level();
    expect(level).toMatchObject({ modes: [], mechanisms: [] });
    expect(level.advice).toMatch(advice);
    await expect(sandbox.run(job(), new AbortController().signal)).rejects.toMatchObject({ code: 'tool.unavailable' });
  });
});

test('a workspace in the data folder is mounted after the folder is hidden, and the folder closed after that', () => {
  const workspace = join(user, '.omega/workspaces/p');
  mkdirSync(workspace, { recursive: true });
  const place = { workspace, cwd: workspace };
  const { mounts } = viewOf({ mode: 'rx', place, memMiB: 64, options: optionsOf(), launcher: '/l' });
  const at = (word: string, path: string): number =>
    mounts.findIndex((one, i) => one === word && mounts[i + 1] === path);
  const order = [
    at('--ro-bind', '/'),
    at('--tmpfs', join(user, '.omega')),
    at('--bind', workspace),
    at('--remount-ro', join(user, '.omega')),
  ];
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  expect(order).not.toContain(-1);
});

test('a link to something protected is not mounted on; the thing itself is', () => {
  mkdirSync(join(user, 'real-keys'));
  symlinkSync(join(user, 'real-keys'), join(user, '.ssh'));
  const place = { workspace: user, cwd: user };
  const options = {
    ...optionsOf(),
    protect: { data: join(user, '.omega'), hidden: [join(user, '.ssh'), join(user, 'real-keys')], frozen: [] },
  };
  const { mounts } = viewOf({ mode: 'rx', place, memMiB: 64, options, launcher: '/l' });
  expect(mounts).toContain(join(user, 'real-keys'));
  expect(mounts).not.toContain(join(user, '.ssh'));
});

test('places are held as long as one job needs them, and what somebody put there stays', () => {
  const holds = new Map<string, number>();
  const paths = [join(user, '.config/autostart'), join(user, '.zshrc')];
  const first = holdPlaces(paths, user, holds);
  const second = holdPlaces(paths, user, holds);
  first();
  expect(() => writeFileSync(join(user, '.zshrc'), '', { flag: 'wx' })).toThrow('EEXIST');
  writeFileSync(join(user, '.zshrc'), 'mine');
  second();
  expect(holds.size).toBe(0);
  expect(() => mkdirSync(join(user, '.config'))).not.toThrow();
  expect(() => writeFileSync(join(user, '.zshrc'), '', { flag: 'wx' })).toThrow('EEXIST');
});

test('news of the launcher', () => {
  expect(readNews('abi 7\nend 3 0 12 none\n')).toEqual({ abi: 7, code: 3, signal: 0, cpuMs: 12, why: 'none' });
  expect(readNews('abi 7\nend -1 9 0 memory\n')).toMatchObject({ code: null, signal: 9, why: 'memory' });
  expect(readNews('abi 7\nnoexec 2\n')).toMatchObject({ missing: 'no such file or directory', code: undefined });
  expect(readNews('broken landlock 95\n')).toMatchObject({ broken: 'landlock (operation not supported on socket)' });
  expect(readNews('')).toMatchObject({ code: undefined, why: 'none' });
});

test('the first bytes of both streams are kept, all are counted', () => {
  const output = collector(5);
  output.take(0, Buffer.from('abc'));
  output.take(1, Buffer.from('defg'));
  output.take(0, Buffer.from('h'));
  expect([output.kept(0).toString(), output.kept(1).toString(), output.total()]).toEqual(['abc', 'de', 8]);
});
