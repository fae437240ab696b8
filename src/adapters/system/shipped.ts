/** Files of the package that are read as they ship: a user's file does not take their place. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.ts';

/** @returns the text of a file at the root of the package; undefined when this package has none of that name */
export function shippedText(name: string): string | undefined {
  const file = join(packageRoot(import.meta.url), name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
