/** Picks and makes the sandbox of this machine. */
import { join } from 'node:path';
import { createBubblewrap } from '../../adapters/sandbox/bubblewrap/index.ts';
import { createNoSandbox } from '../../adapters/sandbox/none/index.ts';
import { createSeatbelt } from '../../adapters/sandbox/seatbelt/index.ts';
import type { SandboxOptions } from '../../adapters/sandbox/shared/options.ts';
import { shippedPrograms } from '../../adapters/sandbox/shared/programs.ts';
import type { Check } from '../../contracts/app.ts';
import type { LivingSandbox } from '../../contracts/ports/tools/program.ts';
import type { Sandbox } from '../../contracts/ports/tools/sandbox.ts';
import { sandboxPaths } from '../../domain/policy/paths.ts';

/** Of this machine and its person. */
export interface SandboxPlace {
  /** the data folder */
  home: string;
  /** home folder of the person */
  user: string;
  /** folder of the package */
  root: string;
  /** PATH of the person */
  searchPath: string;
}

/** @returns the sandbox; it is tried out when it is first asked for its level */
export async function buildSandbox({ home, user, root, searchPath }: SandboxPlace): Promise<Sandbox & LivingSandbox> {
  const native = join(root, 'native');
  const options: SandboxOptions = {
    protect: sandboxPaths(home, user),
    user,
    scratch: join(home, 'sandbox'),
    native,
    programs: await shippedPrograms(native),
    searchPath,
  };
  if (process.platform === 'linux') return createBubblewrap(options);
  return process.platform === 'darwin' ? createSeatbelt(options) : createNoSandbox(process.platform);
}

/** @returns the line of `omega doctor` on the sandbox */
export async function sandboxCheck(sandbox: Sandbox): Promise<Check> {
  const { modes, mechanisms, advice } = await sandbox.level();
  const name = 'sandbox';
  if (modes.length === 0) return { name, state: 'warning', detail: 'none; tools that run programs stay off', advice };
  const detail = `${modes.join(', ')} (${mechanisms.join(', ')})`;
  return { name, state: advice === '' ? 'ok' : 'warning', detail, advice };
}
