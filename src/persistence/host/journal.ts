/** Table journal: one row per transition, from which any past state can be computed again. */
import type { Journal, JournalRow } from '../../contracts/ports/stores/host-store.ts';
import type { Db } from '../database.ts';

/** Builds the journal on a connection. */
export function journal(db: Db): Journal {
  const add =
    db.prepare(`INSERT INTO journal (address, rev, at, event, cause, version, value, digest, actions, taken, state)
    VALUES (@address, @rev, @at, @event, @cause, @version, @value, @digest, @actions, @taken, @state)`);
  const list = db.prepare<[string, number, number], JournalRow>(
    'SELECT * FROM journal WHERE address = ? AND rev > ? ORDER BY rev LIMIT ?',
  );
  const checkpoint = db.prepare<[string, number], JournalRow>(
    'SELECT * FROM journal WHERE address = ? AND rev <= ? AND state IS NOT NULL ORDER BY rev DESC LIMIT 1',
  );
  return {
    addJournal: (row) => void add.run(row),
    journal: (address, after, limit) => list.all(address, after, limit),
    checkpoint: (address, rev) => checkpoint.get(address, rev),
  };
}
