/** What the questions of runs under way mean: kept in memory only, for without it what is remembered is found by words. */
import { LRUCache } from 'lru-cache';
import type { Meaning } from '../../contracts/ports/stores/vector-store.ts';

/** Why a question is looked for by its words alone. */
export type Wordless = 'off' | 'late' | 'failed' | 'capped' | 'empty';

/** A question's meaning, or why there is none. */
export type Meant = Meaning | { none: Wordless };

/** By run. */
export interface Meanings {
  set(runId: string, meant: Meant): void;
  get(runId: string): Meant;
}

/** Builds an empty collection; the oldest go when there are many. */
export function meanings(): Meanings {
  const known = new LRUCache<string, Meant>({ max: 200 });
  return {
    set: (runId, meant) => void known.set(runId, meant),
    get: (runId) => known.get(runId) ?? { none: 'off' },
  };
}
