/** Tries to get out of the sandbox of Linux, in each mode that has walls, as root and as a normal user: nothing may get out. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBubblewrap } from '../../src/adapters/sandbox/bubblewrap/index.ts';
import type { Sandbox, SandboxLimits, SandboxMode } from '../../src/contracts/ports/tools/sandbox.ts';
import { processesWith } from './sandbox.contract.ts';
import { ATTEMPTS, GREED } from './sandbox/attempts.ts';
import { remoteSandbox } from './sandbox/remote.ts';
import { buildWorld, canBeNobody, CANARY, hasBubblewrap, NOBODY, runIn, type World } from './sandbox/world.ts';

const LIMITS: SandboxLimits = { wallMs: 15_000, cpuMs: 10_000, memMiB: 512, pids: 64, fileMiB: 64, outputBytes: 4000 };
const GREEDY: SandboxLimits = { wallMs: 4000, cpuMs: 2000, memMiB: 200, pids: 40, fileMiB: 64, outputBytes: 4000 };
const HOST_TMP = `/tmp/omega-escape-${process.pid}`;
const all = Object.entries(ATTEMPTS).flatMap(([kind, list]) => list.map((attempt) => ({ kind, ...attempt })));

function surroundings(world: World): Record<string, string> {
  return {
    CANARY,
    DATA: world.data,
    USER_HOME: world.user,
    VICTIM_PID: String(world.victim.pid),
    TCP: String(world.tcp.port),
    UDP: String(world.udp.port),
    ADDRESS: world.tcp.address,
    UNIX: world.path,
    ABSTRACT: world.abstract,
    HOST_TMP,
  };
}

/** What must be as it was, whatever a program inside said. */
function expectUntouched(world: World): void {
  expect(readFileSync(join(world.data, 'omega.db'), 'utf8')).toBe(`${CANARY}\n`);
  expect(readFileSync(join(world.outside, 'letter.txt'), 'utf8')).toBe('dear reader\n');
  expect(readFileSync(join(world.user, '.bashrc'), 'utf8')).toBe('# mine\n');
  const made = [
    join(world.data, 'new'),
    join(world.data, 'workspaces/beside'),
    join(world.user, '.ssh/authorized_keys'),
  ];
  const files = [...made, '/usr/bin/omega-escape', '/etc/omega-escape', '/etc/cron.d/omega-escape'];
  expect(files.filter((file) => existsSync(file))).toEqual([]);
  expect(world.victim.exitCode ?? world.victim.signalCode).toBeNull();
  expect([world.tcp.connections(), world.udp.datagrams()]).toEqual([0, 0]);
}

function tasksOf(uid: number): number {
  return readdirSync('/proc').filter((name) => {
    if (!/^\d+$/.test(name)) return false;
    try {
      return readFileSync(`/proc/${name}/status`, 'utf8').includes(`\nUid:\t${uid}\t`);
    } catch {
      return false;
    }
  }).length;
}

function escapes(uid: number, make: (world: World) => { sandbox: Sandbox; close: () => void }): void {
  let world: World;
  let under: { sandbox: Sandbox; close: () => void };
  beforeAll(async () => {
    writeFileSync(HOST_TMP, CANARY, { mode: 0o644 });
    process.env['DAEMON'] = CANARY;
    world = await buildWorld(uid);
    under = make(world);
  });
  afterAll(async () => {
    delete process.env['DAEMON'];
    under?.close();
    await world?.close();
    rmSync(HOST_TMP, { force: true });
  });

  describe.each<SandboxMode>(['sandbox', 'rx'])('in mode %s', (mode) => {
    const run = (line: string, limits: SandboxLimits) =>
      runIn(under.sandbox, {
        argv: ['bash', '-c', line],
        mode,
        workspace: world.workspace,
        env: surroundings(world),
        limits,
        egress: [],
      });

    test.each(all)('$kind: $what', async ({ line }) => {
      const result = await run(line, LIMITS);
      const words = result.stdout.toString('utf8');
      expect(words).not.toContain('ESCAPED');
      expect(words).not.toContain(CANARY);
      expect(result.end).not.toBe('timeout');
      expectUntouched(world);
    });

    test.each(GREED)('greed: $what', async ({ line, ends, wallMs = GREEDY.wallMs }) => {
      const before = tasksOf(uid);
      const running = run(line, { ...GREEDY, wallMs });
      let most = 0;
      const watch = setInterval(() => (most = Math.max(most, tasksOf(uid))), 50);
      const result = await running.finally(() => clearInterval(watch));
      expect(result.stdout.toString('utf8')).not.toContain('ESCAPED');
      expect(ends).toContain(result.end);
      expect(result.ms).toBeLessThan(wallMs + 15_000);
      expect(most - before).toBeLessThan(3000);
      expect(processesWith('omega-left-behind')).toEqual([]);
      // The daemon's own user can still start programs.
      expect(spawnSync('true').status).toBe(0);
      rmSync(join(world.workspace, 'huge'), { force: true });
      expectUntouched(world);
    });

    test('greed: many files until the disk is full', async () => {
      const line = 'for i in $(seq 60); do head -c 50000000 /dev/zero >fill-$i || exit 1; done; sleep 2; echo ESCAPED';
      // Half a GB less than there is now: a job that fills the disk is stopped long before it is full.
      const { bavail, bsize } = statfsSync(world.workspace);
      const reserveMiB = Math.floor((bavail * bsize) / 1024 / 1024) - 500;
      const guarded = make({ ...world, options: { ...world.options, reserveMiB } });
      const limits = { ...LIMITS, wallMs: 25_000 };
      const job = { argv: ['bash', '-c', line], mode, workspace: world.workspace, limits, egress: [] };
      const result = await runIn(guarded.sandbox, job);
      guarded.close();
      for (const name of readdirSync(world.workspace).filter((one) => one.startsWith('fill-')))
        rmSync(join(world.workspace, name), { force: true });
      expect(result.stdout.toString('utf8')).toBe('');
      expect(result.end).toBe('file');
    });
  });
}

describe.skipIf(!hasBubblewrap)('escapes as the user of the tests (skipped without bubblewrap)', () => {
  escapes(process.getuid?.() ?? 0, ({ options }) => ({ sandbox: createBubblewrap(options), close: () => undefined }));
});

describe.skipIf(!canBeNobody)('escapes as a normal user (needs root to become one)', () => {
  escapes(NOBODY, ({ options }) => remoteSandbox(options, NOBODY));
});

describe.skipIf(!hasBubblewrap)('the attempts are real ones: outside they work', () => {
  let world: World;
  beforeAll(async () => {
    writeFileSync(HOST_TMP, CANARY);
    world = await buildWorld(process.getuid?.() ?? 0);
  });
  afterAll(async () => {
    await world?.close();
    rmSync(HOST_TMP, { force: true });
  });
  test.each(all.filter(({ works }) => works === true))('$kind: $what', async ({ line }) => {
    const { execFile } = await import('node:child_process');
    const words = await new Promise<string>((resolve) => {
      const env = { ...process.env, ...surroundings(world) };
      execFile('bash', ['-c', line], { cwd: world.workspace, env }, (_, stdout) => resolve(stdout));
    });
    expect(words).toContain('ESCAPED');
  });
});
