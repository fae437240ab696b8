/** Which session belongs to which conversation, and what it knows of it: a small file beside the data. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import type { ModelMessage } from '../../../contracts/ports/provider.ts';

const Entry = z.object({
  session: z.string(),
  /** digest of the message that is being worked on; empty when the last turn came to its end */
  open: z.string().default(''),
  /** digest of the last message that was answered */
  answered: z.string().default(''),
});
/** What is kept of a conversation. */
export type Entry = z.infer<typeof Entry>;

const Book = z.record(z.string(), Entry);

/** Conversations that are remembered; of older ones the history is told anew. */
const MOST = 500;

/** @returns a short name of a message's words */
export function digestOf({ text }: Pick<ModelMessage, 'text'>): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** What of a request a session has to be told. */
export interface Gap {
  messages: readonly ModelMessage[];
  interrupted: boolean;
}

/**
 * Compares a request with what its session knows.
 *
 * @returns the messages it lacks, or undefined when the two do not fit and a new session has to be told all
 */
export function gapOf(entry: Entry, messages: readonly ModelMessage[]): Gap | undefined {
  const digests = messages.map((message) => (message.role === 'user' ? digestOf(message) : ''));
  const known = (digest: string, until: number): number => (digest === '' ? -1 : digests.lastIndexOf(digest, until));
  const end = messages.length - 1;
  if (entry.open !== '' && known(entry.open, end) === end) return { messages: messages.slice(end), interrupted: true };
  const at = end < 1 ? -1 : known(entry.answered, end - 1);
  if (at < 0 || entry.open !== '') return undefined;
  // Its own answer it knows; what others have answered since, it does not.
  const own = messages[at + 1]?.role === 'assistant' ? 1 : 0;
  const lacking = messages.slice(at + 1 + own);
  return lacking.length === 0 ? undefined : { messages: lacking, interrupted: false };
}

/** The store. A file that cannot be read is an empty one: then histories are told anew, nothing is lost. */
export class Sessions {
  readonly #file: string;
  #book: Map<string, Entry> | undefined;

  /** @param file absolute */
  constructor(file: string) {
    this.#file = file;
  }

  /** @returns what is known of a conversation */
  get(conversation: string): Entry | undefined {
    return this.#read().get(conversation);
  }

  /** Writes what is known now; undefined = nothing any more. */
  set(conversation: string, entry: Entry | undefined): void {
    const book = this.#read();
    book.delete(conversation);
    if (entry !== undefined) book.set(conversation, entry);
    for (const oldest of [...book.keys()].slice(0, Math.max(0, book.size - MOST))) book.delete(oldest);
    mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
    writeFileSync(`${this.#file}.part`, JSON.stringify(Object.fromEntries(book)), { mode: 0o600 });
    renameSync(`${this.#file}.part`, this.#file);
  }

  #read(): Map<string, Entry> {
    if (this.#book !== undefined) return this.#book;
    try {
      this.#book = new Map(Object.entries(Book.parse(JSON.parse(readFileSync(this.#file, 'utf8')))));
    } catch {
      this.#book = new Map();
    }
    return this.#book;
  }
}
