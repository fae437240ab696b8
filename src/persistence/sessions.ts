/** Table session: logins of the page, by the hash of their cookie, so that they outlive a restart. */
import type { SessionStore } from '../contracts/ports/stores/message-store.ts';
import type { Db } from './database.ts';

/** Builds the session store on the writing connection. */
export function sessionStore(db: Db): SessionStore {
  const has = db.prepare<[string], number>('SELECT 1 FROM session WHERE hash = ?').pluck();
  const add = db.prepare('INSERT INTO session (hash, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING');
  return { has: (hash) => has.get(hash) === 1, add: (hash, at) => void add.run(hash, at) };
}
