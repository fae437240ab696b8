/** Tables fact and forgotten: what is known about people. */
import { createHash } from 'node:crypto';
import type { Fact, MemoryStore } from '../../contracts/ports/stores/memory-store.ts';
import type { Db } from '../database.ts';

const COLUMNS = `id, person, key, text, project, confidence, sensitive, message, run, valid_from AS validFrom,
  updated_at AS updatedAt`;

type Row = Omit<Fact, 'sensitive'> & { sensitive: number };
type Facts = Pick<MemoryStore, 'facts' | 'known' | 'factHistory' | 'addFact' | 'forget' | 'purge'>;

const toFact = (row: Row): Fact => ({ ...row, sensitive: row.sensitive === 1 });

/** Same words, same hash, whatever their case and spacing. */
function hashOf(key: string, text: string): Buffer {
  const plain = `${key}\n${text}`.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  return createHash('sha256').update(plain).digest();
}

/** Whether a text has these words, one after the other. */
function says(text: string, words: string): boolean {
  const plain = (s: string): string =>
    ` ${s
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
      .trim()} `;
  return plain(text).includes(plain(words));
}

function forgetting(db: Db): Pick<Facts, 'forget' | 'purge'> {
  const byName = db.prepare<[string, string, string], Row>(
    `SELECT ${COLUMNS} FROM fact WHERE person = ? AND (key = (SELECT key FROM fact WHERE id = ?) OR lower(key) = lower(?))`,
  );
  const all = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM fact WHERE person = ?`);
  const holding = db
    .prepare<[string], number>('SELECT count(*) FROM fact WHERE person = ? AND valid_to IS NULL')
    .pluck();
  const remove = db.prepare('DELETE FROM fact WHERE id = ?');
  const bury = db.prepare('INSERT INTO forgotten (person, hash, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING');
  const buryAt = db.prepare(
    'INSERT INTO forgotten_source (person, message, key, hash, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const told = db.prepare<[string], { seq: number; text: string }>(
    'SELECT s.seq, s.text FROM summary s JOIN message m ON m.conversation = s.conversation WHERE m.id = ?',
  );
  const untell = db.prepare('DELETE FROM summary WHERE seq = ?');
  const drop = (rows: Row[], at: number): void => {
    for (const row of rows) {
      remove.run(row.id);
      bury.run(row.person, hashOf(row.key, row.text), at);
      if (row.message === null) continue;
      buryAt.run(row.person, row.message, row.key, hashOf('', row.text), at);
      for (const { seq, text } of told.all(row.message)) if (says(text, row.text)) untell.run(seq);
    }
  };
  return {
    forget(person, idOrKey, at) {
      const rows = byName.all(person, idOrKey, idOrKey);
      drop(rows, at);
      return rows.length > 0;
    },
    purge(person, at) {
      const count = holding.get(person) ?? 0;
      drop(all.all(person), at);
      return count;
    },
  };
}

/** What is known now. Each project is read in the order of its index: a sorter of SQLite costs even where there is nothing to sort. */
function currentFacts(db: Db): Facts['facts'] {
  const current = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM fact INDEXED BY fact_current WHERE person = ? AND project = ? AND valid_to IS NULL ORDER BY key`,
  );
  return (person, project = '') => {
    const everywhere = current.all(person, '').map(toFact);
    if (project === '') return everywhere;
    const here = current.all(person, project).map(toFact);
    return [...everywhere, ...here].toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key)));
  };
}

/** Builds this part of the store. */
export function facts(db: Db): Facts {
  const known = db.prepare<[string], Row>(
    `SELECT ${COLUMNS} FROM fact WHERE person = ? AND valid_to IS NULL ORDER BY project, key`,
  );
  const history = db.prepare<[string, string], Row>(
    `SELECT ${COLUMNS} FROM fact WHERE person = ? AND key = ? ORDER BY valid_from DESC, seq DESC`,
  );
  const one = db.prepare<[string, string, string], Row>(
    `SELECT ${COLUMNS} FROM fact WHERE person = ? AND project = ? AND key = ? AND valid_to IS NULL`,
  );
  const buried = db.prepare<[string, Buffer], number>('SELECT 1 FROM forgotten WHERE person = ? AND hash = ?').pluck();
  const buriedAt = db
    .prepare<[string, string, Buffer], number>(
      'SELECT 1 FROM forgotten_source WHERE message = ? AND (key = ? OR hash = ?)',
    )
    .pluck();
  const confirm = db.prepare(
    'UPDATE fact SET confidence = min(1, max(confidence, ?) + 0.1), sensitive = max(sensitive, ?), updated_at = ? WHERE id = ?',
  );
  const end = db.prepare('UPDATE fact SET valid_to = ?, updated_at = ? WHERE id = ?');
  const add = db.prepare(`INSERT INTO fact (id, person, key, text, scope, project, confidence, sensitive, message, run,
    valid_from, supersedes, updated_at)
    VALUES (@id, @person, @key, @text, iif(@project = '', 'user', 'project'), @project, @confidence, @sensitive, @message, @run,
    @at, @supersedes, @at)`);
  return {
    ...forgetting(db),
    facts: currentFacts(db),
    known: (person) => known.all(person).map(toFact),
    factHistory: (person, key) => history.all(person, key).map(toFact),
    addFact(fact) {
      const hash = hashOf(fact.key, fact.text);
      if (buried.get(fact.person, hash) !== undefined) return false;
      if (fact.message !== null && buriedAt.get(fact.message, fact.key, hashOf('', fact.text)) !== undefined)
        return false;
      const before = one.get(fact.person, fact.project, fact.key);
      if (before !== undefined && hashOf(before.key, before.text).equals(hash)) {
        confirm.run(fact.confidence, fact.sensitive ? 1 : 0, fact.at, before.id);
        return true;
      }
      if (before !== undefined) end.run(fact.at, fact.at, before.id);
      add.run({ ...fact, sensitive: fact.sensitive ? 1 : 0, supersedes: before?.id ?? null });
      return true;
    },
  };
}
