/** What the walls cost: `true` in the sandbox against bare bubblewrap, both in turn on the same machine. */
import { execFile } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createBubblewrap } from '../src/adapters/sandbox/bubblewrap/index.ts';
import { sandboxPaths } from '../src/domain/policy/paths.ts';
import { percentile, table, type Line } from './report.ts';

const ROUNDS = 60;
const BARE =
  '--unshare-all --die-with-parent --ro-bind /usr /usr --symlink usr/bin /bin --symlink usr/lib /lib --symlink usr/lib64 /lib64 --proc /proc --dev /dev true';
const LIMITS = { wallMs: 10_000, cpuMs: 5000, memMiB: 256, pids: 32, fileMiB: 16, outputBytes: 1000 };

/** @returns the line, or none where there is no bubblewrap */
export async function sandboxed(): Promise<Line[]> {
  const user = mkdtempSync(join(tmpdir(), 'omega-bench-'));
  const [home, workspace] = [join(user, '.omega'), join(user, '.omega/workspaces/p')];
  mkdirSync(workspace, { recursive: true });
  const sandbox = createBubblewrap({
    protect: sandboxPaths(home, user),
    user,
    scratch: join(home, 'sandbox'),
    native: join(import.meta.dirname, '../native'),
    programs: {},
    searchPath: '',
  });
  try {
    if (!(await sandbox.level()).modes.includes('sandbox')) return [];
    const run = promisify(execFile);
    const [bare, ours]: [number[], number[]] = [[], []];
    for (let i = 0; i < ROUNDS; i++) {
      const began = performance.now();
      await run('bwrap', BARE.split(' '));
      const middle = performance.now();
      await sandbox.run(
        { argv: ['true'], mode: 'sandbox', workspace, limits: LIMITS, egress: [] },
        AbortSignal.timeout(20_000),
      );
      bare.push(middle - began);
      ours.push(performance.now() - middle);
    }
    const line = { name: '`true` in the sandbox', unit: 'ms', goal: '<= 3 x bare' };
    return [
      { ...line, value: percentile(ours, 50), baseline: { what: 'bare bubblewrap', value: percentile(bare, 50) } },
    ];
  } finally {
    rmSync(user, { recursive: true, force: true });
  }
}

if (process.argv[1] === import.meta.filename) console.log(table(await sandboxed()));
