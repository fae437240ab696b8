/** Tables task and slot: appointments, and what became of every due time. */
import type { Json } from '../../contracts/json.ts';
import type { Slot, Task, TaskChange, TaskStore } from '../../contracts/ports/stores/task-store.ts';
import type { Db } from '../database.ts';

const TASK = `id, person, key, sender, sender_name AS senderName, project, kind, description, anchor, zone, recurrence,
  explicit_time AS explicitTime, state, run, created_at AS createdAt, updated_at AS updatedAt`;
const SLOT = 'task, due_at AS dueAt, fire_at AS fireAt, state, reason, run, attempts, settled_at AS settledAt';

type TaskRow = Omit<Task, 'recurrence' | 'explicitTime'> & { recurrence: string; explicitTime: number };

function toTask(row: TaskRow): Task {
  return { ...row, recurrence: JSON.parse(row.recurrence) as Json, explicitTime: row.explicitTime === 1 };
}

type Tasks = Pick<TaskStore, 'add' | 'get' | 'startingWith' | 'list' | 'change'>;
type Slots = Omit<TaskStore, keyof Tasks>;

function tasks(db: Db): Tasks {
  const add =
    db.prepare(`INSERT INTO task (id, person, key, sender, sender_name, project, kind, description, anchor, zone,
    recurrence, explicit_time, state, run, created_at, updated_at)
    VALUES (@id, @person, @key, @sender, @senderName, @project, @kind, @description, @anchor, @zone,
    @recurrence, @explicitTime, @state, @run, @createdAt, @updatedAt)`);
  const get = db.prepare<[string], TaskRow>(`SELECT ${TASK} FROM task WHERE id = ?`);
  const starting = db.prepare<[string, string, string], TaskRow>(
    `SELECT ${TASK} FROM task WHERE person = ? AND substr(id, 1, length(?)) = ? ORDER BY created_at`,
  );
  const list = db.prepare<[string, string], TaskRow>(`SELECT ${TASK} FROM task WHERE person = ? AND state = ?`);
  const change = db.prepare(`UPDATE task SET description = @description, anchor = @anchor, zone = @zone,
    recurrence = @recurrence, explicit_time = @explicitTime, state = @state, updated_at = @updatedAt WHERE id = @id`);
  const write = (task: Task) => ({
    ...task,
    recurrence: JSON.stringify(task.recurrence),
    explicitTime: task.explicitTime ? 1 : 0,
  });
  const found = (id: string): Task | undefined => {
    const row = get.get(id);
    return row && toTask(row);
  };
  return {
    add: (task) => void add.run(write(task)),
    get: found,
    startingWith: (person, prefix) => starting.all(person, prefix, prefix).map(toTask),
    // One look per state, sorted here: asked in every turn, mostly for none, and a sorter of SQLite costs even then.
    list: (person, states) =>
      [...new Set(states)]
        .flatMap((state) => list.all(person, state).map(toTask))
        .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1)),
    change(id, changed: TaskChange, at) {
      const task = found(id);
      if (task) change.run(write({ ...task, ...changed, updatedAt: at }));
    },
  };
}

function slots(db: Db): Slots {
  const add = db.prepare(
    "INSERT INTO slot (task, due_at, fire_at, state) VALUES (@task, @dueAt, @fireAt, 'pending') ON CONFLICT DO NOTHING",
  );
  const get = db.prepare<[string, number], Slot>(`SELECT ${SLOT} FROM slot WHERE task = ? AND due_at = ?`);
  const open = db.prepare<[string], Slot>(
    `SELECT ${SLOT} FROM slot WHERE task = ? AND state IN ('pending', 'acting') ORDER BY due_at LIMIT 1`,
  );
  const last = db.prepare<[string], number | null>('SELECT max(due_at) FROM slot WHERE task = ?').pluck();
  const newest = db.prepare<[string, number], Slot>(
    `SELECT ${SLOT} FROM slot WHERE task = ? ORDER BY due_at DESC LIMIT ?`,
  );
  const change = db.prepare(
    'UPDATE slot SET fire_at = @fireAt, state = @state, run = @run, attempts = @attempts WHERE task = @task AND due_at = @dueAt',
  );
  const settle = db.prepare('UPDATE slot SET state = ?, reason = ?, settled_at = ? WHERE task = ? AND due_at = ?');
  const overdue = db.prepare<[number], Slot>(
    `SELECT ${SLOT} FROM slot INDEXED BY slot_open WHERE fire_at < ? AND state IN ('pending', 'acting') ORDER BY fire_at LIMIT 1000`,
  );
  const drop = db.prepare("DELETE FROM slot WHERE task = ? AND due_at = ? AND state = 'pending'");
  return {
    addSlot: (slot) => void add.run(slot),
    slot: (task, dueAt) => get.get(task, dueAt),
    openSlot: (task) => open.get(task),
    lastDue: (task) => last.get(task) ?? undefined,
    slots: (task, limit) => newest.all(task, limit),
    changeSlot(task, dueAt, changed) {
      const slot = get.get(task, dueAt);
      if (slot) change.run({ ...slot, ...changed });
    },
    settleSlot: (task, dueAt, state, { reason, at }) => void settle.run(state, reason, at, task, dueAt),
    overdue: (before) => overdue.all(before),
    dropSlot: (task, dueAt) => void drop.run(task, dueAt),
  };
}

/** Builds the store of tasks; writes need the writing connection. */
export function taskStore(db: Db): TaskStore {
  return { ...tasks(db), ...slots(db) };
}
