/** The profile of macOS as text, for each mode; and that nothing runs where there is no sandbox. */
import { expect, test } from 'vitest';
import { createNoSandbox } from '../../../../src/adapters/sandbox/none/index.ts';
import { profileOf, type ProfileRequest } from '../../../../src/adapters/sandbox/seatbelt/profile.ts';
import { wordsOf } from '../../../../src/adapters/sandbox/seatbelt/run.ts';
import { createSeatbelt } from '../../../../src/adapters/sandbox/seatbelt/index.ts';
import type { SandboxMode } from '../../../../src/contracts/ports/tools/sandbox.ts';
import { sandboxPaths } from '../../../../src/domain/policy/paths.ts';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const USER = '/Users/ada';
const request = (mode: SandboxMode, more: Partial<ProfileRequest> = {}): ProfileRequest => ({
  mode,
  workspace: `${USER}/.omega/workspaces/p`,
  tmp: '/private/var/folders/x/omega-job-1',
  user: USER,
  programs: ['/pkg/rg'],
  protect: sandboxPaths(`${USER}/.omega`, USER),
  ...more,
});
/** Rules with their filters, each as one line. */
const rules = (profile: string): string[] =>
  profile
    .replaceAll(/\n {2}/g, ' ')
    .split('\n')
    .filter(Boolean);
const parens = (text: string): number => text.split('(').length - text.split(')').length;

test.each<SandboxMode>(['sandbox', 'rx', 'rwx'])('%s: all is refused first, what is protected last', (mode) => {
  const profile = profileOf(request(mode));
  const lines = rules(profile);
  expect(parens(profile)).toBe(0);
  expect(lines.slice(0, 2)).toEqual(['(version 1)', '(deny default)']);
  const closed = lines.findIndex((line) =>
    line.startsWith('(deny file-read* file-write* process-exec (subpath "/Users/ada/.omega")'),
  );
  const secrets = lines.findIndex((line) => line.includes('(subpath "/Users/ada/.ssh")'));
  const opened = lines.findLastIndex((line) => line.startsWith('(allow'));
  // The workspace in the data folder is the only thing that is opened after something was closed.
  expect(lines[opened]).toBe('(allow file-read* file-write* process-exec (subpath "/Users/ada/.omega/workspaces/p"))');
  expect([closed < opened, opened < secrets]).toEqual([true, true]);
  for (const name of [
    '.omega/omega.db',
    '.omega/config.toml',
    '.omega/token',
    '.ssh',
    '.gnupg',
    '.aws',
    'Library/Keychains',
    'Library/Application Support/Google/Chrome',
  ])
    expect(lines[secrets]).toContain(`(subpath "${USER}/${name}")`);
  expect(profile).toContain('(deny network-outbound (remote unix-socket))');
  expect(lines.filter((line) => line.startsWith('(allow network'))).toEqual([]);
});

test('what may be written grows with the mode', () => {
  const written = (mode: SandboxMode): string | undefined =>
    rules(profileOf(request(mode))).find((line) => line.startsWith('(allow file-write* '));
  const own = '(subpath "/Users/ada/.omega/workspaces/p") (subpath "/private/var/folders/x/omega-job-1")';
  expect(written('sandbox')).toBe(`(allow file-write* ${own})`);
  expect(written('rx')).toBe(`(allow file-write* ${own})`);
  expect(written('rwx')).toContain(`${own} (subpath "/Users/ada")`);
  expect(rules(profileOf(request('rwx'))).findLast((line) => line.startsWith('(deny file-write* '))).toContain(
    '.zshrc',
  );
});

test('what may be read: the system in sandbox, all in rx and rwx', () => {
  expect(profileOf(request('sandbox'))).not.toContain('(allow file-read*)');
  expect(profileOf(request('sandbox'))).not.toMatch(/allow file-read\*[^)]*\(subpath "\/Users\/ada"\)/);
  for (const mode of ['rx', 'rwx'] as const) expect(profileOf(request(mode))).toContain('\n(allow file-read*)\n');
});

test('a path cannot end its string', () => {
  const profile = profileOf(request('sandbox', { workspace: '/Users/ada/a")(allow default)("\\' }));
  expect(profile).toContain(String.raw`(subpath "/Users/ada/a\")(allow default)(\"\\")`);
  expect(profile.split('\n')).not.toContain('(allow default)');
});

test('limits are set before the program starts, and words stay words', () => {
  const words = wordsOf({
    program: '/usr/bin/sandbox-exec',
    profile: 'PROFILE',
    job: {
      argv: ['printf', '$(id); a b'],
      mode: 'sandbox',
      workspace: '/w',
      limits: { wallMs: 1, cpuMs: 1500, memMiB: 1, pids: 1, fileMiB: 3, outputBytes: 1 },
      egress: [],
    },
    cwd: '/w',
    env: { A: 'b c' },
    graceMs: 1,
  });
  expect(words.slice(3)).toEqual([
    '2',
    '6144',
    'A=b c',
    '/usr/bin/sandbox-exec',
    '-p',
    'PROFILE',
    '--',
    'printf',
    '$(id); a b',
  ]);
});

test('where sandbox-exec is missing there are no modes, and nothing runs', async () => {
  const user = mkdtempSync(join(tmpdir(), 'omega-mac-'));
  const options = {
    protect: sandboxPaths(join(user, '.omega'), user),
    user,
    scratch: join(user, '.omega/sandbox'),
    native: '/none',
    programs: {},
    searchPath: '',
  };
  const sandbox = createSeatbelt(options, '/no/sandbox-exec');
  const level = await sandbox.level();
  expect(level).toMatchObject({ modes: [], mechanisms: [] });
  expect(level.advice).toContain('sandbox missing');
  const job = {
    argv: ['true'],
    mode: 'sandbox' as const,
    workspace: user,
    limits: { wallMs: 1000, cpuMs: 1000, memMiB: 64, pids: 8, fileMiB: 1, outputBytes: 10 },
    egress: [],
  };
  await expect(sandbox.run(job, new AbortController().signal)).rejects.toMatchObject({ code: 'tool.unavailable' });
  rmSync(user, { recursive: true, force: true });
});

test('other platforms have no sandbox and say so', async () => {
  const sandbox = createNoSandbox('win32');
  expect(await sandbox.level()).toMatchObject({ modes: [], advice: expect.stringContaining('win32') });
  const job = {
    argv: ['true'],
    mode: 'rwx' as const,
    workspace: '/',
    limits: { wallMs: 1, cpuMs: 1, memMiB: 1, pids: 1, fileMiB: 1, outputBytes: 1 },
    egress: [],
  };
  await expect(sandbox.run(job, new AbortController().signal)).rejects.toMatchObject({ code: 'tool.unavailable' });
});
