/** Kills while the schema is brought up to date: a start may die at any moment of it, and nothing is lost. */
import Database from 'better-sqlite3';
import { cpSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sleep } from '../../core.ts';
import { Victim, freePort } from '../daemon.ts';
import { contentsOf, makeOld, migrationNumbers, missing, type Contents } from './old-data.ts';

/** How hard. */
export interface MigrationOptions {
  /** least number of kills over all databases */
  kills: number;
  random: () => number;
  progress: (text: string) => void;
}

/** Result of a loop. */
export interface MigrationResult {
  kills: number;
  /** kills that struck before the schema was the newest */
  inside: number;
  /** databases that came through, by the version they began with */
  migrated: Record<string, number>;
  troubles: string[];
  took: number;
}

/** The kill comes within so many milliseconds of the daemon's first touch of the database. */
const WINDOW_MS = 150;
const FILES = ['omega.db', 'omega.db-wal', 'omega.db-shm'];
/** Kills of one database at most: later than this it is let through. */
const MOST_KILLS = 12;

/** What the files of a database look like from outside. */
function look(home: string): string {
  return FILES.map((name) => {
    const stat = statSync(join(home, name), { throwIfNoEntry: false });
    return stat === undefined ? '-' : `${stat.size} ${stat.mtimeMs}`;
  }).join(' | ');
}

/** Opens a copy, so that looking changes nothing of what the next start finds. */
function inspect<T>(home: string, read: (db: Database.Database) => T): T {
  const copy = mkdtempSync(join(tmpdir(), 'omega-copy-'));
  try {
    for (const name of ['omega.db', 'omega.db-wal'])
      if (existsSync(join(home, name))) cpSync(join(home, name), join(copy, name));
    const db = new Database(join(copy, 'omega.db'));
    try {
      return read(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const versionOf = (db: Database.Database): number => db.pragma('user_version', { simple: true }) as number;

/** What is wrong with a database, in the middle or at the end. */
function faults(db: Database.Database, before: Contents): string[] {
  const check = db.pragma('quick_check', { simple: true }) as string;
  return check === 'ok' ? missing(db, before) : [`quick_check says ${check}`];
}

/** Starts the daemon and kills it a moment after it first touches the database. */
async function killInside(victim: Victim, home: string, random: () => number): Promise<void> {
  const before = look(home);
  victim.start();
  while (victim.alive && look(home) === before) await sleep(1);
  await sleep(random() * WINDOW_MS);
  victim.signal('SIGKILL');
  await victim.gone();
}

/** One database, killed until it is migrated. */
async function oneDatabase(
  version: number,
  newest: number,
  result: MigrationResult,
  random: () => number,
): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'omega-migrating-'));
  makeOld(join(home, 'omega.db'), version);
  const before = inspect(home, contentsOf);
  const env = { OMEGA_HOME: home, OPENAI_API_KEY: 'stub', OPENAI_BASE_URL: 'http://127.0.0.1:9/v1' };
  const victim = new Victim(await freePort(), env);
  const note = (what: string): void => void result.troubles.push(`from schema ${version}, ${home}: ${what}`);
  let now = version;
  for (let n = 0; n < MOST_KILLS && now < newest; n++) {
    await killInside(victim, home, random);
    result.kills++;
    now = inspect(home, versionOf);
    if (now < newest) result.inside++;
    if (now < version) note(`the schema went back to ${now}`);
    for (const fault of inspect(home, (db) => faults(db, before))) note(`after a kill: ${fault}`);
  }
  await victim.live().catch((error: unknown) => note((error as Error).message));
  const end = inspect(home, (db) => ({ version: versionOf(db), faults: faults(db, before) }));
  if (end.version !== newest) note(`it ends with schema ${end.version}, the newest is ${newest}`);
  for (const fault of end.faults) note(fault);
  if (!result.troubles.some((t) => t.includes(home))) rmSync(home, { recursive: true, force: true });
  result.migrated[`from ${version}`] = (result.migrated[`from ${version}`] ?? 0) + 1;
}

/** Runs the loop over all earlier schemas, again and again until there were enough kills. */
export async function migrationLoop({ kills, random, progress }: MigrationOptions): Promise<MigrationResult> {
  const began = Date.now();
  const numbers = migrationNumbers();
  const newest = numbers.at(-1) ?? 0;
  const result: MigrationResult = { kills: 0, inside: 0, migrated: {}, troubles: [], took: 0 };
  do {
    for (const version of numbers.slice(0, -1)) {
      await oneDatabase(version, newest, result, random);
      progress(`${result.kills} of ${kills} kills`);
    }
  } while (result.kills < kills);
  if (result.inside === 0) result.troubles.push('no kill struck before the schema was the newest');
  return { ...result, took: Date.now() - began };
}
