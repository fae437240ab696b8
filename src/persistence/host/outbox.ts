/** Table outbox: effects asked for by machines; the effect id is the idempotency key over all attempts. */
import type { Outbox, OutboxRow } from '../../contracts/ports/stores/host-store.ts';
import type { Db } from '../database.ts';

const COLUMNS = `seq, effect_id AS effectId, address, child_id AS childId, activity, lane, input, state, attempts, deaths,
  due_at AS dueAt, expires_at AS expiresAt, claimed_by AS claimedBy, error, created_at AS createdAt`;

/** Builds the outbox on a connection. */
export function outbox(db: Db): Outbox {
  const add =
    db.prepare(`INSERT INTO outbox (effect_id, address, child_id, activity, lane, input, state, attempts, deaths, due_at, expires_at,
    claimed_by, error, created_at) VALUES (@effectId, @address, @childId, @activity, @lane, @input, @state, @attempts, @deaths, @dueAt,
    @expiresAt, @claimedBy, @error, @createdAt)`);
  const get = db.prepare<[string], OutboxRow>(`SELECT ${COLUMNS} FROM outbox WHERE effect_id = ?`);
  const open = db.prepare<[], OutboxRow>(`SELECT ${COLUMNS} FROM outbox WHERE state IN (0, 1, 3) ORDER BY seq`);
  const of = db.prepare<[string], OutboxRow>(
    `SELECT ${COLUMNS} FROM outbox WHERE address = ? AND state IN (0, 1, 3) ORDER BY seq`,
  );
  const claim = db.prepare(
    'UPDATE outbox SET state = 1, attempts = attempts + 1, claimed_by = ? WHERE effect_id = ? AND state IN (0, 3)',
  );
  // A cancelled row stays cancelled: a late attempt must never bring it back (found by simulation, see test/sim).
  const settle =
    db.prepare(`UPDATE outbox SET state = ?, due_at = coalesce(?, due_at), error = coalesce(?, error), deaths = coalesce(?, deaths)
    WHERE effect_id = ? AND state IN (0, 1, 3)`);
  const cancelOne = db
    .prepare<[string, string], string>(
      'UPDATE outbox SET state = 4 WHERE address = ? AND child_id = ? AND state IN (0, 1, 3) RETURNING effect_id',
    )
    .pluck();
  const cancelAll = db
    .prepare<[string], string>(
      'UPDATE outbox SET state = 4 WHERE address = ? AND state IN (0, 1, 3) RETURNING effect_id',
    )
    .pluck();
  return {
    addEffect: (row) => void add.run(row),
    effect: (effectId) => get.get(effectId),
    openEffects: () => open.all(),
    effectsOf: (address) => of.all(address),
    claimEffect: (effectId, incarnation) => void claim.run(incarnation, effectId),
    settleEffect: (effectId, state, change = {}) =>
      settle.run(state, change.dueAt ?? null, change.error ?? null, change.deaths ?? null, effectId).changes === 1,
    cancelEffects: (address, childId) =>
      (childId === null ? cancelAll.all(address) : cancelOne.all(address, childId)) as string[],
  };
}
