/** Finds programs on the PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Environment } from '../../contracts/setup.ts';

/** @returns the file of a program that may be executed, or undefined; a name with a slash is no name */
export function programPath(name: string, env: Environment): string | undefined {
  if (!/^[\w.@-]+$/.test(name)) return undefined;
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}
