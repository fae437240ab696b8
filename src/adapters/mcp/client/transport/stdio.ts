/** Transport to a program over its standard input and output: bounded lines, bounded speed, its own words kept. */
import type { JSONRPCMessage, Transport } from '@modelcontextprotocol/client';
import type { RunningProgram } from '../../../../contracts/ports/tools/program.ts';
import { KEPT_CHARACTERS, KEPT_LINES, MOST_MESSAGE, MOST_MESSAGES } from '../bounds.ts';
import { LineCutter, idAtEnds, type Piece } from './lines.ts';
import { Pending } from './pending.ts';
import { end, watch, type ProgramStart, type StartProgram } from './program.ts';

/** The last words of a program. */
export class LastLines {
  #lines: string[] = [];

  /** Takes what it wrote. */
  take(text: string): void {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
    this.#lines = [...this.#lines, ...lines.map((line) => line.slice(0, KEPT_CHARACTERS))].slice(-KEPT_LINES);
  }

  /** @returns the lines, oldest first */
  all(): readonly string[] {
    return this.#lines;
  }
}

/** One connection to one program. */
export class StdioTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport['onmessage'];
  /** why it ended, when not at our wish */
  trouble: Error | undefined;
  readonly #begin: () => RunningProgram | Promise<RunningProgram>;
  readonly #words: LastLines;
  readonly #cutter = new LineCutter();
  readonly #pending = new Pending((message) => this.onmessage?.(message));
  #child: RunningProgram | undefined;
  #second = 0;
  #messages = 0;
  #closed = false;

  constructor(start: ProgramStart, begin: StartProgram, words: LastLines) {
    this.#begin = () => begin(start);
    this.#words = words;
  }

  // The SDK knows a program's transport by these two.
  get stderr(): null {
    return null;
  }

  get pid(): number | null {
    return this.#child?.pid ?? null;
  }

  async start(): Promise<void> {
    const begun = this.#begin();
    const child = 'pid' in begun ? begun : await begun;
    this.#child = child;
    watch(child);
    // It was closed meanwhile.
    if (this.#closed) child.kill('SIGKILL');
    child.stdin?.on('error', (error) => this.onerror?.(error));
    child.stdout?.on('data', (chunk: Buffer) => this.#read(child, chunk));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#words.take(text));
    child.once('close', (code, name) => this.#gone(`the program ended (${name ?? `code ${code ?? 'unknown'}`})`));
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', (error) => {
        this.trouble = error;
        reject(error);
      });
    });
  }

  #gone(why: string): void {
    if (this.#closed) return;
    this.#closed = true;
    this.trouble ??= new Error(why);
    this.onclose?.();
  }

  #read(child: RunningProgram, chunk: Buffer): void {
    for (const piece of this.#cutter.take(chunk)) this.#piece(piece);
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.#second) this.#messages = 0;
    this.#second = second;
    if (this.#messages < MOST_MESSAGES) return;
    // A flood waits in the pipe: the program is held up, nobody else.
    child.stdout?.pause();
    setTimeout(() => child.stdout?.resume(), 1000 - (performance.now() % 1000)).unref();
  }

  #piece(piece: Piece): void {
    this.#messages += 1;
    if (piece.kind === 'endless') {
      this.trouble = new Error('it sent a line without an end');
      void this.close();
      return;
    }
    if (piece.kind === 'oversized') {
      const mib = (piece.bytes / 1_048_576).toFixed(1);
      this.#pending.refuse(
        idAtEnds(piece.head, piece.tail),
        `an answer of ${mib} MiB was cut off; ${MOST_MESSAGE} bytes are taken`,
      );
      return;
    }
    const message = messageIn(piece.text);
    if (message === undefined) return;
    this.#pending.seen(message);
    this.onmessage?.(message);
  }

  send(message: JSONRPCMessage): Promise<void> {
    const input = this.#child?.stdin;
    if (this.#closed || !input?.writable) return Promise.reject(new Error('the program has ended'));
    this.#pending.sent(message);
    return new Promise((resolve) => {
      if (input.write(`${JSON.stringify(message)}\n`)) resolve();
      else input.once('drain', resolve);
    });
  }

  async close(): Promise<void> {
    const child = this.#child;
    if (child !== undefined) await end(child);
    this.#gone('closed');
  }
}

/** Programs that print other things on their output are common; such lines are passed over. */
function messageIn(line: string): JSONRPCMessage | undefined {
  try {
    const value: unknown = JSON.parse(line);
    const isMessage = typeof value === 'object' && value !== null && 'jsonrpc' in value && value.jsonrpc === '2.0';
    return isMessage ? (value as JSONRPCMessage) : undefined;
  } catch {
    return undefined;
  }
}
