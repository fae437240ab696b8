/** Puts Claude Code into the sandbox when it may run or write: it writes the workspace and a folder of its own, and reaches its service. */
import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Confinement, ConfinedStart } from '../../adapters/providers/claude-code/index.ts';
import type { LivingSandbox, RunningProgram } from '../../contracts/ports/tools/program.ts';
import type { Sandbox } from '../../contracts/ports/tools/sandbox.ts';

/** An agent with all that its shell runs. */
const LIMITS = { memMiB: 8192, pids: 512, fileMiB: 4096 };
/** Where it thinks, and where its log-in is renewed. */
const SERVICE = ['api.anthropic.com:443', 'platform.claude.com:443', 'console.anthropic.com:443'];

/** @returns the hosts of its service: those of an address that was set, or its own */
export function hostsOf(address: string | undefined): string[] {
  if (address === undefined || !URL.canParse(address)) return SERVICE;
  const { hostname, port, protocol } = new URL(address);
  return [`${hostname}:${port || (protocol === 'http:' ? '80' : '443')}`];
}

/** A program in the machine's temporary folder, which is another one inside. */
function hidden(program: string): string[] {
  if (!program.startsWith('/tmp/') || !existsSync(program)) return [];
  return [...new Set([dirname(program), dirname(realpathSync(program))])];
}

async function inside(sandbox: LivingSandbox, folder: string, start: ConfinedStart): Promise<RunningProgram> {
  const { argv, cwd, env, reads } = start;
  // Its settings in the home folder start programs, and hold its log-in: inside it has a folder of its own for both.
  const config = join(folder, 'config');
  mkdirSync(config, { recursive: true, mode: 0o700 });
  const kept = Object.entries(env).filter(([name]) => !/_proxy$/i.test(name) && !name.startsWith('XDG_'));
  const { program } = await sandbox.start({
    argv,
    mode: 'rx',
    workspace: cwd,
    env: { ...Object.fromEntries(kept), CLAUDE_CONFIG_DIR: config },
    reads: [reads, ...hidden(argv[0] ?? '')],
    writes: [config],
    egress: hostsOf(env['ANTHROPIC_BASE_URL']),
    limits: LIMITS,
  });
  return program;
}

/**
 * @param get    the sandbox of this machine
 * @param folder of the provider, in the data folder
 */
export function confinement(get: () => Promise<Sandbox & LivingSandbox>, folder: string): () => Promise<Confinement> {
  return async () => {
    const sandbox = await get();
    const { modes, advice } = await sandbox.level();
    // On macOS nothing inside can be given hosts, and it needs its service.
    const reason = process.platform === 'darwin' ? 'on macOS it could not reach its service from inside.' : advice;
    if (modes.includes('rx') && process.platform !== 'darwin')
      return { start: (start) => inside(sandbox, folder, start) };
    return { refusal: `its tools that run or write are not allowed, for there is no sandbox: ${reason}` };
  };
}
