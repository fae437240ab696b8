/** Starts bubblewrap for one job, feeds it, watches the clock, and says how it ended. */
import type { ChildProcess } from 'node:child_process';
import { OmegaError } from '../../../contracts/errors.ts';
import type { SandboxJob, SandboxResult } from '../../../contracts/ports/tools/sandbox.ts';
import { collector, type Collector } from '../shared/output.ts';
import { signalName } from '../shared/signals.ts';
import { begin, spawnTrouble, type Bwrap } from './begin.ts';
import type { Command } from './command.ts';
import { endOf, readNews, type News } from './news.ts';

/** After SIGKILL was asked of the launcher: then bubblewrap itself is killed, and all below it die with it. */
const LAST_MS = 2000;

/** How long a job may last and be asked to end. */
export interface Clockwork {
  readonly program: string;
  readonly graceMs: number;
  readonly signal: AbortSignal;
}

interface Running {
  readonly bwrap: Bwrap;
  readonly child: ChildProcess;
  readonly output: Collector;
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
  const running = watched(command, job, clock.program);
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

function watched(command: Command, job: SandboxJob, program: string): Running {
  const hasInput = job.stdin !== undefined;
  const bwrap = begin(command, program, hasInput);
  const { child } = bwrap;
  const running: Running = { bwrap, child, output: collector(job.limits.outputBytes), why: 'none', error: undefined };
  child.stdout?.on('data', (piece: Buffer) => running.output.take(0, piece));
  child.stderr?.on('data', (piece: Buffer) => running.output.take(1, piece));
  if (hasInput) child.stdin?.end(job.stdin);
  return running;
}

/** Asks all processes to end, then makes them, then kills bubblewrap; an abort begins with the second. */
function watchClock(running: Running, wallMs: number, { graceMs, signal }: Clockwork): () => void {
  const timers: NodeJS.Timeout[] = [];
  const kill = (): void => {
    running.bwrap.order('k');
    timers.push(setTimeout(() => running.child.kill('SIGKILL'), LAST_MS));
  };
  const abort = (): void => {
    if (running.why === 'none') running.why = 'abort';
    kill();
  };
  const late = (): void => {
    if (running.why === 'none') running.why = 'timeout';
    running.bwrap.order('t');
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
  const news = readNews(running.bwrap.news());
  const { output } = running;
  if (running.error !== undefined && running.child.pid === undefined) throw spawnTrouble(running.error);
  if (news.missing !== undefined)
    throw new OmegaError('tool.unavailable', `The program ${job.argv[0]} cannot be started: ${news.missing}.`);
  if (running.why === 'none' && news.code === undefined) throw broken(news, output, running.child);
  return {
    end: running.why === 'timeout' ? 'timeout' : endOf(news, job.limits.cpuMs),
    code: news.code ?? null,
    signal: news.code === null || news.code === undefined ? signalName(news.signal || 9) : null,
    stdout: output.kept(0),
    stderr: output.kept(1),
    totalBytes: output.total(),
    ms,
    egress: [],
  };
}

function broken({ broken: what }: News, output: Collector, child: ChildProcess): OmegaError {
  const words = output.kept(1).toString('utf8').trim().split('\n').at(-1)?.slice(0, 300) ?? '';
  const detail = what ?? (words === '' ? `it ended with ${child.exitCode ?? child.signalCode}` : words);
  return new OmegaError('tool.unavailable', `The sandbox could not be set up: ${detail}.`);
}
