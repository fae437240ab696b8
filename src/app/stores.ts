/** Wiring of the stores: one writing connection for the host, one reading connection for everybody else. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../adapters/system/package-root.ts';
import type { HostStore } from '../contracts/ports/host-store.ts';
import type { MessageStore, SessionStore } from '../contracts/ports/message-store.ts';
import type { Notices } from '../contracts/ports/notices.ts';
import type { RunStore } from '../contracts/ports/run-store.ts';
import { openDatabase, type Db } from '../persistence/database.ts';
import { hostStore } from '../persistence/host/store.ts';
import { messageStore } from '../persistence/messages.ts';
import { runStore } from '../persistence/runs.ts';
import { sessionStore } from '../persistence/sessions.ts';

/** Stores on one connection. */
export interface Stores {
  db: Db;
  host: HostStore;
  runs: RunStore;
  messages: MessageStore;
  sessions: SessionStore;
}

/** Where things lie in the data folder. */
export function paths(home: string): { database: string; crashMark: string; reserve: string; backups: string } {
  return {
    database: join(home, 'omega.db'),
    crashMark: join(home, 'omega.mark'),
    reserve: join(home, 'reserve'),
    backups: join(home, 'backups'),
  };
}

/**
 * Opens the database and builds the stores on it.
 *
 * @param readonly a second connection that only reads; the first one must have been opened before, for it migrates
 * @throws         OmegaError store.*
 */
export function openStores(home: string, notices: Notices, readonly = false): Stores {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const file = paths(home).database;
  const db = openDatabase({ file, migrations: join(packageRoot(import.meta.url), 'migrations'), readonly });
  return {
    db,
    host: hostStore(db),
    runs: runStore(db, notices),
    messages: messageStore(db, notices),
    sessions: sessionStore(db),
  };
}
