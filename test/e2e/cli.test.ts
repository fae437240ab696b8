/** The command as a real process: exit codes, streams, environment. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'omega-cli-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

function omega(args: string[], env: Record<string, string> = {}, input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'src/cli/main.ts'), ...args], {
    env: { PATH: process.env['PATH'], HOME: home, OMEGA_HOME: home, OLLAMA_HOST: 'http://127.0.0.1:1', ...env },
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, stdout, stderr };
}

test('--version', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  expect(omega(['--version'])).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
});

describe('omega config check', () => {
  test('no file at all is fine', () => {
    const file = join(home, 'config.toml');
    expect(omega(['config', 'check'])).toEqual({
      status: 0,
      stdout: `The configuration is fine: ${file}\n`,
      stderr: '',
    });
  });

  test('mistakes of file and environment end with 2 and are told on standard error', () => {
    writeFileSync(join(home, 'config.toml'), '[provider]\nchian = []\n');
    const { status, stdout, stderr } = omega(['config', 'check'], { OMEGA_PORT: 'x' });
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr.split('\n')).toEqual([
      'config.toml:2: provider.chian: unknown key; did you mean "chain"?',
      'OMEGA_PORT: "x" is not allowed; allowed: an integer from 0 to 65535',
      `The configuration has 2 mistakes: ${join(home, 'config.toml')}`,
      '',
    ]);
  });

  test('a warning ends with 0', () => {
    const { status, stderr } = omega(['config', 'check'], { TELEGRAM_BOT_TOKEN: '1:LEAK' });
    expect(status).toBe(0);
    expect(stderr).toContain('Warning: config.toml: channel.telegram.allowed_users: empty');
    expect(stderr).not.toContain('LEAK');
  });

  test('--json', () => {
    writeFileSync(join(home, 'config.toml'), '[server]\nport = -1\n');
    const { status, stdout } = omega(['config', 'check', '--json']);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, problems: [{ line: 2, key: 'server.port' }] });
  });

  test('broken TOML', () => {
    writeFileSync(join(home, 'config.toml'), 'a = \n');
    const { status, stderr } = omega(['config', 'check']);
    expect(status).toBe(2);
    expect(stderr).toMatch(/^config\.toml:1: not valid TOML/);
  });
});

test('omega start with a wrong configuration starts nothing', () => {
  writeFileSync(join(home, 'config.toml'), 'nonsense = 1\n');
  const { status, stdout, stderr } = omega(['start']);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Nothing was started.');
  expect(existsSync(join(home, 'token'))).toBe(false);
});

test('the example can be put in place as it is', () => {
  const { status, stdout } = omega(['config', 'example']);
  expect(status).toBe(0);
  const path = omega(['config', 'path']).stdout.trim();
  expect(path).toBe(join(home, 'config.toml'));
  writeFileSync(path, stdout);
  expect(omega(['config', 'check']).status).toBe(0);
});

test('wrong usage', () => {
  expect(omega(['strat'])).toMatchObject({
    status: 2,
    stdout: '',
    stderr: expect.stringContaining('Did you mean start?'),
  });
  expect(omega(['ask'], {}, '').status).toBe(2);
});

test('a reader that leaves early is no failure', () => {
  const script = `"${process.execPath}" "${join(root, 'src/cli/main.ts')}" config example | head -n 1; echo "\${PIPESTATUS[0]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script], {
    encoding: 'utf8',
    env: { ...process.env, OMEGA_HOME: home },
  });
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n').at(-1)).toBe('0');
});
