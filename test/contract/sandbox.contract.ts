/** What every sandbox promises, checked by real programs inside it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Sandbox, SandboxJob, SandboxMode } from '../../src/contracts/ports/tools/sandbox.ts';
import { CANARY, runIn, type Outcome, type World } from './sandbox/world.ts';

const LIMITS = { wallMs: 20_000, cpuMs: 10_000, memMiB: 256, pids: 48, fileMiB: 64, outputBytes: 30_000 };
const MODES: readonly SandboxMode[] = ['sandbox', 'rx', 'rwx'];
const never = (): AbortSignal => new AbortController().signal;

/** What the suite needs of a sandbox under test. */
export interface SandboxUnderTest {
  sandbox: () => Sandbox;
  world: () => World;
}

/** Registers the suite. */
export function sandboxContract({ sandbox, world }: SandboxUnderTest): void {
  const job = (line: string, more: Partial<SandboxJob> = {}): SandboxJob => ({
    argv: ['bash', '-c', line],
    mode: 'sandbox',
    workspace: world().workspace,
    egress: [],
    ...more,
    limits: { ...LIMITS, ...more.limits },
  });
  const run = (line: string, more: Partial<SandboxJob> = {}): Promise<Outcome> => runIn(sandbox(), job(line, more));
  const out = async (line: string, more: Partial<SandboxJob> = {}): Promise<string> =>
    (await run(line, more)).stdout.toString('utf8');

  test('every mode is on, and says by what', async () => {
    const level = await sandbox().level();
    expect(level).toMatchObject({ modes: MODES, advice: '' });
    expect(level.mechanisms.length).toBeGreaterThan(1);
  });

  describe.each(MODES)('in mode %s', (mode) => {
    test('exit code, streams, folder and environment are the job’s own', async () => {
      const result = await run('echo out; echo err >&2; echo again >/dev/stderr; exit 3', { mode });
      expect(result).toMatchObject({ end: 'exit', code: 3, signal: null, totalBytes: 14, egress: [] });
      expect([result.stdout.toString('utf8'), result.stderr.toString('utf8')]).toEqual(['out\n', 'err\nagain\n']);
      expect(await out('pwd', { mode })).toBe(`${realpathSync(world().workspace)}\n`);
      const names = await out("env | sed 's/=.*//' | grep -v -x -e _ -e SHLVL -e PWD -e OLDPWD | sort | tr '\\n' ' '", {
        mode,
        env: { MINE: 'yes' },
      });
      expect(names).toBe('HOME LANG MINE PATH TMPDIR ');
    });

    test('the workspace and the temporary folder can be written, other folders as the mode says', async () => {
      const name = `made-${mode}`;
      const line = `t=$(mktemp) && echo 1 >${name} && echo 2 >"$t" && cat ${name} "$t"; rm "$t"; (echo 3 >"$OUT/${name}") 2>/dev/null; true`;
      expect(await out(line, { mode, env: { OUT: world().outside } })).toBe('1\n2\n');
      expect(readFileSync(join(world().workspace, name), 'utf8')).toBe('1\n');
      expect(existsSync(join(world().outside, name))).toBe(mode === 'rwx');
      const letter = await out('cat "$OUT/letter.txt" 2>/dev/null', { mode, env: { OUT: world().outside } });
      expect(letter).toBe(mode === 'sandbox' ? '' : 'dear reader\n');
    });
  });

  test('standard input arrives whole, and ends', async () => {
    const text = 'line\n'.repeat(50_000);
    expect(await out('wc -c', { stdin: text })).toBe('250000\n');
    expect(await out('cat')).toBe('');
  });

  test('arguments are arguments, never a line of a shell', async () => {
    const words = ['a b', '$(id)', '`id`', '; id', '--', '-n', "'", '"', '*', ''];
    const result = await runIn(sandbox(), job('', { argv: ['printf', '[%s]', ...words] }));
    expect(result.stdout.toString('utf8')).toBe(words.map((word) => `[${word}]`).join(''));
  });

  test('a folder below the workspace; none that leads out', async () => {
    mkdirSync(join(world().workspace, 'sub'), { recursive: true });
    expect(await out('pwd', { cwd: 'sub' })).toBe(`${realpathSync(world().workspace)}/sub\n`);
    for (const cwd of ['..', '/', world().outside, 'link-to-papers', 'not-there'])
      await expect(run('pwd', { cwd })).rejects.toMatchObject({ code: 'tool.outside' });
  });

  test('no workspace in what is protected or belongs to the system', async () => {
    const { data, user } = world();
    const closed = [
      '/',
      '/usr',
      '/etc',
      data,
      join(data, 'backups'),
      join(user, '.ssh'),
      join(user, 'none'),
      'relative',
    ];
    for (const workspace of closed)
      await expect(run('pwd', { workspace })).rejects.toMatchObject({ code: 'tool.outside' });
  });

  test('what is protected stays closed when the workspace is the home folder itself', async () => {
    const line =
      'cat .ssh/id_ed25519 .omega/omega.db .netrc; echo x >.ssh/new; echo x >>.bashrc; mv .omega o; mv .config c; echo x >.zshrc; head -c5 papers/letter.txt';
    for (const mode of MODES) {
      const result = await run(line, { mode, workspace: world().user });
      expect(result.stdout.toString('utf8')).toBe('dear ');
      expect(readFileSync(join(world().user, '.bashrc'), 'utf8')).toBe('# mine\n');
      expect(['.ssh/new', '.zshrc'].filter((name) => existsSync(join(world().user, name)))).toEqual([]);
    }
  });

  test('in rwx nothing that starts programs is planted, also where nothing was', async () => {
    const { user } = world();
    const line =
      'cd "$HOME"; mkdir -p .config/autostart .local/share/systemd; echo x >.config/autostart/x.desktop; echo x >.zshrc; echo x >.profile; mv .config elsewhere; mkdir -p .config/systemd/user; echo x >.config/systemd/user/x.service; echo ok >fine.txt';
    await run(line, { mode: 'rwx' });
    expect(readFileSync(join(user, 'fine.txt'), 'utf8')).toBe('ok\n');
    const planted = ['.config/autostart/x.desktop', '.config/systemd/user/x.service', '.zshrc', '.profile', '.config'];
    expect(planted.filter((name) => existsSync(join(user, name)))).toEqual([]);
  });

  test('output is bounded while it is read, and what was dropped is counted', async () => {
    const before = process.memoryUsage().rss;
    const result = await run('head -c 300000000 /dev/zero', { limits: { ...LIMITS, outputBytes: 1000 } });
    expect(result).toMatchObject({ end: 'exit', code: 0, totalBytes: 300_000_000 });
    expect(result.stdout).toHaveLength(1000);
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });

  test('what takes too long is asked to end, then made to; its words until then are kept', async () => {
    const polite = await run("trap 'echo bye; exit 7' TERM; echo hi; while :; do sleep 0.05; done", {
      limits: { ...LIMITS, wallMs: 700 },
    });
    expect(polite).toMatchObject({ end: 'timeout', code: 7 });
    expect(polite.stdout.toString('utf8')).toBe('hi\nbye\n');
    const deaf = await run("trap '' TERM; echo hi; while :; do sleep 0.05; done", {
      limits: { ...LIMITS, wallMs: 700 },
    });
    expect(deaf).toMatchObject({ end: 'timeout', code: null, signal: 'SIGKILL' });
    expect(deaf.stdout.toString('utf8')).toBe('hi\n');
  });

  test('an abort ends everything at once and gives its reason', async () => {
    const control = new AbortController();
    const reason = new Error('enough');
    const running = sandbox().run(job('touch started; sleep 100 & sleep 100'), control.signal);
    running.catch(() => undefined);
    await expect.poll(() => existsSync(join(world().workspace, 'started')), { timeout: 15_000 }).toBe(true);
    control.abort(reason);
    await expect(running).rejects.toBe(reason);
    await expect(sandbox().run(job('true'), control.signal)).rejects.toBe(reason);
  });

  test('nobody is left when it is over', async () => {
    const result = await run('for i in 1 2 3; do (setsid sleep 77777 </dev/null >/dev/null 2>&1 &) ; done; echo done');
    expect(result).toMatchObject({ end: 'exit', code: 0 });
    expect(processesWith('77777')).toEqual([]);
  });

  test('ends are told apart', async () => {
    expect(await run('kill -SEGV $$')).toMatchObject({ end: 'killed', code: null, signal: 'SIGSEGV' });
    const cpu = await run('exec python3 -c "while True: pass"', { limits: { ...LIMITS, cpuMs: 1000 } });
    expect(cpu).toMatchObject({ end: 'cpu', code: null });
    const file = await run('exec head -c 5000000 /dev/zero >big', { limits: { ...LIMITS, fileMiB: 2 } });
    expect(file).toMatchObject({ end: 'file', signal: 'SIGXFSZ' });
    const memory = await run('exec python3 -c "x = [bytearray(8000000) for _ in range(500)]"');
    expect(memory.end).toBe('oom');
  });

  test('a program that is not there is not available', async () => {
    const missing = sandbox().run(job('', { argv: ['no-such-program'] }), never());
    await expect(missing).rejects.toMatchObject({ code: 'tool.unavailable' });
  });

  test('jobs side by side do not see each other', async () => {
    writeFileSync(join(world().workspace, 'shared.txt'), '');
    const lines = Array.from(
      { length: 6 },
      (_, i) => `echo ${i} >"$TMPDIR/mine"; sleep 0.2; cat "$TMPDIR/mine"; ps -e 2>/dev/null | grep -c sleep`,
    );
    const results = await Promise.all(lines.map((line) => out(line)));
    expect(results.map((text) => text.split('\n')[0])).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  test('a host on the list is reached by the proxy, no other one, and both are written down', async () => {
    const { address, port } = world().tcp;
    const ask = (target: string): string =>
      `import socket\ns = socket.create_connection(('127.0.0.1', 3128))\ns.sendall(b'CONNECT ${target} HTTP/1.1\\r\\nHost: x\\r\\n\\r\\n')\nwhile True:\n  d = s.recv(1000)\n  if not d: break\n  print(d.decode().strip().split('\\r\\n')[0])`;
    const line = `python3 -c "${ask(`${address}:${port}`)}"; python3 -c "${ask(`${address}:${port + 1}`)}"; echo "$HTTPS_PROXY"`;
    const result = await run(line, { egress: [`${address}:${port}`] });
    expect(result.stdout.toString('utf8').split('\n')).toEqual(
      expect.arrayContaining([
        'HTTP/1.1 200 Connection Established',
        'HTTP/1.1 403 Forbidden',
        'http://127.0.0.1:3128',
      ]),
    );
    expect(result.egress).toEqual([
      { host: address, port, allowed: true, bytes: CANARY.length },
      { host: address, port: port + 1, allowed: false, bytes: 0 },
    ]);
    expect(await out('echo "[$HTTPS_PROXY]"')).toBe('[]\n');
  });

  test('servers of its own work inside', async () => {
    const line =
      "python3 -c \"\nimport socket, threading\ns = socket.create_server(('127.0.0.1', 8123))\nthreading.Thread(target=lambda: s.accept()[0].send(b'served')).start()\nprint(socket.create_connection(('127.0.0.1', 8123)).recv(10))\"";
    expect(await out(line)).toBe("b'served'\n");
  });
}

/** Command lines of processes of this machine that hold a word. */
export function processesWith(word: string): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      } catch {
        return '';
      }
    })
    .filter((line) => line.split(' ').includes(word));
}
