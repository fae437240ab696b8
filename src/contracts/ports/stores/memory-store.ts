/** Port of memory: facts about people, summaries, outcomes and lessons. Writes run inside the host's transaction. */

/** One thing known about a person. Times in ms since 1970 UTC. */
export interface Fact {
  id: string;
  person: string;
  /** short English name, e.g. `occupation` */
  key: string;
  text: string;
  /** empty = about the person everywhere */
  project: string;
  /** 0 to 1 */
  confidence: number;
  sensitive: boolean;
  /** message it was taken from */
  message: string | null;
  run: string | null;
  validFrom: number;
  updatedAt: number;
}

/** A fact before it is stored. */
export type NewFact = Omit<Fact, 'validFrom' | 'updatedAt'> & { at: number };

/** A summary of a conversation that has ended. */
export interface Summary {
  conversation: number;
  text: string;
  at: number;
}

/** How something went. */
export interface Outcome {
  person: string;
  project: string;
  domain: string;
  score: number;
  lesson: string;
  /** conversation, action, heartbeat */
  source: string;
  run: string | null;
  at: number;
}

/** A rule that follows from outcomes. */
export interface Lesson {
  person: string;
  project: string;
  domain: string;
  rule: string;
  occurrences: number;
  updatedAt: number;
}

/** Something that was found again. */
export interface Recalled {
  kind: 'fact' | 'summary' | 'message';
  id: string;
  text: string;
  at: number;
  /** of the way it was found by: bm25 of its own index, or the negative cosine; smaller is better */
  score: number;
}

/** Memory. */
export interface MemoryStore {
  /** Facts that hold now: those about the person, and those of a project when one is given. By key. */
  facts(person: string, project?: string): Fact[];
  /** Facts that hold now, those of every project too: for the person's own eyes. By project and key. */
  known(person: string): Fact[];
  /** All values a key ever had, newest first. */
  factHistory(person: string, key: string): Fact[];
  /**
   * Stores a fact. The same value again raises its confidence; another one supersedes it.
   * @returns false when it was forgotten before and must not be learnt again
   */
  addFact(fact: NewFact): boolean;
  /**
   * Removes a fact by id or key with all its values, for good: the messages it came from teach it no more and are found no
   * more, summaries of their conversations that say it are removed, and so are all vectors.
   * @returns whether there was one
   */
  forget(person: string, idOrKey: string, at: number): boolean;
  /** Removes every fact of a person for good. @returns how many held */
  purge(person: string, at: number): number;
  /** Everything kept about a person, for their eyes. */
  exported(person: string): { facts: Fact[]; summaries: Summary[]; outcomes: Outcome[]; lessons: Lesson[] };
  /** Stores the summary of a conversation; a second one replaces the first. */
  addSummary(summary: { conversation: number; person: string; project: string; text: string; at: number }): void;
  /** Newest first. @param project when given, only what belongs to it or to none */
  summaries(person: string, limit: number, project?: string): Summary[];
  addOutcome(outcome: Outcome): void;
  /** Newest first; of one project, or of none. */
  outcomes(person: string, project: string, limit: number): Outcome[];
  /** Stores a rule, or counts one that is known; keeps the ten used last per domain. */
  addLesson(lesson: {
    person: string;
    project: string;
    domain: string;
    rule: string;
    run: string | null;
    at: number;
  }): void;
  /** Those of the project first, then the general ones; newest first. */
  lessons(person: string, project: string, limit: number): Lesson[];
  /**
   * Finds facts, summaries and old messages of a person.
   * @param query    an FTS5 query made by `recallQuery`
   * @param exclude  conversation whose messages the model reads anyway
   * @param project  what belongs to another one is not found; empty = none is active
   */
  search(person: string, query: string, options: { exclude: number; limit: number; project?: string }): Recalled[];
  /** How many messages hold a term; for telling rare words from common ones. */
  frequency(term: string): number;
  /** Position up to which a conversation has been looked through for facts. */
  learntUpTo(key: string): number;
  setLearnt(key: string, position: number): void;
}
