/** Starts the programs of MCP servers: inside the sandbox, unless `mcp.json` says otherwise. */
import { mkdirSync } from 'node:fs';
import { startPlainly, type ProgramStart, type StartProgram } from '../../adapters/mcp/client/index.ts';
import { OmegaError } from '../../contracts/errors.ts';
import type { LivingSandbox, RunningProgram } from '../../contracts/ports/tools/program.ts';
import type { Sandbox } from '../../contracts/ports/tools/sandbox.ts';

/** A server is a whole runtime; what it may write is the workspace alone. */
const LIMITS = { memMiB: 2048, pids: 256, fileMiB: 1024 };
/** They fetch a package when they start: for that they need hosts and a folder to keep it in. */
const FETCHERS: ReadonlySet<string> = new Set(['npx', 'npm', 'pnpm', 'pnpx', 'bunx', 'yarn', 'uvx', 'uv', 'pipx']);

/** What starting needs. */
export interface ProgramParts {
  /** made when the first server starts */
  sandbox: () => Promise<Sandbox & LivingSandbox>;
  /** folder that servers may write */
  workspace: string;
  /** folder of Omega itself; servers may run with the Node in it, wherever it lies */
  root: string;
}

/** Without hosts such a program would wait for the network until its time is up. */
function refuseFetcher({ command, egress = [] }: ProgramStart): void {
  const name = command.slice(command.lastIndexOf('/') + 1);
  if (!FETCHERS.has(name) || egress.length > 0) return;
  throw new OmegaError(
    'mcp.not_configured',
    `"${name}" fetches a package when it starts, and the sandbox has no network: install the package and name its program, or write the hosts of the package registry as "egress": ["<registry>:443"] beside it in mcp.json, or "sandbox": false to run it as yourself.`,
  );
}

/** A folder to start in may be read like all others; it is not written for that. */
function folder(cwd: string | undefined): string[] {
  return cwd === undefined ? [] : ['/bin/sh', '-c', 'cd -- "$1" && shift && exec "$@"', 'cd', cwd];
}

async function inside(start: ProgramStart, { sandbox, workspace, root }: ProgramParts): Promise<RunningProgram> {
  refuseFetcher(start);
  const { command, args, env, cwd, egress = [] } = start;
  const made = await sandbox();
  const { modes, advice } = await made.level();
  if (!modes.includes('rx'))
    throw new OmegaError(
      'mcp.not_configured',
      `Programs of MCP servers run inside the sandbox, which cannot be had here: ${advice} Or write "sandbox": false beside the server in mcp.json to run it as yourself.`,
    );
  mkdirSync(workspace, { recursive: true, mode: 0o700 });
  const { program } = await made.start({
    argv: [...folder(cwd), command, ...args],
    mode: 'rx',
    workspace,
    reads: [root],
    env,
    egress,
    limits: LIMITS,
  });
  return program;
}

/** @returns the starter for the client */
export function programStarter(parts: ProgramParts): StartProgram {
  return (start) => (start.sandbox === false ? startPlainly(start) : inside(start, parts));
}
