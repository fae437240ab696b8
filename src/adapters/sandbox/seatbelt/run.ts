/** Starts sandbox-exec for one job under limits of the shell, watches the clock, and ends the whole group. */
import { spawn, type ChildProcess, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { OmegaError } from '../../../contracts/errors.ts';
import type { RunningProgram, SandboxProgram, SandboxStarted } from '../../../contracts/ports/tools/program.ts';
import type { SandboxEnd, SandboxJob, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import { collector } from '../shared/output.ts';

/** One job, ready to start. */
export interface Start<Job extends SandboxProgram = SandboxJob> {
  readonly program: string;
  readonly profile: string;
  readonly job: Job;
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly graceMs: number;
}

/** Sets limits, then becomes the program: its words are arguments, never part of the line. The environment is the job's. */
const LIMITS =
  'ulimit -c 0; ulimit -t "$1" && ulimit -f "$2" && ulimit -n 1024 && shift 2 && exec /usr/bin/env -i "$@"';

/** @returns the words after the program; exported for tests */
export function wordsOf({ program, profile, job, env }: Start<SandboxJob | SandboxProgram>): string[] {
  const { cpuMs, fileMiB } = job.limits;
  const variables = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  return [
    '-c',
    LIMITS,
    'limits',
    cpuMs === undefined ? 'unlimited' : String(Math.ceil(cpuMs / 1000)),
    String(fileMiB * 2048),
    ...variables,
    program,
    '-p',
    profile,
    '--',
    ...job.argv,
  ];
}

/** @throws OmegaError tool.unavailable when sandbox-exec cannot be started; the signal's reason */
export async function runProgram(start: Start, signal: AbortSignal): Promise<SandboxResult> {
  signal.throwIfAborted();
  const { job, graceMs } = start;
  const began = performance.now();
  const output = collector(job.limits.outputBytes);
  const child = begin(start);
  child.stdout.on('data', (piece: Buffer) => output.take(0, piece));
  child.stderr.on('data', (piece: Buffer) => output.take(1, piece));
  child.stdin.on('error', () => undefined);
  child.stdin.end(job.stdin ?? '');
  let why: SandboxEnd | 'abort' = 'exit';
  const timers: NodeJS.Timeout[] = [];
  const late = (): void => {
    why = 'timeout';
    killGroup(child, 'SIGTERM');
    timers.push(setTimeout(() => killGroup(child, 'SIGKILL'), graceMs));
  };
  const abort = (): void => {
    why = 'abort';
    killGroup(child, 'SIGKILL');
  };
  timers.push(setTimeout(late, job.limits.wallMs));
  signal.addEventListener('abort', abort, { once: true });
  try {
    const [code, name] = await ended(child);
    if ((why as string) === 'abort') throw signal.reason;
    const end = why === 'exit' ? endOf(name) : (why as SandboxEnd);
    const [stdout, stderr] = [output.kept(0), output.kept(1)];
    const ms = performance.now() - began;
    return { end, code, signal: name, stdout, stderr, totalBytes: output.total(), ms, egress: [] };
  } finally {
    signal.removeEventListener('abort', abort);
    for (const timer of timers) clearTimeout(timer);
    killGroup(child, 'SIGKILL');
  }
}

function begin(start: Start<SandboxProgram>): ChildProcessWithoutNullStreams {
  return spawn('/bin/sh', wordsOf(start), {
    cwd: start.cwd,
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Starts a program that lives on; `release` takes down what was set up for it. */
export function startProgram(start: Start<SandboxProgram>, release: () => void): SandboxStarted {
  const began = performance.now();
  const child = begin(start);
  const { wallMs } = start.job.limits;
  let why: SandboxEnd | undefined;
  const kill = (signal: NodeJS.Signals = 'SIGTERM'): boolean => {
    why ??= 'killed';
    return killGroup(child, signal);
  };
  const late = (): void => {
    why ??= 'timeout';
    killGroup(child, 'SIGKILL');
  };
  const timer = wallMs === undefined ? undefined : setTimeout(late, wallMs).unref();
  const over = (code: number | null, signal: NodeJS.Signals | null): Awaited<SandboxStarted['ended']> => {
    clearTimeout(timer);
    release();
    return { end: why ?? endOf(signal), code, signal, ms: performance.now() - began, egress: [] };
  };
  return {
    program: Object.assign(child, { kill }) satisfies RunningProgram,
    ended: ended(child).then(
      ([code, signal]) => over(code, signal),
      () => over(null, null),
    ),
  };
}

function ended(child: ChildProcess): Promise<[number | null, NodeJS.Signals | null]> {
  return new Promise((resolve, reject) => {
    child.once('error', (cause) =>
      reject(new OmegaError('tool.unavailable', 'The sandbox of macOS cannot be started.', { cause })),
    );
    // What was left behind holds the streams: it dies with the group, then they close.
    child.once('exit', () => killGroup(child, 'SIGKILL'));
    child.once('close', (code, name) => resolve([code, name]));
  });
}

function killGroup(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch {
    return false; // it is gone already
  }
}

function endOf(name: NodeJS.Signals | null): SandboxEnd {
  if (name === null) return 'exit';
  if (name === 'SIGXCPU') return 'cpu';
  return name === 'SIGXFSZ' ? 'file' : 'killed';
}
