/** The sandbox of Linux, as the user who runs the tests and, from root, as a normal user. */
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBubblewrap } from '../../src/adapters/sandbox/bubblewrap/index.ts';
import type { Sandbox } from '../../src/contracts/ports/tools/sandbox.ts';
import { sandboxPaths } from '../../src/domain/policy/paths.ts';
import { processesWith, sandboxContract } from './sandbox.contract.ts';
import { remoteSandbox } from './sandbox/remote.ts';
import { buildWorld, canBeNobody, hasBubblewrap, NOBODY, runIn, type World } from './sandbox/world.ts';

describe.skipIf(!hasBubblewrap)('bubblewrap as the user of the tests (skipped without bubblewrap)', () => {
  let world: World;
  let sandbox: Sandbox;
  beforeAll(async () => {
    world = await buildWorld(process.getuid?.() ?? 0);
    sandbox = createBubblewrap(world.options);
  });
  afterAll(() => world?.close());
  sandboxContract({ sandbox: () => sandbox, world: () => world });

  test('a home folder that is reached by a link is as closed', async () => {
    const link = `${world.user}-link`;
    symlinkSync(world.user, link);
    try {
      const options = {
        ...world.options,
        protect: sandboxPaths(join(link, '.omega'), link),
        user: link,
        scratch: join(link, '.omega/sandbox'),
      };
      const linked = createBubblewrap(options);
      expect(await linked.level()).toMatchObject({ modes: ['sandbox', 'rx', 'rwx'], advice: '' });
      const line =
        'cat "$D/.omega/omega.db" "$D/.ssh/id_ed25519" "$L/.omega/token" "$L/.aws/credentials"; pwd; echo x >>"$D/.bashrc"';
      const limits = { wallMs: 20_000, cpuMs: 9000, memMiB: 64, pids: 9, fileMiB: 1, outputBytes: 900 };
      for (const mode of ['sandbox', 'rx', 'rwx'] as const) {
        const env = { D: world.user, L: link };
        const workspace = join(link, '.omega/workspaces/p');
        const result = await runIn(linked, { argv: ['bash', '-c', line], mode, workspace, env, limits, egress: [] });
        expect(result.stdout.toString('utf8')).toBe(`${world.workspace}\n`);
      }
      expect(readFileSync(join(world.user, '.bashrc'), 'utf8')).toBe('# mine\n');
    } finally {
      rmSync(link);
    }
  });

  test('when the daemon is killed, all it ran is gone', async () => {
    const daemon = spawn(
      process.execPath,
      [join(import.meta.dirname, 'sandbox/runner.ts'), JSON.stringify(world.options)],
      { stdio: ['pipe', 'ignore', 'inherit'] },
    );
    const limits = { wallMs: 60_000, cpuMs: 9000, memMiB: 64, pids: 9, fileMiB: 1, outputBytes: 9 };
    const argv = ['bash', '-c', "trap '' TERM; (setsid sleep 88888 &); sleep 88888"];
    const job = { argv, mode: 'sandbox', workspace: world.workspace, limits, egress: [] };
    daemon.stdin.write(`${JSON.stringify({ id: 1, job })}\n`);
    await expect.poll(() => processesWith('88888').length, { timeout: 20_000 }).toBeGreaterThanOrEqual(2);
    daemon.kill('SIGKILL');
    await expect.poll(() => processesWith('88888'), { timeout: 10_000 }).toEqual([]);
  });
});

describe.skipIf(!canBeNobody)('bubblewrap as a normal user (needs root to become one)', () => {
  let world: World;
  let remote: ReturnType<typeof remoteSandbox>;
  beforeAll(async () => {
    world = await buildWorld(NOBODY);
    remote = remoteSandbox(world.options, NOBODY);
  });
  afterAll(async () => {
    remote?.close();
    await world?.close();
  });
  sandboxContract({ sandbox: () => remote.sandbox, world: () => world });
});
