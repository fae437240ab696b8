/** Tables vector and vector_sign: what is remembered, found by meaning. Searching needs the SQLite extension `sqlite-vec`. */
import Database from 'better-sqlite3';
import type { Recalled } from '../../contracts/ports/stores/memory-store.ts';
import type { Meaning, Remembered, VectorStore } from '../../contracts/ports/stores/vector-store.ts';
import type { Db } from '../database.ts';

/** Messages that have vectors: the newest of everybody; older ones are found by their words and in summaries. */
const NEWEST = 20_000;
/** Shorter messages say nothing that is worth a vector, characters. */
const LEAST = 12;
/** Nearest by signs that are put in order by their data. */
const NEAR = 60;
/** Cosine below which nothing is meant alike. */
const ALIKE = 0.25;

/** One bit a dimension: whether it is positive. The lowest bit of a byte comes first. */
export function signsOf(vector: readonly number[]): Buffer {
  const signs = Buffer.alloc(Math.ceil(vector.length / 8));
  for (const [i, value] of vector.entries()) if (value > 0) signs[i >> 3] = (signs[i >> 3] ?? 0) | (1 << (i & 7));
  return signs;
}

/** One byte a dimension, on a scale of its own: the angle between two vectors does not depend on their lengths. */
export function bytesOf(vector: readonly number[]): Buffer {
  const most = vector.reduce((max, value) => Math.max(max, Math.abs(value)), 0) || 1;
  return Buffer.from(Int8Array.from(vector, (value) => Math.round((value / most) * 127)).buffer);
}

type Row = Recalled & { seq: number };

function searching(db: Db): VectorStore['search'] {
  // Signs of another number of dimensions cannot be compared: a model may have changed it under the same name.
  const near = `SELECT v.kind, v.item, 1 - vec_distance_cosine(vec_int8(v.data), vec_int8(@data)) AS alike FROM (
      SELECT seq FROM vector_sign WHERE person = @person AND model = @model AND length(signs) = length(@signs)
      ORDER BY vec_distance_hamming(vec_bit(signs), vec_bit(@signs)) LIMIT ${NEAR}
    ) s JOIN vector v ON v.seq = s.seq WHERE length(v.data) = length(@data)`;
  const found = db.prepare<[Record<string, unknown>], Row>(
    `WITH near AS MATERIALIZED (${near})
     SELECT 'fact' AS kind, f.id, f.key || ': ' || f.text AS text, f.updated_at AS at, -n.alike AS score
       FROM near n JOIN fact f ON n.kind = 'fact' AND f.seq = n.item
       WHERE f.valid_to IS NULL AND f.project IN ('', @project) AND n.alike >= ${ALIKE}
     UNION ALL
     SELECT 'summary', CAST(s.conversation AS TEXT), s.text, s.at, -n.alike
       FROM near n JOIN summary s ON n.kind = 'summary' AND s.seq = n.item
       WHERE s.project IN ('', @project) AND n.alike >= ${ALIKE}
     UNION ALL
     SELECT 'message', m.id, coalesce(m.clean, m.text), m.at, -n.alike
       FROM near n JOIN message m ON n.kind = 'message' AND m.seq = n.item
       WHERE m.conversation <> @exclude AND n.alike >= ${ALIKE}
     ORDER BY 5`,
  );
  return (person, { model, vector }, { exclude, limit, project }) => {
    const given = { person, model, signs: signsOf(vector), data: bytesOf(vector), exclude, project };
    const left = { fact: limit, summary: limit, message: limit };
    return found.all(given).filter(({ kind }) => left[kind]-- > 0);
  };
}

function missing(db: Db): VectorStore['missing'] {
  const facts = db.prepare<[string, number], Remembered>(
    `SELECT 'fact' AS kind, seq AS item, person, replace(key, '_', ' ') || ': ' || text AS text FROM fact
     WHERE valid_to IS NULL AND NOT EXISTS (SELECT 1 FROM vector WHERE kind = 'fact' AND item = fact.seq AND model = ?) LIMIT ?`,
  );
  const summaries = db.prepare<[string, number], Remembered>(
    `SELECT 'summary' AS kind, seq AS item, person, text FROM summary
     WHERE NOT EXISTS (SELECT 1 FROM vector WHERE kind = 'summary' AND item = summary.seq AND model = ?)
     ORDER BY seq DESC LIMIT ?`,
  );
  // Messages get their vectors in their order, so that only what came after the last one has to be looked at.
  const messages = db.prepare<[string, number, number], Remembered>(
    `SELECT 'message' AS kind, m.seq AS item, c.person, coalesce(m.clean, m.text) AS text
     FROM message m JOIN conversation c ON c.id = m.conversation
     WHERE m.seq > max(coalesce((SELECT item FROM vector WHERE kind = 'message' AND model = ? ORDER BY item DESC LIMIT 1), 0),
                       coalesce((SELECT seq FROM message ORDER BY seq DESC LIMIT 1 OFFSET ?), 0))
       AND m.role IN ('user', 'note') AND m.kind = 'text' AND length(m.text) >= ${LEAST}
       AND NOT EXISTS (SELECT 1 FROM forgotten_source f WHERE f.message = m.id)
     ORDER BY m.seq LIMIT ?`,
  );
  return (model, limit) => {
    const found = [...facts.all(model, limit), ...summaries.all(model, limit)].slice(0, limit);
    return found.length === limit ? found : [...found, ...messages.all(model, NEWEST, limit - found.length)];
  };
}

const STILL_THERE = {
  fact: 'SELECT 1 FROM fact WHERE seq = ? AND valid_to IS NULL',
  summary: 'SELECT 1 FROM summary WHERE seq = ?',
  message:
    'SELECT 1 FROM message m WHERE seq = ? AND NOT EXISTS (SELECT 1 FROM forgotten_source f WHERE f.message = m.id)',
} as const;

function writing(db: Db): Pick<VectorStore, 'put' | 'prune'> {
  const there = {
    fact: db.prepare<[number], number>(STILL_THERE.fact),
    summary: db.prepare<[number], number>(STILL_THERE.summary),
    message: db.prepare<[number], number>(STILL_THERE.message),
  };
  const drop = db.prepare('DELETE FROM vector WHERE kind = ? AND item = ?');
  const add = db.prepare(
    'INSERT INTO vector (kind, item, person, model, data) VALUES (@kind, @item, @person, @model, @data)',
  );
  const sign = db.prepare('INSERT INTO vector_sign (person, model, seq, signs) VALUES (?, ?, ?, ?)');
  const prune = db.prepare(
    `DELETE FROM vector WHERE seq IN (SELECT seq FROM vector WHERE model <> ? OR (kind = 'message'
       AND item <= coalesce((SELECT seq FROM message ORDER BY seq DESC LIMIT 1 OFFSET ?), 0)) LIMIT ?)`,
  );
  return {
    put(model, items) {
      for (const { kind, item, person, vector } of items) {
        if (there[kind].get(item) === undefined) continue;
        drop.run(kind, item);
        const { lastInsertRowid } = add.run({ kind, item, person, model, data: bytesOf(vector) });
        sign.run(person, model, lastInsertRowid, signsOf(vector));
      }
    },
    prune: (model, limit) => prune.run(model, NEWEST, limit).changes,
  };
}

/** Whether the extension is there. @returns what is wrong, empty when nothing is */
export async function vectorTrouble(): Promise<string> {
  const db = new Database(':memory:');
  const trouble = await load(db);
  db.close();
  return trouble;
}

/** Loads the extension into a connection. @returns what is wrong, empty when nothing is */
async function load(db: Db): Promise<string> {
  try {
    const { getLoadablePath } = await import('sqlite-vec');
    db.loadExtension(getLoadablePath());
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

/** Builds the store. */
export function vectorStore(db: Db): VectorStore {
  const one = db.prepare('SELECT 1 FROM vector LIMIT 1').pluck();
  let search: ((...args: Parameters<VectorStore['search']>) => Recalled[]) | undefined;
  return {
    async load() {
      if (search !== undefined) return '';
      const trouble = await load(db);
      if (trouble === '') search = searching(db);
      return trouble;
    },
    isLoaded: () => search !== undefined,
    isEmpty: () => one.get() === undefined,
    missing: missing(db),
    ...writing(db),
    search: (person, meaning: Meaning, options) => search?.(person, meaning, options) ?? [],
  };
}
