/** Starts the program of a server plainly, as the leader of its own process group, and ends the whole group. */
import { spawn, type ChildProcess } from 'node:child_process';

/** What is to be started. */
export interface ProgramStart {
  command: string;
  args: readonly string[];
  /** beside PATH and the like, which the starter gives */
  env: Readonly<Record<string, string>>;
  cwd?: string;
}

/** Starts a program with three pipes, as the leader of a process group. May throw; a program that is missing emits `error`. */
export type StartProgram = (start: ProgramStart) => ChildProcess;

/** What a program may know of its surroundings. */
const KNOWN = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'USER', 'SHELL', 'TZ'];

const living = new Set<ChildProcess>();

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone, or it never was one.
    child.kill(name);
  }
}

function endAll(): void {
  for (const child of living) signal(child, 'SIGKILL');
}

/** Starts a program with next to nothing of our own environment. */
export const startPlainly: StartProgram = ({ command, args, env, cwd }) => {
  const known = Object.fromEntries(
    KNOWN.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  return spawn(command, [...args], {
    env: { ...known, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
};

/** Watches a program: whatever happens, its group does not outlive this process. */
export function watch(child: ChildProcess): void {
  if (living.size === 0) process.on('exit', endAll);
  living.add(child);
  child.once('exit', () => {
    // Children that the program left behind.
    signal(child, 'SIGKILL');
    living.delete(child);
    if (living.size === 0) process.off('exit', endAll);
  });
  child.once('error', () => living.delete(child));
}

/** Ends a program: its input first, then a signal, then force. Resolves when it is gone. */
export function end(child: ChildProcess, graceMs = 1500): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
    const asked = setTimeout(() => signal(child, 'SIGTERM'), graceMs);
    const forced = setTimeout(() => signal(child, 'SIGKILL'), graceMs * 2);
    child.once('exit', () => {
      clearTimeout(asked);
      clearTimeout(forced);
      resolve();
    });
    child.stdin?.end();
  });
}
