/** Port of the vectors of what is remembered. Writes run inside the host's transaction. */
import type { Recalled } from './memory-store.ts';

/** What a vector is made of. */
export interface Remembered {
  kind: Recalled['kind'];
  /** seq of its row */
  item: number;
  person: string;
  text: string;
}

/** A question as a model of a provider puts it into numbers. */
export interface Meaning {
  model: string;
  vector: number[];
}

/** Vectors. */
export interface VectorStore {
  /**
   * Makes searching possible on this connection.
   * @returns why it is not possible, empty when it is
   */
  load(): Promise<string>;
  /** whether searching is possible */
  isLoaded(): boolean;
  /** whether nothing has a vector yet */
  isEmpty(): boolean;
  /** Facts that hold, summaries, and the newest messages that say something, which have no vector of this model yet. */
  missing(model: string, limit: number): Remembered[];
  /** Stores vectors of a model; what is gone meanwhile is left out. */
  put(model: string, items: readonly (Remembered & { vector: number[] })[]): void;
  /** Removes some vectors of other models and of messages that are too old. @returns how many */
  prune(model: string, limit: number): number;
  /** What comes closest in meaning, closest first; each kind in its own order. */
  search(person: string, meaning: Meaning, options: { exclude: number; limit: number; project: string }): Recalled[];
}
