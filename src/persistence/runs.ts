/** Tables run and run_event: what was done, append-only, numbered without gaps and chained by hash. */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Json } from '../contracts/json.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { RunEvents, RunStore } from '../contracts/ports/stores/run-store.ts';
import type { NewRunEvent, RunEvent, RunEventKind, RunEventOrigin, RunSummary } from '../contracts/run-event.ts';
import type { Db } from './database.ts';

interface EventRow {
  gseq: number;
  run: string;
  seq: number;
  at: number;
  kind: RunEventKind;
  payload: string;
  actor: string;
  origin: RunEventOrigin;
  hash: Buffer;
}

/** Newest event of a run and the conversation it belongs to. */
interface Tail {
  seq: number;
  hash: Buffer;
  key: string;
}

const START = Buffer.alloc(32);
const COLUMNS = 'gseq, run, seq, at, kind, payload, actor, origin, hash';
const SUMMARY = 'id, key AS conversation, trigger, status, created_at, finished_at';

/** SHA-256 over the previous hash and the event without its own; fields are separated so that none can flow into the next. */
function chain(previous: Buffer, e: Omit<EventRow, 'gseq' | 'hash'>): Buffer {
  const fields = JSON.stringify([e.run, e.seq, e.at, e.kind, e.payload, e.actor, e.origin]);
  return hash('sha256', Buffer.concat([previous, Buffer.from(fields)]), 'buffer');
}

function toEvent(row: EventRow): RunEvent {
  return {
    v: 1,
    run_id: row.run,
    seq: row.seq,
    gseq: row.gseq,
    ts: new Date(row.at).toISOString(),
    kind: row.kind,
    payload: JSON.parse(row.payload) as { [key: string]: Json },
    actor: row.actor,
    origin: row.origin,
    hash: row.hash.toString('hex'),
  };
}

function draftOf(db: Db): RunStore['draft'] {
  const rows = db.prepare<[string], { kind: string; payload: string }>(
    "SELECT kind, payload FROM run_event WHERE run = ? AND kind IN ('assistant_message_delta', 'system_event') ORDER BY seq",
  );
  return (run, messageId) => {
    let text = '';
    for (const row of rows.iterate(run)) {
      const payload = JSON.parse(row.payload) as { type?: string; message_id?: string; text?: string; raw?: string };
      if (payload.message_id !== messageId) continue;
      if (payload.type === 'draft.reset') text = '';
      else if (row.kind === 'assistant_message_delta') text += payload.raw ?? payload.text ?? '';
    }
    return text;
  };
}

/** Takes secrets out of a payload; gets it as a value and as text, gives the text that is stored. */
export type PayloadMask = (payload: NewRunEvent['payload'], text: string) => string;

function appender(
  db: Db,
  notices: Notices,
  mask: PayloadMask,
): { append: (event: NewRunEvent) => number; open: (id: string, key: string) => void } {
  // Tails are only a cache of what the table says: a rolled back append is noticed by the seq that is taken.
  const tails = new LRUCache<string, Tail>({ max: 500 });
  const keyOf = db.prepare<[string], string>('SELECT key FROM run WHERE id = ?').pluck();
  const tailOf = db.prepare<[string], { seq: number; hash: Buffer }>(
    'SELECT seq, hash FROM run_event WHERE run = ? ORDER BY seq DESC LIMIT 1',
  );
  // Two statements: one that reads the table it writes has SQLite build a table in between, which costs more than both.
  const lastSeq = db.prepare<[string], number | null>('SELECT max(seq) FROM run_event WHERE run = ?').pluck();
  const insert = db.prepare(`INSERT INTO run_event (run, seq, key, at, kind, payload, actor, origin, hash)
    VALUES (@run, @seq, @key, @at, @kind, @payload, @actor, @origin, @digest)`);
  const tail = (run: string): Tail => {
    const key = keyOf.get(run);
    if (key === undefined) throw new Error(`run ${run} does not exist`);
    return { ...(tailOf.get(run) ?? { seq: 0, hash: START }), key };
  };
  return {
    open: (id, key) => void tails.set(id, { seq: 0, hash: START, key }),
    append(event) {
      const payload = mask(event.payload, JSON.stringify(event.payload));
      const { runId: run, at, kind, actor, origin } = event;
      const addAfter = (last: Tail): Tail | undefined => {
        if ((lastSeq.get(run) ?? 0) !== last.seq) return undefined;
        const seq = last.seq + 1;
        const digest = chain(last.hash, { run, seq, at, kind, payload, actor, origin });
        insert.run({ run, seq, key: last.key, at, kind, payload, actor, origin, digest });
        return { seq, hash: digest, key: last.key };
      };
      const cached = tails.get(run);
      const newest = (cached && addAfter(cached)) ?? addAfter(tail(run));
      if (newest === undefined) throw new Error(`the events of run ${run} are not numbered without gaps`);
      tails.set(run, newest);
      notices.run(run, newest.key);
      return newest.seq;
    },
  };
}

function runRows(db: Db): Pick<RunStore, 'run' | 'list' | 'openOf'> & {
  add: (r: { id: string; key: string; trigger: string; at: number }) => void;
} {
  const add = db.prepare(
    "INSERT INTO run (id, key, trigger, status, created_at) VALUES (@id, @key, @trigger, 'running', @at)",
  );
  const open = db
    .prepare<[string], string>("SELECT id FROM run INDEXED BY run_open WHERE key = ? AND status = 'running'")
    .pluck();
  const get = db.prepare<[string], RunSummary>(`SELECT ${SUMMARY} FROM run WHERE id = ?`);
  const list = db.prepare<unknown[], RunSummary>(`SELECT ${SUMMARY} FROM run
    WHERE created_at < ? AND (? IS NULL OR status = ?) ORDER BY created_at DESC LIMIT ?`);
  const listOf = db.prepare<unknown[], RunSummary>(`SELECT ${SUMMARY} FROM run
    WHERE key = ? AND created_at < ? AND (? IS NULL OR status = ?) ORDER BY created_at DESC LIMIT ?`);
  return {
    add: ({ id, key, trigger, at }) => void add.run({ id, key, trigger, at }),
    run: (id) => get.get(id),
    openOf: (key) => open.all(key) as string[],
    list({ before, limit, conversation, status }) {
      const common = [before ?? Number.MAX_SAFE_INTEGER, status ?? null, status ?? null, limit];
      return conversation === undefined ? list.all(...common) : listOf.all(conversation, ...common);
    },
  };
}

/** What is read of the events of runs. */
function readings(db: Db): Omit<RunEvents, 'append'> {
  const events = db.prepare<[string, number, number], EventRow>(
    `SELECT ${COLUMNS} FROM run_event WHERE run = ? AND seq > ? ORDER BY seq LIMIT ?`,
  );
  const ofKey = db.prepare<[string, number, number], EventRow>(
    `SELECT ${COLUMNS} FROM run_event WHERE key = ? AND gseq > ? ORDER BY gseq LIMIT ?`,
  );
  const last = db.prepare<[], number | null>('SELECT max(gseq) FROM run_event').pluck();
  const latest = db
    .prepare<[string, string], string>(
      "SELECT payload FROM run_event WHERE run = ? AND kind = 'system_event' AND payload ->> 'type' = ? ORDER BY seq DESC LIMIT 1",
    )
    .pluck();
  const all = db.prepare<[string], EventRow>(`SELECT ${COLUMNS} FROM run_event WHERE run = ? ORDER BY seq`);
  return {
    events: (run, after, limit) => events.all(run, after, limit).map(toEvent),
    eventsOfConversation: (key, after, limit) => ofKey.all(key, after, limit).map(toEvent),
    lastGseq: () => last.get() ?? 0,
    draft: draftOf(db),
    latest(run, type) {
      const payload = latest.get(run, type);
      return payload === undefined ? undefined : (JSON.parse(payload) as RunEvent['payload']);
    },
    brokenAt(run) {
      let previous: Buffer = START;
      let expected = 1;
      for (const row of all.iterate(run)) {
        const digest = chain(previous, row);
        if (row.seq !== expected || !digest.equals(row.hash)) return expected;
        previous = digest;
        expected++;
      }
      return undefined;
    },
  };
}

/**
 * Builds the store of runs.
 *
 * @param db      connection; appends need the writing one
 * @param notices told which runs and conversations got something new
 * @param mask    applied to every event before it is stored, for it can never be changed afterwards
 */
export function runStore(db: Db, notices: Notices, mask: PayloadMask = (_, text) => text): RunStore {
  const { append, open } = appender(db, notices, mask);
  const { add, ...rows } = runRows(db);
  const finish = db.prepare('UPDATE run SET status = ?, finished_at = ? WHERE id = ?');
  return {
    ...rows,
    ...readings(db),
    append,
    create({ id, key, trigger, actor, at, details }) {
      add({ id, key, trigger, at });
      open(id, key);
      const payload = { thread: key, trigger, ...details };
      append({ runId: id, kind: 'run_created', payload, actor, origin: 'system', at });
    },
    finish(id, status, at) {
      finish.run(status, at, id);
      const key = rows.run(id)?.conversation;
      if (key !== undefined) notices.run(id, key);
    },
  };
}
