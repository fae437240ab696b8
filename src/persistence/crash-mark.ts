/** A few bytes beside the database that say which event is being handled: written without a sync, they outlive a killed process. */
import { closeSync, openSync, readSync, writeSync } from 'node:fs';

/** Remembers one number over a crash of the process. */
export interface CrashMarkFile {
  set(seq: number): void;
  read(): number;
  close(): void;
}

/** Opens (or makes) the mark. @throws when the folder cannot be written */
export function crashMark(file: string): CrashMarkFile {
  const fd = openSync(file, 'a+');
  closeSync(fd);
  const mark = openSync(file, 'r+');
  const buffer = Buffer.alloc(8);
  let last = -1;
  return {
    set(seq) {
      if (seq === last) return;
      last = seq;
      buffer.writeDoubleLE(seq);
      writeSync(mark, buffer, 0, 8, 0);
    },
    read: () => (readSync(mark, buffer, 0, 8, 0) === 8 ? buffer.readDoubleLE() : 0),
    close: () => closeSync(mark),
  };
}
