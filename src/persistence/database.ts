/** Opens the database: pragmas, integrity, migrations, one clear error for each way it can be unusable. */
import Database from 'better-sqlite3';
import { OmegaError } from '../contracts/errors.ts';
import { migrate } from './migrate.ts';

/** A better-sqlite3 connection. */
export type Db = Database.Database;

/** How to open. */
export interface OpenOptions {
  file: string;
  /** folder with the numbered .sql files */
  migrations: string;
  /** a second connection for views: no migration, no writes */
  readonly?: boolean;
}

/**
 * Opens (and on the writing connection migrates) the database.
 *
 * @returns an open connection with `synchronous=FULL` and WAL
 * @throws  OmegaError store.newer, store.corrupt, store.read_only, store.disk_full
 */
export function openDatabase(options: OpenOptions): Db {
  try {
    const db = new Database(options.file, { readonly: options.readonly ?? false, timeout: 5000 });
    db.pragma('busy_timeout = 5000');
    db.pragma('foreign_keys = ON');
    db.pragma(`cache_size = ${options.readonly ? -2000 : -8000}`);
    if (options.readonly) return db;
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    // Savepoints copy the pages they change; these copies are never needed after a crash, so they need no file.
    db.pragma('temp_store = MEMORY');
    db.pragma('journal_size_limit = 67108864');
    migrate(db, options.migrations);
    return db;
  } catch (error) {
    throw storeError(error, options.file);
  }
}

/**
 * Translates an SQLite failure into a sentence with the way out.
 *
 * @param error what better-sqlite3 threw
 * @param file  path shown to the owner
 * @returns     an OmegaError `store.*`, or the error itself when it is something else
 */
export function storeError(error: unknown, file: string): unknown {
  if (error instanceof OmegaError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== 'string') return error;
  const facts = { cause: error };
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR') || code === 'ENOSPC')
    return new OmegaError('store.disk_full', `The disk that holds ${file} is full or failing; free some space.`, facts);
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB')
    return new OmegaError(
      'store.corrupt',
      `The database ${file} is damaged. Stop Omega, move it away and put the newest file of the backup folder in its place.`,
      facts,
    );
  if (
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code === 'SQLITE_PERM' ||
    code === 'EACCES'
  )
    return new OmegaError(
      'store.read_only',
      `The database ${file} cannot be opened for writing; check the folder's permissions.`,
      facts,
    );
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED'))
    return new OmegaError('store.locked', `Another program holds ${file}; stop it first.`, facts);
  return error;
}

/**
 * Looks for damage. SQLite notices it only where it looks, so this is done at start, before backups and by `omega doctor`.
 *
 * @returns what is wrong, or an empty text
 */
export function quickCheck(db: Db): string {
  const found = db.pragma('quick_check(3)', { simple: true }) as string;
  return found === 'ok' ? '' : found;
}
