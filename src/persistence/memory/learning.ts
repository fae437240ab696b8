/** Tables summary, outcome, lesson and learnt: what is kept of conversations and of how things went. */
import type { Lesson, MemoryStore, Outcome, Summary } from '../../contracts/ports/stores/memory-store.ts';
import type { Db } from '../database.ts';

type Learning = Pick<
  MemoryStore,
  'addSummary' | 'summaries' | 'addOutcome' | 'outcomes' | 'addLesson' | 'lessons' | 'learntUpTo' | 'setLearnt'
>;

/** Columns of an outcome, and of a lesson. */
export const OUTCOME = 'person, project, domain, score, lesson, source, run, at';
export const LESSON = 'person, project, domain, rule, occurrences, updated_at AS updatedAt';

/** Lessons kept per person, project and domain. */
const MOST_LESSONS = 10;
/** Outcomes a lesson refers to. */
const EVIDENCE = 10;

function lessons(db: Db): Pick<Learning, 'addLesson' | 'lessons'> {
  const evidence = db
    .prepare<[string, string, string, number], number>(
      'SELECT seq FROM outcome WHERE person = ? AND project = ? AND domain = ? ORDER BY at DESC, seq DESC LIMIT ?',
    )
    .pluck();
  const add = db.prepare(`INSERT INTO lesson (person, project, domain, rule, evidence, run, created_at, updated_at)
    VALUES (@person, @project, @domain, @rule, @evidence, @run, @at, @at)
    ON CONFLICT DO UPDATE SET occurrences = occurrences + 1, updated_at = excluded.updated_at, evidence = excluded.evidence`);
  const prune =
    db.prepare(`DELETE FROM lesson WHERE person = @person AND project = @project AND domain = @domain AND seq NOT IN (
    SELECT seq FROM lesson WHERE person = @person AND project = @project AND domain = @domain
    ORDER BY updated_at DESC, seq DESC LIMIT @most)`);
  const list = db.prepare<[string, string, number], Lesson>(
    `SELECT ${LESSON} FROM lesson
     WHERE person = ? AND project IN ('', ?) ORDER BY project = '', updated_at DESC, seq DESC LIMIT ?`,
  );
  return {
    addLesson(lesson) {
      const { person, project, domain } = lesson;
      const found = evidence.all(person, project, domain, EVIDENCE) as number[];
      add.run({ ...lesson, evidence: JSON.stringify(found) });
      prune.run({ person, project, domain, most: MOST_LESSONS });
    },
    lessons: (person, project, limit) => list.all(person, project, limit),
  };
}

/** Builds this part of the store. */
export function learning(db: Db): Learning {
  // A row that REPLACE takes away sets off no trigger, so its words would stay in the index.
  const dropSummary = db.prepare<[number]>('DELETE FROM summary WHERE conversation = ?');
  const addSummary = db.prepare(`INSERT INTO summary (conversation, person, project, text, at)
    VALUES (@conversation, @person, @project, @text, @at)`);
  const summaries = db.prepare<[{ person: string; limit: number; project: string | null }], Summary>(
    `SELECT conversation, text, at FROM summary WHERE person = @person AND (@project IS NULL OR project IN ('', @project))
     ORDER BY at DESC, seq DESC LIMIT @limit`,
  );
  const addOutcome = db.prepare(`INSERT INTO outcome (person, project, domain, score, lesson, source, run, at)
    VALUES (@person, @project, @domain, @score, @lesson, @source, @run, @at)`);
  const outcomes = db.prepare<[string, string, number], Outcome>(
    `SELECT ${OUTCOME} FROM outcome
     WHERE person = ? AND project = ? ORDER BY at DESC, seq DESC LIMIT ?`,
  );
  const upTo = db.prepare<[string], number>('SELECT position FROM learnt WHERE key = ?').pluck();
  const setUpTo = db.prepare(
    'INSERT INTO learnt (key, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
  );
  return {
    ...lessons(db),
    addSummary(summary) {
      dropSummary.run(summary.conversation);
      addSummary.run(summary);
    },
    summaries: (person, limit, project) => summaries.all({ person, limit, project: project ?? null }),
    addOutcome: (outcome) => void addOutcome.run(outcome),
    outcomes: (person, project, limit) => outcomes.all(person, project, limit),
    learntUpTo: (key) => upTo.get(key) ?? 0,
    setLearnt: (key, position) => void setUpTo.run(key, position),
  };
}
