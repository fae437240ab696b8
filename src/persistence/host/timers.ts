/** Tables timer and cursor: delayed events with absolute due times, and how far each channel was read. */
import type { ClockRepair, Cursors, TimerRow, Timers } from '../../contracts/ports/stores/host-store.ts';
import type { Db } from '../database.ts';

const COLUMNS = 'address, timer_id AS timerId, rev, set_at AS setAt, due_at AS dueAt, event, policy';

/** Builds the timer table on a connection. */
export function timers(db: Db): Timers {
  const set = db.prepare(`INSERT INTO timer (address, timer_id, rev, set_at, due_at, event, policy)
    VALUES (@address, @timerId, @rev, @setAt, @dueAt, @event, @policy)
    ON CONFLICT (address, timer_id) DO UPDATE SET rev = @rev, set_at = @setAt, due_at = @dueAt, event = @event, policy = @policy`);
  const cancel = db.prepare('DELETE FROM timer WHERE address = ? AND timer_id = ?');
  const cancelAll = db.prepare('DELETE FROM timer WHERE address = ?');
  const due = db.prepare<[number, number], TimerRow>(
    `SELECT ${COLUMNS} FROM timer WHERE due_at <= ? ORDER BY due_at, address LIMIT ?`,
  );
  const of = db.prepare<[string], TimerRow>(`SELECT ${COLUMNS} FROM timer WHERE address = ? ORDER BY due_at`);
  const withPolicy = db.prepare<[string], TimerRow>(`SELECT ${COLUMNS} FROM timer WHERE policy = ?`);
  const next = db.prepare<[], number | null>('SELECT min(due_at) FROM timer').pluck();
  return {
    setTimer: (row) => void set.run(row),
    cancelTimer: (address, timerId) => void cancel.run(address, timerId),
    cancelTimers: (address) => void cancelAll.run(address),
    dueTimers: (now, limit) => due.all(now, limit),
    timersOf: (address) => of.all(address),
    timersWithPolicy: (policy) => withPolicy.all(policy),
    nextTimerAt: () => next.get() ?? undefined,
  };
}

/** Builds the repair on a connection. */
export function clockRepair(db: Db): ClockRepair {
  const timer = db.prepare('UPDATE timer SET due_at = due_at - set_at + @now, set_at = @now WHERE set_at > @now');
  const effect = db.prepare('UPDATE outbox SET due_at = @now WHERE state = 0 AND created_at > @now AND due_at > @now');
  return { rearm: (now) => timer.run({ now }).changes + effect.run({ now }).changes };
}

/** Builds the cursor table on a connection. */
export function cursors(db: Db): Cursors {
  const get = db.prepare<[string], string>('SELECT position FROM cursor WHERE channel = ?').pluck();
  const set = db.prepare(
    'INSERT INTO cursor (channel, position) VALUES (?, ?) ON CONFLICT (channel) DO UPDATE SET position = excluded.position',
  );
  return { cursor: (channel) => get.get(channel), setCursor: (channel, position) => void set.run(channel, position) };
}
