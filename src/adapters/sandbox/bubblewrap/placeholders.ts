/** Where a job may write in the home folder, a protected path that is missing gets an empty one for the time of the job. */
import { lstatSync, mkdirSync, rmdirSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { between, isBelow } from '../shared/places.ts';

/** Names that are files; all others are folders. */
const FILE =
  /(?:rc|profile|config|credentials|\.json|\.toml|\.xml|history|token|pgpass|\.cnf|\.boto|cfg|\.conf|login|logout|zshenv|keytab|shadow-?)$/;

/** Holders of each path: of several jobs at a time the last one cleans up. */
export type Holds = Map<string, number>;

/**
 * What is not there cannot be mounted over, so a job could put something of its own in its place: a start-up file, keys.
 *
 * @param paths protected paths
 * @param below only those below this folder are made
 * @returns     takes away what was made and is still empty
 */
export function holdPlaces(paths: readonly string[], below: string, holds: Holds): () => void {
  const made: string[] = [];
  const take = (path: string): void => {
    holds.set(path, (holds.get(path) ?? 0) + 1);
    made.push(path);
  };
  for (const path of paths) {
    if (!isBelow(path, below) || path.includes('/Library/')) continue;
    for (const part of partsOf(path, below)) {
      if (holds.has(part) || (isMissing(part) && make(part, part === path))) take(part);
    }
  }
  return () => made.toReversed().forEach((path) => release(path, holds));
}

function release(path: string, holds: Holds): void {
  const left = (holds.get(path) ?? 1) - 1;
  if (left > 0) {
    holds.set(path, left);
    return;
  }
  holds.delete(path);
  attempt(() => {
    if (lstatSync(path).isDirectory()) rmdirSync(path);
    else if (statSync(path).size === 0) unlinkSync(path);
  });
}

/** What leads from a folder to a path, outermost first, the path last. */
function partsOf(path: string, below: string): string[] {
  return path === below ? [] : [...between(below, path), path];
}

function make(path: string, isLast: boolean): boolean {
  const isFile = isLast && FILE.test(path);
  return attempt(() =>
    isFile ? writeFileSync(path, '', { mode: 0o600, flag: 'wx' }) : mkdirSync(path, { mode: 0o700 }),
  );
}

function isMissing(path: string): boolean {
  return !attempt(() => lstatSync(path));
}

function attempt(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
