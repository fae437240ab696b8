/** The store of memory. */
import type { Lesson, MemoryStore, Outcome } from '../../contracts/ports/stores/memory-store.ts';
import type { Db } from '../database.ts';
import { facts } from './facts.ts';
import { learning, LESSON, OUTCOME } from './learning.ts';
import { search } from './search.ts';

const EVERYTHING = 1_000_000;

/** Builds the store; writes need the writing connection. */
export function memoryStore(db: Db): MemoryStore {
  const known = facts(db);
  const learnt = learning(db);
  const outcomes = db.prepare<[string], Outcome>(`SELECT ${OUTCOME} FROM outcome WHERE person = ? ORDER BY seq DESC`);
  const lessons = db.prepare<[string], Lesson>(`SELECT ${LESSON} FROM lesson WHERE person = ? ORDER BY seq DESC`);
  return {
    ...known,
    ...learnt,
    ...search(db),
    exported: (person) => ({
      facts: known.known(person),
      summaries: learnt.summaries(person, EVERYTHING),
      outcomes: outcomes.all(person),
      lessons: lessons.all(person),
    }),
  };
}
