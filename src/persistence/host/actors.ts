/** Table actor: one row per durable actor, saved by compare-and-swap on its revision. */
import type { ActorRow, ActorTable } from '../../contracts/ports/stores/host-store.ts';
import type { Db } from '../database.ts';

const COLUMNS =
  'address, machine, version, parent, child_id AS childId, rev, status, state, restarts, restarted_at AS restartedAt, updated_at AS updatedAt';

/** Builds the actor table on a connection. */
export function actorTable(db: Db): ActorTable {
  const get = db.prepare<[string], ActorRow>(`SELECT ${COLUMNS} FROM actor WHERE address = ?`);
  const add =
    db.prepare(`INSERT INTO actor (address, machine, version, parent, child_id, rev, status, state, restarts, restarted_at, updated_at)
    VALUES (@address, @machine, @version, @parent, @childId, @rev, @status, @state, @restarts, @restartedAt, @updatedAt)`);
  const save =
    db.prepare(`UPDATE actor SET version = ?, rev = ?, status = ?, state = ?, restarts = ?, restarted_at = ?, updated_at = ?
    WHERE address = ? AND rev = ?`);
  const children = db.prepare<[string], ActorRow>(
    `SELECT ${COLUMNS} FROM actor WHERE parent = ? AND status = 'active'`,
  );
  const list = db.prepare<
    unknown[],
    ActorRow
  >(`SELECT ${COLUMNS} FROM actor WHERE (? IS NULL OR machine = ?) AND (? IS NULL OR status = ?)
    ORDER BY updated_at DESC LIMIT ? OFFSET ?`);
  const outdated = db
    .prepare<[string, number, number], string>(
      "SELECT address FROM actor WHERE machine = ? AND version < ? AND status = 'active' LIMIT ?",
    )
    .pluck();
  return {
    actor: (address) => get.get(address),
    addActor: (row) => void add.run(row),
    saveActor(row, expectedRev) {
      const { version, rev, status, state, restarts, restartedAt, updatedAt, address } = row;
      const { changes } = save.run(version, rev, status, state, restarts, restartedAt, updatedAt, address, expectedRev);
      if (changes !== 1) throw new Error(`another writer moved ${address} past revision ${expectedRev}`);
    },
    actors({ machine, status, limit, offset }) {
      const [m, s] = [machine ?? null, status ?? null];
      return list.all(m, m, s, s, limit, offset);
    },
    activeChildren: (address) => children.all(address),
    outdated: (machine, current, limit) => outdated.all(machine, current, limit) as string[],
  };
}
