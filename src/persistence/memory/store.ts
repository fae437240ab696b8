/** The store of memory. */
import type { MemoryStore } from '../../contracts/ports/stores/memory-store.ts';
import type { Db } from '../database.ts';
import { facts } from './facts.ts';
import { learning } from './learning.ts';
import { search } from './search.ts';

const EVERYTHING = 1_000_000;

/** Builds the store; writes need the writing connection. */
export function memoryStore(db: Db): MemoryStore {
  const known = facts(db);
  const learnt = learning(db);
  return {
    ...known,
    ...learnt,
    ...search(db),
    exported: (person) => ({
      facts: known.facts(person),
      summaries: learnt.summaries(person, EVERYTHING),
      outcomes: learnt.outcomes(person, '', EVERYTHING),
      lessons: learnt.lessons(person, '', EVERYTHING),
    }),
  };
}
