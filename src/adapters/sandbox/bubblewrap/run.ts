/** Starts bubblewrap for one job, feeds it, watches the clock, and says how it ended. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { OmegaError } from '../../../contracts/errors.ts';
import type { SandboxEnd, SandboxJob, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import { collector, type Collector } from '../shared/output.ts';
import { signalName } from '../shared/signals.ts';
import { FD, type Command } from './command.ts';
import { readNews, type News } from './news.ts';

/** After SIGKILL was asked of the launcher: then bubblewrap itself is killed, and all below it die with it. */
const LAST_MS = 2000;

/** How long a job may last and be asked to end. */
export interface Clockwork {
  readonly program: string;
  readonly graceMs: number;
  readonly signal: AbortSignal;
}

interface Running {
  readonly child: ChildProcess;
  readonly output: Collector;
  news: string;
  why: 'none' | 'timeout' | 'abort';
  error: NodeJS.ErrnoException | undefined;
}

/**
 * @returns how it went, without what happened on the network
 * @throws  OmegaError tool.unavailable when bubblewrap or the launcher could not do its work; the signal's reason
 */
export async function runCommand(command: Command, job: SandboxJob, clock: Clockwork): Promise<SandboxResult> {
  clock.signal.throwIfAborted();
  const began = performance.now();
  const running = begin(command, job, clock.program);
  const stop = watchClock(running, job.limits.wallMs, clock);
  await new Promise<void>((resolve) => {
    running.child.once('error', (error) => {
      running.error = error;
      if (running.child.pid === undefined) resolve();
    });
    running.child.once('close', () => resolve());
  });
  stop();
  if (running.why === 'abort') throw clock.signal.reason;
  return resultOf(running, job, performance.now() - began);
}

function begin(command: Command, job: SandboxJob, program: string): Running {
  const hasInput = job.stdin !== undefined;
  const child = start(program, command.argv, hasInput);
  const running: Running = {
    child,
    output: collector(job.limits.outputBytes),
    news: '',
    why: 'none',
    error: undefined,
  };
  child.stdout?.on('data', (piece: Buffer) => running.output.take(0, piece));
  child.stderr?.on('data', (piece: Buffer) => running.output.take(1, piece));
  const streams: readonly (Readable | Writable | null | undefined)[] = child.stdio;
  for (const stream of streams) stream?.on('error', () => undefined);
  (streams[FD.news] as Readable).on('data', (piece: Buffer) => {
    if (running.news.length < 4096) running.news += piece.toString('utf8');
  });
  (streams[FD.args] as Writable).end(`${command.hidden.join('\0')}\0`);
  if (hasInput) child.stdin?.end(job.stdin);
  return running;
}

function start(program: string, argv: readonly string[], hasInput: boolean): ChildProcess {
  try {
    return spawn(program, argv, {
      stdio: [hasInput ? 'pipe' : 'ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      // bubblewrap runs on the machine: nothing of the job's own words may reach it as environment.
      env: { PATH: '/usr/bin:/bin' },
      cwd: '/',
    });
  } catch (error) {
    throw spawnTrouble(error as NodeJS.ErrnoException);
  }
}

/** Asks all processes to end, then makes them, then kills bubblewrap; an abort begins with the second. */
function watchClock(running: Running, wallMs: number, { graceMs, signal }: Clockwork): () => void {
  const timers: NodeJS.Timeout[] = [];
  const order = (word: 't' | 'k'): void => {
    const orders = running.child.stdio[FD.orders] as Writable | null | undefined;
    if (orders?.writable === true) orders.write(word);
  };
  const kill = (): void => {
    order('k');
    timers.push(setTimeout(() => running.child.kill('SIGKILL'), LAST_MS));
  };
  const abort = (): void => {
    if (running.why === 'none') running.why = 'abort';
    kill();
  };
  const late = (): void => {
    if (running.why === 'none') running.why = 'timeout';
    order('t');
    timers.push(setTimeout(kill, graceMs));
  };
  timers.push(setTimeout(late, wallMs));
  signal.addEventListener('abort', abort, { once: true });
  return () => {
    signal.removeEventListener('abort', abort);
    for (const timer of timers) clearTimeout(timer);
  };
}

function resultOf(running: Running, job: SandboxJob, ms: number): SandboxResult {
  const news = readNews(running.news);
  const { output } = running;
  if (running.error !== undefined && running.child.pid === undefined) throw spawnTrouble(running.error);
  if (news.missing !== undefined)
    throw new OmegaError('tool.unavailable', `The program ${job.argv[0]} cannot be started: ${news.missing}.`);
  if (running.why === 'none' && news.code === undefined) throw broken(news, output, running.child);
  return {
    end: running.why === 'timeout' ? 'timeout' : endOf(news, job),
    code: news.code ?? null,
    signal: news.code === null || news.code === undefined ? signalName(news.signal || 9) : null,
    stdout: output.kept(0),
    stderr: output.kept(1),
    totalBytes: output.total(),
    ms,
    egress: [],
  };
}

function endOf({ code, signal, why, cpuMs }: News, job: SandboxJob): SandboxEnd {
  if (why === 'memory') return 'oom';
  if (why === 'disk') return 'file';
  if (why === 'tasks') return 'killed';
  if (code !== null) return 'exit';
  const name = signalName(signal);
  if (name === 'SIGXCPU' || (name === 'SIGKILL' && cpuMs >= job.limits.cpuMs)) return 'cpu';
  return name === 'SIGXFSZ' ? 'file' : 'killed';
}

function spawnTrouble(error: NodeJS.ErrnoException): OmegaError {
  if (error.code === 'E2BIG')
    return new OmegaError('tool.arguments_invalid', 'The command is longer than this machine takes.', { cause: error });
  return new OmegaError('tool.unavailable', `bubblewrap cannot be started (${error.code ?? error.message}).`, {
    cause: error,
  });
}

function broken({ broken: what }: News, output: Collector, child: ChildProcess): OmegaError {
  const words = output.kept(1).toString('utf8').trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  const detail = what ?? (words === '' ? `it ended with ${child.exitCode ?? child.signalCode}` : words);
  return new OmegaError('tool.unavailable', `The sandbox could not be set up: ${detail}.`);
}
