/** Brings the schema up to date: numbered SQL files, forward only, each in one transaction, contents pinned by checksum. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { OmegaError } from '../contracts/errors.ts';

/** A migration file. */
interface Migration {
  number: number;
  name: string;
  sql: string;
  checksum: string;
}

function readMigrations(folder: string): Migration[] {
  const files = readdirSync(folder).filter((name) => /^\d{3}-.*\.sql$/.test(name));
  return files.sort().map((name) => {
    const sql = readFileSync(join(folder, name), 'utf8');
    return { number: Number(name.slice(0, 3)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

/**
 * Applies the migrations that are missing.
 *
 * @param db     writing connection
 * @param folder folder with `NNN-name.sql`
 * @throws       OmegaError store.newer when the database knows more migrations than this Omega,
 *               store.corrupt when an applied file was changed afterwards
 */
export function migrate(db: Database.Database, folder: string): void {
  const migrations = readMigrations(folder);
  const known = migrations.at(-1)?.number ?? 0;
  const version = db.pragma('user_version', { simple: true }) as number;
  if (version > known)
    throw new OmegaError('store.newer', `The database has schema ${version}, this Omega knows ${known}; update Omega.`);
  db.exec(
    'CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL) STRICT',
  );
  const checksumOf = db.prepare<[number], { checksum: string }>('SELECT checksum FROM migration WHERE number = ?');
  const note = db.prepare('INSERT INTO migration (number, name, checksum) VALUES (?, ?, ?)');
  for (const m of migrations) {
    const applied = checksumOf.get(m.number);
    if (applied && applied.checksum !== m.checksum)
      throw new OmegaError(
        'store.corrupt',
        `Migration ${m.name} was changed after it had been applied; restore the original file.`,
      );
    if (applied) continue;
    db.transaction(() => {
      db.exec(m.sql);
      note.run(m.number, m.name, m.checksum);
      db.pragma(`user_version = ${m.number}`);
    }).immediate();
  }
}
