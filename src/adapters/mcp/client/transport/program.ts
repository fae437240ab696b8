/** Starts the program of a server plainly, as the leader of its own process group, and ends the whole group. */
import { spawn } from 'node:child_process';
import type { RunningProgram } from '../../../../contracts/ports/tools/program.ts';

/** What is to be started. */
export interface ProgramStart {
  command: string;
  args: readonly string[];
  /** beside PATH and the like, which the starter gives */
  env: Readonly<Record<string, string>>;
  cwd?: string;
  /** false = wanted without a sandbox */
  sandbox?: boolean;
  /** hosts it may reach from inside a sandbox */
  egress?: readonly string[];
}

/** Starts a program with three pipes; ending it ends all it has started. May throw; a program that is missing emits `error`. */
export type StartProgram = (start: ProgramStart) => RunningProgram | Promise<RunningProgram>;

/** What a program may know of its surroundings. */
const KNOWN = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TMPDIR', 'USER', 'SHELL', 'TZ'];

const living = new Set<RunningProgram>();

function endAll(): void {
  for (const child of living) child.kill('SIGKILL');
}

/** Starts a program with next to nothing of our own environment, as the leader of a process group. */
export const startPlainly = ({ command, args, env, cwd }: ProgramStart): RunningProgram => {
  const known = Object.fromEntries(
    KNOWN.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
  const child = spawn(command, [...args], {
    env: { ...known, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    ...(cwd === undefined ? {} : { cwd }),
  });
  const alone = child.kill.bind(child);
  const kill = (name?: 'SIGTERM' | 'SIGKILL'): boolean => {
    if (child.pid === undefined) return false;
    try {
      return process.kill(-child.pid, name);
    } catch {
      // The group is gone, or it never was one.
      return alone(name);
    }
  };
  return Object.assign(child, { kill });
};

/** Watches a program: whatever happens, its group does not outlive this process. */
export function watch(child: RunningProgram): void {
  if (living.size === 0) process.on('exit', endAll);
  living.add(child);
  child.once('exit', () => {
    // Children that the program left behind.
    child.kill('SIGKILL');
    living.delete(child);
    if (living.size === 0) process.off('exit', endAll);
  });
  child.once('error', () => living.delete(child));
}

/** Ends a program: its input first, then a signal, then force. Resolves when it is gone. */
export function end(child: RunningProgram, graceMs = 1500): Promise<void> {
  return new Promise((resolve) => {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return resolve();
    const asked = setTimeout(() => child.kill('SIGTERM'), graceMs);
    const forced = setTimeout(() => child.kill('SIGKILL'), graceMs * 2);
    child.once('exit', () => {
      clearTimeout(asked);
      clearTimeout(forced);
      resolve();
    });
    child.stdin?.end();
  });
}
