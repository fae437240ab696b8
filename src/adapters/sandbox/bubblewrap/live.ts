/** A program that lives on inside the sandbox: its streams are given away, its end is read from the launcher's news. */
import { EventEmitter, once } from 'node:events';
import { OmegaError } from '../../../contracts/errors.ts';
import type { ProgramEnding, RunningProgram, SandboxProgram } from '../../../contracts/ports/tools/program.ts';
import { signalName } from '../shared/signals.ts';
import { begin, spawnTrouble, type Bwrap } from './begin.ts';
import type { Command } from './command.ts';
import { endOf, readNews } from './news.ts';

/** The code by which starters know that a program is missing. */
const MISSING: Readonly<Record<string, string>> = {
  'no such file or directory': 'ENOENT',
  'permission denied': 'EACCES',
};

/** A program inside; how it ended is its own, not bubblewrap's. */
class Inside extends EventEmitter implements RunningProgram {
  exitCode: number | null = null;
  signalCode: string | null = null;
  /** whether its end was wanted */
  killed = false;
  readonly #bwrap: Bwrap;

  constructor(bwrap: Bwrap) {
    super();
    this.#bwrap = bwrap;
  }

  get pid(): number | undefined {
    return this.#bwrap.child.pid;
  }
  get stdin(): NodeJS.WritableStream | null {
    return this.#bwrap.child.stdin;
  }
  get stdout(): NodeJS.ReadableStream | null {
    return this.#bwrap.child.stdout;
  }
  get stderr(): NodeJS.ReadableStream | null {
    return this.#bwrap.child.stderr;
  }

  kill(signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): boolean {
    this.killed = true;
    // When bubblewrap dies, the kernel ends all that lives below it.
    if (signal === 'SIGKILL') return this.#bwrap.child.kill('SIGKILL');
    this.#bwrap.order('t');
    return true;
  }

  unref(): void {
    this.#bwrap.unref();
  }
}

/**
 * Starts it.
 *
 * @param ended is given how it ended, once all of it is gone
 * @throws OmegaError tool.unavailable when bubblewrap cannot be started
 */
export async function live(
  command: Command,
  job: SandboxProgram,
  program: string,
  ended: (ending: Omit<ProgramEnding, 'egress'>) => void,
): Promise<RunningProgram> {
  const began = performance.now();
  const bwrap = begin(command, program, true);
  const inside = new Inside(bwrap);
  const { wallMs } = job.limits;
  let why: 'timeout' | undefined;
  const late = (): void => {
    why = 'timeout';
    inside.kill('SIGKILL');
  };
  const timer = wallMs === undefined ? undefined : setTimeout(late, wallMs).unref();
  let isOver = false;
  const settle = (): void => {
    if (!isOver) over(bwrap, inside, job);
    isOver = true;
  };
  bwrap.child.once('exit', () => void bwrap.told.then(settle));
  bwrap.child.once('close', () => {
    clearTimeout(timer);
    settle();
    const { exitCode: code, signalCode: signal } = inside;
    inside.emit('close', code, signal);
    const end = why ?? (inside.killed ? 'killed' : endOf(readNews(bwrap.news()), job.limits.cpuMs));
    ended({ end, code, signal, ms: performance.now() - began });
  });
  await once(bwrap.child, 'spawn').catch((error: NodeJS.ErrnoException) => {
    throw spawnTrouble(error);
  });
  setImmediate(() => inside.emit('spawn'));
  return inside;
}

/** Its end, told in the words of a process that was started plainly. */
function over({ child, news }: Bwrap, inside: Inside, job: SandboxProgram): void {
  const { code, signal, missing, broken } = readNews(news());
  inside.exitCode = code ?? null;
  inside.signalCode = typeof code === 'number' ? null : signalName(signal || 9);
  const error = trouble();
  if (error !== undefined && inside.listenerCount('error') > 0) inside.emit('error', error);
  inside.emit('exit', inside.exitCode, inside.signalCode);

  function trouble(): Error | undefined {
    if (missing !== undefined) {
      const words = `${job.argv[0]} cannot be started inside the sandbox: ${missing}`;
      return Object.assign(new Error(words), { code: MISSING[missing] ?? 'ENOENT' });
    }
    if (code !== undefined || inside.killed) return undefined;
    const detail = broken ?? `it ended with ${child.exitCode ?? child.signalCode}`;
    return new OmegaError('tool.unavailable', `The sandbox could not be set up: ${detail}.`);
  }
}
