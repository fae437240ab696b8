/** Data folders as an earlier Omega left them: the schema of that time, with something in every table of it. */
import type Database from 'better-sqlite3';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packageRoot } from '../../../../src/adapters/system/package-root.ts';
import { openDatabase } from '../../../../src/persistence/database.ts';

type Db = Database.Database;

/** Enough that rewriting an index takes long enough to be killed in. */
const MESSAGES = 20_000;
const RUNS = 500;
const AT = 1_700_000_000_000;

const FOLDER = join(packageRoot(import.meta.url), 'migrations');

/** Numbers of the migrations that ship, in their order. */
export function migrationNumbers(): number[] {
  return readdirSync(FOLDER)
    .filter((name) => /^\d{3}-.*\.sql$/.test(name))
    .map((name) => Number(name.slice(0, 3)))
    .sort((a, b) => a - b);
}

function repeat(db: Db, sql: string, times: number, row: (n: number) => unknown[]): void {
  const insert = db.prepare(sql);
  for (let n = 1; n <= times; n++) insert.run(...row(n));
}

/** What each migration made room for: a row or more in each of its tables. */
const FILLS: Readonly<Record<number, (db: Db) => void>> = {
  1(db) {
    repeat(db, "INSERT INTO cursor VALUES ('c' || ?, ?)", 50, (n) => [n, `position ${n}`]);
    repeat(db, `INSERT INTO inbox (dedupe, address, event, state, at) VALUES (?, 'none:a', '{}', 1, ?)`, 200, (n) => [
      `old-${n}`,
      AT + n,
    ]);
  },
  2(db) {
    repeat(
      db,
      `INSERT INTO conversation (key, channel, chat, person, opened_at) VALUES (?, 'web', ?, 'owner', ?)`,
      10,
      (n) => [`web:old${n}`, `old${n}`, AT],
    );
    repeat(
      db,
      `INSERT INTO message (id, conversation, key, position, role, kind, text, dedupe, run, turn, at)
         VALUES (?, ?, ?, ?, 'user', 'text', ?, ?, ?, ?, ?)`,
      MESSAGES,
      (n) => [
        `m${n}`,
        (n % 10) + 1,
        `web:old${(n % 10) + 1}`,
        n,
        `word${n} äpfel and пирог, number ${n}`,
        `d${n}`,
        `r${n % RUNS}`,
        n,
        AT + n,
      ],
    );
    repeat(db, `INSERT INTO run VALUES (?, 'web:old1', 'message', 'done', ?, ?)`, RUNS, (n) => [`r${n}`, AT, AT + n]);
    repeat(
      db,
      `INSERT INTO run_event (run, seq, key, at, kind, payload, actor, origin, hash)
         VALUES (?, 1, 'web:old1', ?, 'system_event', '{"type":"old"}', 'run:x', 'system', zeroblob(32))`,
      RUNS,
      (n) => [`r${n}`, AT],
    );
    repeat(db, 'INSERT INTO session VALUES (?, ?)', 5, (n) => [`hash${n}`, AT]);
  },
  3(db) {
    repeat(
      db,
      `INSERT INTO fact (id, person, key, text, confidence, valid_from, updated_at) VALUES (?, 'owner', ?, ?, 0.9, ?, ?)`,
      300,
      (n) => [`f${n}`, `key${n}`, `fact number ${n}`, AT, AT],
    );
    repeat(db, `INSERT INTO summary (conversation, person, text, at) VALUES (?, 'owner', ?, ?)`, 10, (n) => [
      n,
      `They talked about ${n}.`,
      AT,
    ]);
    repeat(
      db,
      `INSERT INTO outcome (person, domain, score, lesson, source, at) VALUES ('owner', 'd', 1, ?, 's', ?)`,
      50,
      (n) => [`outcome ${n}`, AT],
    );
    repeat(
      db,
      `INSERT INTO lesson (person, domain, rule, created_at, updated_at) VALUES ('owner', 'd', ?, ?, ?)`,
      10,
      (n) => [`rule ${n}`, AT, AT],
    );
  },
  4(db) {
    repeat(
      db,
      `INSERT INTO task (id, person, key, sender, kind, description, anchor, zone, recurrence, state, created_at, updated_at)
         VALUES (?, 'owner', 'web:old1', 'owner', 'reminder', ?, ?, 'UTC', '{}', 'done', ?, ?)`,
      100,
      (n) => [`old${n}`, `old task ${n}`, AT, AT, AT],
    );
    repeat(db, `INSERT INTO slot (task, due_at, fire_at, state, settled_at) VALUES (?, ?, ?, 'ran', ?)`, 100, (n) => [
      `old${n}`,
      AT,
      AT,
      AT,
    ]);
    repeat(
      db,
      `INSERT INTO notice (id, key, text, source, run, at) VALUES (?, 'web:old1', ?, 'task:x', 'r1', ?)`,
      50,
      (n) => [`n${n}`, `notice ${n}`, AT],
    );
    repeat(db, `INSERT INTO person_setting VALUES ('owner', ?, ?, ?)`, 10, (n) => [`old.${n}`, `value ${n}`, AT]);
  },
};

/** Makes the database of a data folder with the schema after one migration, and fills it. */
export function makeOld(file: string, version: number): void {
  const migrations = mkdtempSync(join(tmpdir(), 'omega-migrations-'));
  try {
    for (const name of readdirSync(FOLDER))
      if (Number(name.slice(0, 3)) <= version) cpSync(join(FOLDER, name), join(migrations, name));
    const db = openDatabase({ file, migrations });
    db.transaction(() => {
      for (const [number, fill] of Object.entries(FILLS)) if (Number(number) <= version) fill(db);
    })();
    db.close();
  } finally {
    rmSync(migrations, { recursive: true, force: true });
  }
}

/** Tables whose rows are data of people; what the runtime keeps for itself changes with every start. */
const KEPT = [
  'cursor',
  'conversation',
  'message',
  'run',
  'run_event',
  'session',
  'fact',
  'summary',
  'outcome',
  'lesson',
  'task',
  'slot',
  'notice',
  'person_setting',
];

/** Every row of the kept tables in the columns that a database had. */
export type Contents = ReadonlyMap<string, { columns: string; rows: ReadonlySet<string> }>;

function rowsOf(db: Db, table: string, columns: string): Set<string> {
  const rows = db.prepare<[], Record<string, unknown>>(`SELECT ${columns} FROM ${table}`).all();
  return new Set(rows.map((row) => JSON.stringify(row)));
}

/** Reads what must not be lost. */
export function contentsOf(db: Db): Contents {
  const has = db
    .prepare<[string], number>("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?")
    .pluck();
  return new Map(
    KEPT.filter((table) => has.get(table) === 1).map((table) => {
      const names = db.prepare<[string], string>('SELECT name FROM pragma_table_info(?)').pluck().all(table);
      const columns = names.join(', ');
      return [table, { columns, rows: rowsOf(db, table, columns) }];
    }),
  );
}

/** @returns one sentence for every table that lacks a row it had, or in whose index an old message is not found */
export function missing(db: Db, before: Contents): string[] {
  const gaps = [...before].flatMap(([table, { columns, rows }]) => {
    const now = rowsOf(db, table, columns);
    const gone = [...rows].filter((row) => !now.has(row));
    return gone.length === 0 ? [] : [`${gone.length} rows of ${table} are gone, e.g. ${gone[0]}`];
  });
  if (!before.has('message')) return gaps;
  const found =
    db.prepare<[], number>("SELECT count(*) FROM message_fts WHERE message_fts MATCH 'äpfel'").pluck().get() ?? 0;
  return found === MESSAGES ? gaps : [...gaps, `the search finds ${found} of ${MESSAGES} messages`];
}
