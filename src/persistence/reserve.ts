/** A file of some megabytes kept aside: given back to the disk when it is full, so that what is open can still be closed. */
import { existsSync, rmSync, statSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The reserve of a data folder. */
export interface Reserve {
  /** Makes the reserve again when there is room for it. */
  fill(): void;
  /** Gives the room back. */
  free(): void;
}

/**
 * @param file  path of the reserve
 * @param bytes how much to keep aside; 0 = nothing
 */
export function reserve(file: string, bytes: number): Reserve {
  return {
    fill() {
      if (bytes === 0 || (existsSync(file) && statSync(file).size === bytes)) return;
      const { bavail, bsize } = statfsSync(dirname(file));
      if (bavail * bsize > bytes * 4) writeFileSync(file, Buffer.alloc(bytes));
    },
    free: () => rmSync(file, { force: true }),
  };
}
