/** Finds programs on the PATH. */
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Environment } from '../../contracts/setup.ts';

/** What is installed is looked for again after this long, ms. */
const FRESH_MS = 60_000;

/** @returns a function that tells whether a program can be started; it remembers for a minute */
export function programFinder(env: Environment): (name: string) => boolean {
  const known = new Map<string, { found: boolean; at: number }>();
  return (name) => {
    const seen = known.get(name);
    if (seen !== undefined && Date.now() - seen.at < FRESH_MS) return seen.found;
    const found = !isAbsolute(name) && programPath(name, env) !== undefined;
    known.set(name, { found, at: Date.now() });
    return found;
  };
}

/** @returns the file of a program that may be executed, or undefined; an absolute path is taken as it is, other paths are no names */
export function programPath(name: string, env: Environment): string | undefined {
  if (isAbsolute(name)) return isProgram(name) ? name : undefined;
  if (!/^[\w.@-]+$/.test(name)) return undefined;
  return (env['PATH'] ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, name))
    .find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
