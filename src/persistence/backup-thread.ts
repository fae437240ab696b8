/** The thread of a backup: copies the database with VACUUM INTO and looks for damage in both. */
import { chmodSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import Database from 'better-sqlite3';
import type { BackupOrder } from './backup.ts';
import { quickCheck } from './database.ts';

const { database, target } = workerData as BackupOrder;

function copy(): string {
  const source = new Database(database, { readonly: true });
  try {
    const trouble = quickCheck(source);
    if (trouble !== '') return trouble;
    source.prepare('VACUUM INTO ?').run(target);
  } finally {
    source.close();
  }
  chmodSync(target, 0o600);
  const written = new Database(target, { readonly: true });
  try {
    return quickCheck(written);
  } finally {
    written.close();
  }
}

parentPort?.postMessage(copy());
