/** Keeps the idle processes of conversations for a while: the next message is answered without a start. */
import type { ClaudeProcess } from './claude-process.ts';

/** A process with what it was started for. */
export interface Kept {
  process: ClaudeProcess;
  session: string;
  /** what cannot be changed while it runs: model, tools, servers, shape */
  setting: string;
  /** the instructions it goes by, as they were told last */
  system: string;
}

interface Place extends Kept {
  timer: NodeJS.Timeout;
}

/** The processes that wait. */
export class Pool {
  readonly #idle = new Map<string, Place>();
  readonly #most: number;
  readonly #keptMs: number;

  /** @param most how many are kept @param keptMs how long */
  constructor(most: number, keptMs: number) {
    this.#most = most;
    this.#keptMs = keptMs;
  }

  /** Takes the process of a conversation out, if it is alive. */
  take(conversation: string): Kept | undefined {
    const place = this.#idle.get(conversation);
    if (place === undefined) return undefined;
    clearTimeout(place.timer);
    this.#idle.delete(conversation);
    if (place.process.alive) return place;
    place.process.end();
    return undefined;
  }

  /** Puts it back; the one that has waited longest goes when there are too many. */
  keep(conversation: string, kept: Kept): void {
    this.take(conversation)?.process.end();
    const timer = setTimeout(() => this.take(conversation)?.process.end(), this.#keptMs);
    timer.unref();
    this.#idle.set(conversation, { ...kept, timer });
    const [oldest] = this.#idle.keys();
    if (this.#idle.size > this.#most && oldest !== undefined) this.take(oldest)?.process.end();
  }

  /** Ends all. */
  close(): void {
    for (const conversation of this.#idle.keys()) this.take(conversation)?.process.end();
  }
}
