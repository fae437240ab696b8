/** Programs that live on inside the sandbox of Linux: streams stay open, walls hold, and all of a tree ends with it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBubblewrap } from '../../src/adapters/sandbox/bubblewrap/index.ts';
import { createNoSandbox } from '../../src/adapters/sandbox/none/index.ts';
import type { LivingSandbox, ProgramEnding, SandboxProgram } from '../../src/contracts/ports/tools/program.ts';
import { processesWith } from './sandbox.contract.ts';
import { buildWorld, CANARY, hasBubblewrap, type World } from './sandbox/world.ts';

const none = Readable.from([]);
const LIMITS = { memMiB: 512, pids: 64, fileMiB: 16 };

async function listening(words: string): Promise<{ server: Server; port: number }> {
  const server = createServer((_, answer) => answer.end(words));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

describe.skipIf(!hasBubblewrap)('programs that live on (skipped without bubblewrap)', () => {
  let world: World;
  let sandbox: LivingSandbox;
  beforeAll(async () => {
    world = await buildWorld(process.getuid?.() ?? 0);
    sandbox = createBubblewrap(world.options);
  });
  afterAll(() => world?.close());

  const job = (argv: readonly string[], more: Partial<SandboxProgram> = {}): SandboxProgram => ({
    argv,
    mode: 'rx',
    workspace: world.workspace,
    egress: [],
    limits: LIMITS,
    ...more,
  });
  /** Runs a line to its end. */
  const said = async (line: string, more: Partial<SandboxProgram> = {}): Promise<ProgramEnding & { out: string }> => {
    const { program, ended } = await sandbox.start(job(['bash', '-c', line], more));
    program.stdin?.end();
    const [out, ending] = await Promise.all([text(program.stdout ?? none), ended, text(program.stderr ?? none)]);
    return { out, ...ending };
  };

  test('words go in and out as long as it lives, and its code is its own', async () => {
    const line = 'while read -r w; do echo "you said $w"; done; echo bye >&2; exit 7';
    const { program, ended } = await sandbox.start(job(['bash', '-c', line]));
    const spawned = new Promise<void>((resolve) => program.once('spawn', resolve));
    const exit = new Promise((resolve) => program.once('exit', (code, signal) => resolve([code, signal])));
    const pieces: string[] = [];
    program.stdout?.setEncoding('utf8').on('data', (piece: string) => pieces.push(piece));
    const complaint = text(program.stderr ?? none);
    await spawned;
    for (const word of ['one', 'two']) {
      program.stdin?.write(`${word}\n`);
      await expect.poll(() => pieces.join(''), { timeout: 10_000 }).toContain(`you said ${word}`);
    }
    program.stdin?.end();
    expect(await exit).toEqual([7, null]);
    expect(await complaint).toBe('bye\n');
    expect(await ended).toMatchObject({ end: 'exit', code: 7, signal: null, egress: [] });
    expect([program.exitCode, program.signalCode]).toEqual([7, null]);
  });

  test('the walls are those of a job', async () => {
    const line = `cat "$D/omega.db" "$U/.ssh/id_ed25519"; ls -A "$D"; (echo x >"$U/papers/new"); (echo x >>"$U/.bashrc"); (echo > /dev/tcp/127.0.0.1/$PORT) && echo REACHED; echo mine >made; cat made`;
    const { server, port } = await listening('');
    const before = readdirSync(join(world.user, 'papers'));
    for (const mode of ['sandbox', 'rx'] as const) {
      const env = { D: world.data, U: world.user, PORT: String(port) };
      const { out, end } = await said(`{ ${line}; } 2>/dev/null`, { mode, env });
      expect([end, out.replace('workspaces\n', '')]).toEqual(['exit', 'mine\n']);
    }
    server.close();
    expect(readdirSync(join(world.user, 'papers'))).toEqual(before);
    expect(readFileSync(join(world.user, '.bashrc'), 'utf8')).toBe('# mine\n');
  });

  test.each(['SIGKILL', 'SIGTERM'] as const)('%s ends the whole tree', async (signal) => {
    const mark = signal === 'SIGKILL' ? '77771' : '77772';
    const line = `(setsid sleep ${mark} &); nohup sleep ${mark} & echo ready; wait`;
    const { program, ended } = await sandbox.start(job(['bash', '-c', line]));
    await new Promise((resolve) => program.stdout?.once('data', resolve));
    expect(processesWith(mark).length).toBeGreaterThanOrEqual(2);
    program.kill(signal);
    program.stdout?.resume();
    program.stderr?.resume();
    expect(await ended).toMatchObject({ end: 'killed', code: null });
    await expect.poll(() => processesWith(mark), { timeout: 5000 }).toEqual([]);
  });

  test('further folders are given, read or written, also in the data folder, and what is protected in them stays so', async () => {
    const given = join(world.data, 'given');
    const papers = join(world.user, 'papers');
    mkdirSync(given, { recursive: true });
    writeFileSync(join(given, 'note'), 'note\n', { mode: 0o644 });
    const env = { G: given, P: papers, U: world.user, D: world.data };
    const line = 'cat "$G/note"; (echo x >"$G/new"); echo y >"$P/given.txt"; cat "$D/omega.db"';
    for (const mode of ['sandbox', 'rx'] as const) {
      const { out } = await said(`{ ${line}; } 2>/dev/null`, { mode, env, reads: [given], writes: [papers] });
      expect(out).toBe('note\n');
      expect(existsSync(join(given, 'new'))).toBe(false);
      expect(readFileSync(join(papers, 'given.txt'), 'utf8')).toBe('y\n');
    }
    const whole = 'cat "$U/.ssh/id_ed25519" "$D/omega.db"; echo x >>"$U/.bashrc"; echo ok >"$U/made"';
    for (const mode of ['sandbox', 'rx'] as const)
      expect((await said(`{ ${whole}; } 2>/dev/null`, { mode, env, writes: [world.user] })).out).not.toContain(CANARY);
    expect(readFileSync(join(world.user, 'made'), 'utf8')).toBe('ok\n');
    expect(readFileSync(join(world.user, '.bashrc'), 'utf8')).toBe('# mine\n');
  });

  test('no folder that would open what is protected', async () => {
    const { data, user } = world;
    const closed = [data, join(data, 'backups'), join(user, '.ssh'), join(user, 'none'), '/', 'relative'];
    for (const path of closed)
      for (const key of ['reads', 'writes'] as const)
        await expect(sandbox.start(job(['true'], { [key]: [path] })), `${key} ${path}`).rejects.toMatchObject({
          code: 'tool.outside',
        });
    await expect(sandbox.start(job(['true'], { writes: ['/usr/local'] }))).rejects.toMatchObject({
      code: 'tool.outside',
    });
  });

  test('hosts of the list are reached through the proxy, others are not', async () => {
    const { server, port } = await listening('from outside');
    const line = `curl -s http://127.0.0.1:${port}/; curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:${port + 1}/`;
    const { out, egress } = await said(line, { egress: [`127.0.0.1:${port}`] });
    server.close();
    expect(out).toBe('from outside403');
    expect(egress.map(({ allowed }) => allowed)).toEqual([true, false]);
  });

  test('a program that is missing says so as a plain one does; a bound of time and of memory holds', async () => {
    const { program, ended } = await sandbox.start(job(['not-there-at-all']));
    const error = new Promise((resolve) => program.once('error', resolve));
    program.stdout?.resume();
    program.stderr?.resume();
    expect(await error).toMatchObject({
      code: 'ENOENT',
      message: expect.stringContaining('not-there-at-all') as string,
    });
    await ended;
    expect(await said('sleep 600', { limits: { ...LIMITS, wallMs: 300 } })).toMatchObject({ end: 'timeout' });
    const eats = 'python3 -c "x = bytearray(400 * 2**20); print(len(x)); import time; time.sleep(600)"';
    expect(await said(eats, { limits: { ...LIMITS, memMiB: 64 } })).toMatchObject({ end: 'exit', code: 1, out: '' });
  });
});

test('without a sandbox nothing is started', async () => {
  const program = { argv: ['true'], mode: 'rx' as const, workspace: '/', egress: [], limits: LIMITS };
  await expect(createNoSandbox('win32').start(program)).rejects.toMatchObject({ code: 'tool.unavailable' });
});
