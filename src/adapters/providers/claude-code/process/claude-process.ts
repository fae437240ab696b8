/** One running program: messages in, lines out, and an end that leaves nothing behind. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { JsonObject } from '../../../../contracts/json.ts';
import type { RunningProgram } from '../../../../contracts/ports/tools/program.ts';
import type { ConfinedStart } from '../options.ts';
import { endTree } from './tree.ts';

/** How to start it. */
export interface Start {
  /** folder for what it reads at its start; absolute */
  folder: string;
  cwd: string;
  /** texts by name; each becomes a file that only the owner can read */
  files: Readonly<Record<string, string>>;
  /** @returns the command, with the paths of the files */
  argv: (paths: Readonly<Record<string, string>>) => readonly string[];
  /** @returns its environment, with the mark in it */
  env: (mark: string) => Record<string, string>;
  /** starts it in the sandbox; default: as it is */
  confined?: (start: ConfinedStart) => Promise<RunningProgram>;
}

/** How it ended. */
export interface Ending {
  code: number | null;
  /** it could not be started at all, e.g. `ENOENT` */
  cause?: string;
  /** the last of what it said on standard error */
  complaint: string;
}

const MOST_COMPLAINT = 4000;

/** What would be left behind if the daemon ended now. */
const running = new Set<ClaudeProcess>();
const endAll = (): void => {
  for (const one of running) one.end();
};

/** A process that takes one message after the other. */
export class ClaudeProcess {
  /** US dollars that it has named so far: it counts over all its turns */
  spent = 0;
  readonly #child: RunningProgram;
  readonly #mark: string;
  readonly #folder: string;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<Ending>;
  #over = false;

  private constructor(child: RunningProgram, folder: string, mark: string) {
    this.#folder = folder;
    this.#mark = mark;
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout ?? Readable.from([]), crlfDelay: Infinity })[
      Symbol.asyncIterator
    ]();
    this.#ended = this.#watch(child);
    // An idle process does not keep the daemon from ending; a call that runs is held by its deadline.
    child.unref();
    for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as Socket | null)?.unref();
    running.add(this);
    if (running.size === 1) process.on('exit', endAll);
  }

  /**
   * Starts it. A program that is not there shows as its {@link Ending}.
   *
   * @throws OmegaError tool.unavailable when the sandbox cannot be had
   */
  static async begin({ folder, cwd, files, argv, env, confined }: Start): Promise<ClaudeProcess> {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(cwd, { recursive: true, mode: 0o700 });
    const reads = mkdtempSync(join(folder, 'run-'));
    const mark = randomUUID();
    const paths = Object.fromEntries(Object.keys(files).map((name) => [name, join(reads, name)]));
    for (const [name, text] of Object.entries(files)) writeFileSync(paths[name] ?? '', text, { mode: 0o600 });
    const [program = '', ...rest] = argv(paths);
    try {
      if (confined !== undefined) {
        const inside = await confined({ argv: [program, ...rest], cwd, env: env(mark), reads });
        return new ClaudeProcess(inside, reads, mark);
      }
      // A session of its own: what it starts can be found by it.
      const child = spawn(program, rest, { cwd, env: env(mark), stdio: 'pipe', detached: true });
      return new ClaudeProcess(child, reads, mark);
    } catch (error) {
      rmSync(reads, { recursive: true, force: true });
      throw error;
    }
  }

  /** Whether it can take another message. */
  get alive(): boolean {
    return (
      !this.#over && this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null
    );
  }

  /** Writes one message; what goes wrong shows as a missing result. */
  write(message: JsonObject): void {
    this.#child.stdin?.write(`${JSON.stringify(message)}\n`);
  }

  /** Says that no message will come; the program ends after its answer. */
  close(): void {
    this.#child.stdin?.end();
  }

  /** @returns the next line, undefined when there will be none */
  async line(): Promise<string | undefined> {
    const next = await this.#lines.next();
    return next.done ? undefined : next.value;
  }

  /** How it ended; to be asked when its lines are at their end. */
  ending(): Promise<Ending> {
    return this.#ended;
  }

  /** Ends it and everything it has started, at once. Safe to call twice. */
  readonly end = (): void => {
    if (this.#over) return;
    this.#over = true;
    running.delete(this);
    if (running.size === 0) process.off('exit', endAll);
    const { pid } = this.#child;
    if (pid !== undefined) endTree(pid, this.#mark);
    rmSync(this.#folder, { recursive: true, force: true });
  };

  #watch(child: RunningProgram): Promise<Ending> {
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-MOST_COMPLAINT);
    });
    // A program that has ended takes no more; its ending tells.
    child.stdin?.on('error', () => undefined);
    return new Promise((resolve) => {
      child.once('error', (error) => {
        this.end();
        resolve({ code: null, cause: error.code ?? error.message, complaint });
      });
      child.once('close', (code) => {
        this.end();
        resolve({ code, complaint });
      });
    });
  }
}
