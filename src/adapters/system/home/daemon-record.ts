/** `daemon.json`: tells other commands where the running daemon listens. */
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DaemonRecord } from '../../../contracts/setup.ts';
import { cannotWrite } from './folder.ts';

const recordPath = (home: string) => join(home, 'daemon.json');

function isRecord(value: unknown): value is DaemonRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { pid, url, startedAt, version } = value as Record<string, unknown>;
  const numbers = Number.isInteger(pid) && Number(pid) > 0 && typeof startedAt === 'number';
  return numbers && typeof url === 'string' && URL.canParse(url) && typeof version === 'string';
}

function parse(home: string): DaemonRecord | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(recordPath(home), 'utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined; // missing, or half a file of a process that died: there is no daemon to speak to
  }
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * Writes the record, whole or not at all.
 *
 * @param home data folder
 * @throws     OmegaError store.read_only | store.disk_full
 */
export function writeDaemonRecord(home: string, record: DaemonRecord): void {
  const draft = `${recordPath(home)}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(record)}\n`, { mode: 0o600 });
    renameSync(draft, recordPath(home));
  } catch (cause) {
    rmSync(draft, { force: true });
    throw cannotWrite(recordPath(home), cause);
  }
}

/** Removes the record if it is still this process's; never throws. */
export function removeDaemonRecord(home: string): void {
  if (parse(home)?.pid !== process.pid) return;
  try {
    rmSync(recordPath(home), { force: true });
  } catch {
    // A record that stays behind is recognised by its dead process.
  }
}

/** @returns the record of a daemon whose process is alive, else undefined; never throws */
export function readDaemonRecord(home: string): DaemonRecord | undefined {
  const record = parse(home);
  return record !== undefined && alive(record.pid) ? record : undefined;
}
