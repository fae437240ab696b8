/** Starts the process of bubblewrap with its pipes: three streams, its arguments, orders to the launcher, news of it. */
import { spawn, type ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { OmegaError } from '../../../contracts/errors.ts';
import { FD, type Command } from './command.ts';

/** A process of bubblewrap. */
export interface Bwrap {
  readonly child: ChildProcess;
  /** what the launcher has told so far */
  news(): string;
  /** resolves when the launcher has told all */
  readonly told: Promise<void>;
  /** Its pipes beside the three streams, and it, do not keep this process from ending. */
  unref(): void;
  /** Tells the launcher: t = SIGTERM for all, k = all die. */
  order(word: 't' | 'k'): void;
}

/** @throws OmegaError tool.unavailable, tool.arguments_invalid */
export function begin({ hidden, argv }: Command, program: string, hasInput: boolean): Bwrap {
  const child = start(program, argv, hasInput);
  let news = '';
  const streams: readonly (Readable | Writable | null | undefined)[] = child.stdio;
  const told = Promise.withResolvers<void>();
  for (const stream of streams) stream?.on('error', () => undefined);
  (streams[FD.news] as Readable).on('data', (piece: Buffer) => {
    if (news.length < 4096) news += piece.toString('utf8');
  });
  streams[FD.news]?.once('close', () => told.resolve());
  (streams[FD.args] as Writable).end(`${hidden.join('\0')}\0`);
  return {
    child,
    news: () => news,
    told: told.promise,
    unref() {
      child.unref();
      for (const fd of Object.values(FD)) (streams[fd] as Partial<Socket> | null | undefined)?.unref?.();
    },
    order(word) {
      const orders = streams[FD.orders] as Writable | null | undefined;
      if (orders?.writable === true) orders.write(word);
    },
  };
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

/** @returns why bubblewrap itself could not be started */
export function spawnTrouble(error: NodeJS.ErrnoException): OmegaError {
  if (error.code === 'E2BIG')
    return new OmegaError('tool.arguments_invalid', 'The command is longer than this machine takes.', { cause: error });
  return new OmegaError('tool.unavailable', `bubblewrap cannot be started (${error.code ?? error.message}).`, {
    cause: error,
  });
}
