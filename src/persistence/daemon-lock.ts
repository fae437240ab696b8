/** One daemon per data folder: an exclusive SQLite lock held for the life of the process. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { OmegaError } from '../contracts/errors.ts';
import type { DaemonLock } from '../contracts/setup.ts';

const pidPath = (path: string) => `${path}.pid`;

function holder(path: string): string {
  try {
    return readFileSync(pidPath(path), 'utf8').trim();
  } catch {
    return '';
  }
}

function refused(path: string, cause: unknown): OmegaError {
  const code = cause instanceof Database.SqliteError ? cause.code : ((cause as NodeJS.ErrnoException).code ?? '');
  const folder = dirname(path);
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    const pid = holder(path);
    const who = pid === '' ? 'Another Omega' : `Another Omega (process ${pid})`;
    const message = `${who} uses the data folder ${folder}. Stop it first, or set OMEGA_HOME to another folder.`;
    return new OmegaError('store.locked', message, {
      cause,
      details: { pid: pid === '' ? null : Number(pid), folder },
    });
  }
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') {
    const message = `The disk is full: ${folder} cannot be written. Free some space and start again.`;
    return new OmegaError('store.disk_full', message, { cause });
  }
  const message = `The data folder cannot be written (${code || 'unknown reason'}: ${folder}). Fix its permissions or set OMEGA_HOME to another folder.`;
  return new OmegaError('store.read_only', message, { cause });
}

function lock(path: string): Database.Database {
  const database = new Database(path, { timeout: 0 });
  try {
    // In a rollback journal BEGIN EXCLUSIVE takes the write lock of the file at once. Nothing is ever written, so the file stays
    // empty; the lock belongs to the process and the operating system drops it on any death, kill -9 included.
    database.pragma('journal_mode = DELETE');
    database.pragma('locking_mode = EXCLUSIVE');
    database.exec('BEGIN EXCLUSIVE');
    return database;
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/**
 * Takes the lock of a data folder.
 *
 * @param path lock database, e.g. `$OMEGA_HOME/lock.db`; the holder's process id is written beside it as `<path>.pid`
 * @returns    the lock; keep it until the process ends
 * @throws     OmegaError store.locked with `details.pid` of the holder | store.read_only | store.disk_full
 * @source     node has no flock; SQLite's file locks do the same on every platform it runs on
 */
export function acquireLock(path: string): DaemonLock {
  let database: Database.Database;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    database = lock(path);
  } catch (cause) {
    throw refused(path, cause);
  }
  try {
    writeFileSync(pidPath(path), `${process.pid}\n`, { mode: 0o600 });
  } catch (cause) {
    database.close();
    throw refused(path, cause);
  }
  return {
    release() {
      if (!database.open) return;
      // First the name, then the lock: the other way round the next holder's name could be removed.
      rmSync(pidPath(path), { force: true });
      database.exec('ROLLBACK');
      database.close();
    },
  };
}
