/** The runtime's store: all its tables on one connection, with the transaction and savepoint the tick runs in. */
import type { HostStore, OwnerTable } from '../../contracts/ports/stores/host-store.ts';
import type { Db } from '../database.ts';
import { actorTable } from './actors.ts';
import { journal } from './journal.ts';
import { mailbox } from './mailbox.ts';
import { outbox } from './outbox.ts';
import { clockRepair, cursors, timers } from './timers.ts';

function ownerTable(db: Db): OwnerTable {
  const last = db.prepare<[], { incarnation: number; clean: number }>(
    'SELECT incarnation, clean FROM owner WHERE id = 1',
  );
  const take =
    db.prepare(`INSERT INTO owner (id, incarnation, pid, started_at, clean) VALUES (1, @incarnation, @pid, @at, 0)
    ON CONFLICT (id) DO UPDATE SET incarnation = @incarnation, pid = @pid, started_at = @at, clean = 0`);
  const off = db.prepare('UPDATE owner SET clean = 1 WHERE id = 1');
  return {
    takeOver(pid, at) {
      const before = last.get();
      const incarnation = (before?.incarnation ?? 0) + 1;
      take.run({ incarnation, pid, at });
      return { incarnation, clean: before === undefined || before.clean === 1 };
    },
    signOff: () => void off.run(),
  };
}

function pruner(db: Db): (before: number, limit: number) => number {
  // Rows are in order of time: the scan ends at the first one that is young.
  const statements = [
    `DELETE FROM inbox WHERE seq IN (SELECT seq FROM inbox WHERE state = 1
      AND seq < coalesce((SELECT seq FROM inbox WHERE at >= ? ORDER BY seq LIMIT 1), 9e18) ORDER BY seq LIMIT ?)`,
    `DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox WHERE state IN (2, 4, 6)
      AND seq < coalesce((SELECT seq FROM outbox WHERE created_at >= ? ORDER BY seq LIMIT 1), 9e18) ORDER BY seq LIMIT ?)`,
  ].map((sql) => db.prepare(sql));
  return (before, limit) => statements.reduce((sum, s) => sum + s.run(before, limit).changes, 0);
}

/**
 * Builds the store of the embedded host.
 *
 * @param db writing connection from `openDatabase`
 */
export function hostStore(db: Db): HostStore {
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  const rollback = db.prepare('ROLLBACK');
  const save = db.prepare('SAVEPOINT step');
  const release = db.prepare('RELEASE step');
  const rollbackTo = db.prepare('ROLLBACK TO step');
  return {
    ...ownerTable(db),
    ...actorTable(db),
    ...mailbox(db),
    ...journal(db),
    ...outbox(db),
    ...timers(db),
    ...cursors(db),
    ...clockRepair(db),
    prune: pruner(db),
    tidy() {
      for (const index of ['message_fts', 'fact_fts', 'summary_fts'])
        db.exec(`INSERT INTO ${index} (${index}) VALUES ('optimize')`);
      db.pragma('optimize');
    },
    transaction(work) {
      begin.run();
      try {
        const result = work();
        commit.run();
        return result;
      } catch (error) {
        if (db.inTransaction) rollback.run();
        throw error;
      }
    },
    savepoint(work) {
      save.run();
      try {
        const result = work();
        release.run();
        return result;
      } catch (error) {
        if (db.inTransaction) {
          rollbackTo.run();
          release.run();
        }
        throw error;
      }
    },
  };
}
