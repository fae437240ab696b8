/** Full text search over facts, summaries and old messages. */
import type { MemoryStore, Recalled } from '../../contracts/ports/stores/memory-store.ts';
import type { Db } from '../database.ts';

/** Matches of the message index that are ranked; the newest count, for very common words match very many. */
const RANKED = 2000;

/** Builds this part of the store. */
export function search(db: Db): Pick<MemoryStore, 'search' | 'frequency'> {
  const facts = db.prepare<[string, string, string, number], Recalled>(
    `SELECT 'fact' AS kind, f.id, f.key || ': ' || f.text AS text, f.updated_at AS at, bm25(fact_fts) AS score
     FROM fact_fts JOIN fact f ON f.seq = fact_fts.rowid
     WHERE fact_fts MATCH ? AND f.person = ? AND f.valid_to IS NULL AND f.project IN ('', ?) ORDER BY score LIMIT ?`,
  );
  const summaries = db.prepare<[string, string, string, number], Recalled>(
    `SELECT 'summary' AS kind, CAST(s.conversation AS TEXT) AS id, s.text, s.at, bm25(summary_fts) AS score
     FROM summary_fts JOIN summary s ON s.seq = summary_fts.rowid
     WHERE summary_fts MATCH ? AND s.person = ? AND s.project IN ('', ?) ORDER BY score LIMIT ?`,
  );
  const messages = db.prepare<[string, number, number, string, number], Recalled>(
    `SELECT 'message' AS kind, m.id, coalesce(m.clean, m.text) AS text, m.at, found.score FROM (
       SELECT rowid, bm25(message_fts) AS score FROM message_fts WHERE message_fts MATCH ? ORDER BY rowid DESC LIMIT ?
     ) found JOIN message m ON m.seq = found.rowid JOIN conversation c ON c.id = m.conversation
     WHERE m.conversation <> ? AND c.person = ? AND m.role IN ('user', 'note') AND m.kind = 'text'
       AND NOT EXISTS (SELECT 1 FROM forgotten_source f WHERE f.message = m.id)
     ORDER BY found.score LIMIT ?`,
  );
  // Whoever has only ever had this one conversation has no other to remember, and a long one is not searched in vain.
  const elsewhere = db
    .prepare<[string, number], number>('SELECT 1 FROM conversation WHERE person = ? AND id <> ? LIMIT 1')
    .pluck();
  const frequency = db
    .prepare<[string], number>('SELECT count(*) FROM (SELECT 1 FROM message_fts WHERE message_fts MATCH ? LIMIT 20000)')
    .pluck();
  return {
    search: (person, query, { exclude, limit, project = '' }) => [
      ...facts.all(query, person, project, limit),
      ...summaries.all(query, person, project, limit),
      ...(elsewhere.get(person, exclude) === 1 ? messages.all(query, RANKED, exclude, person, limit) : []),
    ],
    frequency: (term) => frequency.get(term) ?? 0,
  };
}
