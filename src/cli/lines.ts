/** The lines of a chat: in their order, and for a while to whoever asks for one. */
import type { Interface } from 'node:readline';
import type { Desk } from './approvals/watch.ts';

/** What waits for the next line. */
type Taker = (line: string | undefined) => void;

/** Lines that are typed or piped in; those nobody waits for are kept. */
export class Lines implements Desk {
  readonly #reader: Interface;
  /** what the chat's own prompt is */
  readonly #prompt: string;
  readonly #kept: string[] = [];
  #next: Taker | undefined;
  #asked: Taker | undefined;
  #offered: ((line: string) => boolean) | undefined;
  #ended = false;
  /** typed by halves when a question came up; it is given back with the next prompt */
  #half = '';

  constructor(reader: Interface, prompt: string) {
    this.#reader = reader;
    this.#prompt = prompt;
    reader.on('line', (line) => {
      const taker = this.#asked ?? this.#next;
      if (taker !== undefined) taker(line);
      else if (this.#offered?.(line) !== true) this.#kept.push(line);
    });
    reader.once('close', () => {
      this.#ended = true;
      (this.#asked ?? this.#next)?.(undefined);
    });
  }

  /** Shows the chat's prompt, with what had been typed by halves. */
  prompt(): void {
    const half = this.#half;
    this.#half = '';
    this.#reader.prompt();
    if (half !== '') this.#reader.write(half);
  }

  /** @returns the next line of the chat; undefined after the last */
  next(): Promise<string | undefined> {
    const kept = this.#kept.shift();
    if (kept !== undefined || this.#ended) return Promise.resolve(kept);
    return new Promise((resolve) => {
      this.#next = (line) => {
        this.#next = undefined;
        resolve(line);
      };
    });
  }

  /**
   * Offers the lines nobody waits for before they are kept.
   *
   * @param take says whether it took a line
   * @returns    ends it
   */
  offer(take: (line: string) => boolean): () => void {
    this.#offered = take;
    return () => (this.#offered = undefined);
  }

  /** Takes what is typed now for an answer, but nothing of what stood half typed in the line before. */
  ask(prompt: string, signal: AbortSignal): Promise<string | undefined> {
    if (this.#ended) return Promise.resolve(undefined);
    signal.throwIfAborted();
    this.#half = this.#clear() || this.#half;
    this.#reader.setPrompt(prompt);
    this.#reader.prompt();
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        signal.removeEventListener('abort', give);
        this.#asked = undefined;
        this.#reader.setPrompt(this.#prompt);
      };
      const give = (): void => {
        this.#clear();
        // The prompt goes too: what is printed next stands in its place.
        this.#reader.setPrompt('');
        this.#reader.prompt();
        leave();
        reject(signal.reason as Error);
      };
      this.#asked = (line) => {
        leave();
        resolve(line);
      };
      signal.addEventListener('abort', give, { once: true });
    });
  }

  /** Empties the line. @returns what stood in it */
  #clear(): string {
    const { line } = this.#reader;
    if (this.#ended) return '';
    this.#reader.write(null, { ctrl: true, name: 'e' });
    this.#reader.write(null, { ctrl: true, name: 'u' });
    return line;
  }
}
