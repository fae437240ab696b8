/** Remembers what a change was about to do, so that after a crash it is known whether it was done. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const KEPT_MS = 7 * 86_400_000;
const Mark = z.object({ before: z.string(), after: z.string(), replaced: z.int() });

/** Hashes of a file before and after a change. */
export type Mark = z.infer<typeof Mark>;

/** Marks of calls. */
export interface Marks {
  /** Written and on the disk when it returns. */
  put(call: string, mark: Mark): void;
  get(call: string): Mark | undefined;
}

/** @param folder where they lie; old ones are taken away */
export function openMarks(folder: string): Marks {
  const fileOf = (call: string): string => join(folder, `${sha256(call)}.json`);
  forget(folder);
  return {
    put(call, mark) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const fd = openSync(fileOf(call), 'w', 0o600);
      try {
        writeSync(fd, JSON.stringify(mark));
        fsyncSync(fd);
      } finally {
        closeSync(fd);
      }
    },
    get(call) {
      try {
        return Mark.parse(JSON.parse(readFileSync(fileOf(call), 'utf8')));
      } catch {
        return undefined;
      }
    },
  };
}

/** @returns hex SHA-256 */
export function sha256(text: string | Buffer): string {
  return createHash('sha256').update(text).digest('hex');
}

function forget(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const file = join(folder, name);
      if (Date.now() - statSync(file).mtimeMs > KEPT_MS) rmSync(file, { force: true });
    }
  } catch {
    return; // none yet
  }
}
