/** Finds out what a Linux machine can enforce, by trying every mode from the inside. */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SandboxLevel, SandboxMode } from '../../../contracts/ports/tools/sandbox.ts';
import type { SandboxOptions } from '../shared/options.ts';
import { tryMode, type RunFreely } from '../shared/probe.ts';

const MODES: readonly SandboxMode[] = ['sandbox', 'rx', 'rwx'];
/** Only its own loopback may be there, and no process of the machine. */
const WALLS = [
  '[ "$(sed 1,2d /proc/net/dev | cut -d: -f1 | tr -d \' \')" = lo ] || echo HOLE: sees the network',
  '[ "$(cat /proc/1/comm)" = launch ] || echo HOLE: sees other processes',
  'grep -q "^NoNewPrivs:.1" /proc/self/status || echo HOLE: may gain rights',
  'grep -q "^Seccomp:.2" /proc/self/status || echo HOLE: may call anything',
].join('\n');

/** @returns the modes that held, what makes them, and what to do about the others; never throws */
export async function findLevel(options: SandboxOptions, program: string, run: RunFreely): Promise<SandboxLevel> {
  const launcher = join(options.native, 'bin', `linux-${process.arch}`, 'launch');
  const missing = (advice: string): SandboxLevel => ({ modes: [], mechanisms: [], advice });
  if (!existsSync(launcher)) return missing(`There is no launcher for ${process.arch}; use x64 or arm64.`);
  const version = await versionOf(program);
  if (version === undefined) return missing('bubblewrap is missing: apt install bubblewrap');
  const trials = [];
  for (const mode of MODES) trials.push(await tryMode(mode, options, run, WALLS));
  const failed = trials.filter(({ trouble }) => trouble !== '');
  const [first] = failed;
  return {
    modes: trials.filter(({ trouble }) => trouble === '').map(({ mode }) => mode),
    mechanisms: failed.length === trials.length ? [] : [version, 'Landlock', 'seccomp', 'namespaces', 'rlimits'],
    advice:
      first === undefined ? '' : `${failed.map(({ mode }) => mode).join(', ')} missing: ${adviceOn(first.trouble)}`,
  };
}

async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { stdout } = await promisify(execFile)(program, ['--version'], { timeout: 5000 });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

function adviceOn(trouble: string): string {
  if (trouble.includes('landlock'))
    return `${trouble} The kernel lacks Landlock: use Linux 5.13 or newer, with landlock in the boot option lsm=`;
  if (!/namespace|uid map|permission|not permitted/i.test(trouble)) return trouble;
  const restricted = sysctl('kernel/apparmor_restrict_unprivileged_userns') === '1';
  if (restricted) return `${trouble} Allow user namespaces: sysctl kernel.apparmor_restrict_unprivileged_userns=0`;
  const off = sysctl('kernel/unprivileged_userns_clone') === '0';
  if (off) return `${trouble} Allow user namespaces: sysctl kernel.unprivileged_userns_clone=1`;
  if (sysctl('user/max_user_namespaces') === '0')
    return `${trouble} Allow user namespaces: sysctl user.max_user_namespaces=10000`;
  return `${trouble} In a container, user namespaces and mounts have to be allowed for it.`;
}

function sysctl(name: string): string {
  try {
    return readFileSync(`/proc/sys/${name}`, 'utf8').trim();
  } catch {
    return '';
  }
}
