/** One running program: messages in, lines out, and an end that leaves nothing behind. */
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JsonObject } from '../../../../contracts/json.ts';
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
  readonly #child: ChildProcess;
  readonly #mark = randomUUID();
  readonly #folder: string;
  readonly #lines: AsyncIterator<string>;
  readonly #ended: Promise<Ending>;
  #over = false;

  /** Starts it. A program that is not there shows as its {@link Ending}. */
  constructor({ folder, cwd, files, argv, env }: Start) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    mkdirSync(cwd, { recursive: true, mode: 0o700 });
    this.#folder = mkdtempSync(join(folder, 'run-'));
    const paths = Object.fromEntries(Object.keys(files).map((name) => [name, join(this.#folder, name)]));
    for (const [name, text] of Object.entries(files)) writeFileSync(paths[name] ?? '', text, { mode: 0o600 });
    const [program = '', ...rest] = argv(paths);
    // A session of its own: what it starts can be found by it.
    const child = spawn(program, rest, { cwd, env: env(this.#mark), stdio: 'pipe', detached: true });
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout, crlfDelay: Infinity })[Symbol.asyncIterator]();
    this.#ended = this.#watch(child);
    // An idle process does not keep the daemon from ending; a call that runs is held by its deadline.
    child.unref();
    for (const pipe of [child.stdin, child.stdout, child.stderr]) (pipe as Socket).unref();
    running.add(this);
    if (running.size === 1) process.on('exit', endAll);
  }

  /** Whether it can take another message. */
  get alive(): boolean {
    return !this.#over && this.#child.pid !== undefined && this.#child.exitCode === null;
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

  #watch(child: ChildProcess): Promise<Ending> {
    let complaint = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-MOST_COMPLAINT);
    });
    // A program that has ended takes no more; its ending tells.
    child.stdin?.on('error', () => undefined);
    return new Promise((resolve) => {
      child.once('error', (error: NodeJS.ErrnoException) => {
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
