/** Backups: a compact copy of the database and a look for damage, in a thread of their own so that no message waits for them. */
import { mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';

/** How many backups are kept. */
const KEPT = 3;

/** What the thread is asked to do. */
export interface BackupOrder {
  database: string;
  /** file to write; the check of the copy is the check of the original */
  target: string;
}

function inThread(order: BackupOrder): Promise<string> {
  const script = import.meta.url.endsWith('.ts') ? './backup-thread.ts' : './backup-thread.js';
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL(script, import.meta.url), { workerData: order });
    thread.once('message', (trouble: string) => resolve(trouble));
    thread.once('error', reject);
    thread.once('exit', (code) => reject(new Error(`the backup ended with code ${code}`)));
  });
}

function removeOld(folder: string): void {
  const files = readdirSync(folder).filter((name) => /^omega-.*\.db$/.test(name));
  for (const name of files.sort().slice(0, -KEPT)) rmSync(join(folder, name), { force: true });
}

/**
 * Writes a backup and checks it. A damaged copy is not kept, so the newest file in the folder is always a sound one.
 *
 * @param at ms since 1970 UTC, for the file's name
 * @returns  what is wrong with the database, or an empty text
 * @throws   when the copy cannot be written (disk full, folder read-only)
 */
export async function backUp(database: string, folder: string, at: number): Promise<string> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = `omega-${new Date(at).toISOString().replaceAll(/[:.]/g, '-')}.db`;
  const unfinished = join(folder, 'unfinished');
  rmSync(unfinished, { force: true });
  const trouble = await inThread({ database, target: unfinished });
  if (trouble !== '') {
    rmSync(unfinished, { force: true });
    return trouble;
  }
  renameSync(unfinished, join(folder, name));
  removeOld(folder);
  return '';
}
