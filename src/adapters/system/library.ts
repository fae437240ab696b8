/** The library on disk: the data folder over what ships with Omega. */
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { OmegaError } from '../../contracts/errors.ts';
import type { Library } from '../../contracts/ports/library.ts';
import { cannotWrite } from './home/folder.ts';

/** Longest file that is read, bytes; a checklist or a skill is a few thousand. */
const MOST_BYTES = 1_048_576;

const PART = /^[\p{L}\p{N}_-][\p{L}\p{N}._ -]*$|^\.disabled$/u;

function outside(path: string): OmegaError {
  return new OmegaError('file.outside', `"${path}" is not a path inside the data folder.`, { details: { path } });
}

/** The deepest folder of a path that exists, with links followed. */
function realFolder(path: string): string {
  return existsSync(path) ? realpathSync(path) : realFolder(dirname(path));
}

/** @returns the absolute path below `root` @throws OmegaError file.outside */
function below(root: string, path: string): string {
  if (!path.split('/').every((part) => PART.test(part) && !part.includes('..'))) throw outside(path);
  const whole = join(root, ...path.split('/'));
  if (!existsSync(root)) return whole;
  const way = relative(realpathSync(root), realFolder(whole));
  if (way === '..' || way.startsWith(`..${sep}`)) throw outside(path);
  return whole;
}

function modified(file: string): { mtimeMs: number; size: number } | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat?.isFile() ? stat : undefined;
}

function foldersIn(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && PART.test(entry.name))
    .map((entry) => entry.name);
}

function writeWhole(file: string, text: string): void {
  const draft = `${file}.part`;
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
}

/**
 * Opens the library.
 *
 * @param home    data folder, absolute
 * @param shipped folder of the package, absolute
 */
export function library(home: string, shipped: string): Library {
  const known = new Map<string, { mtimeMs: number; size: number; text: string }>();
  const textOf = (file: string, path: string): string | undefined => {
    const now = modified(file);
    if (now === undefined) return undefined;
    const cached = known.get(file);
    if (cached?.mtimeMs === now.mtimeMs && cached.size === now.size) return cached.text;
    if (now.size > MOST_BYTES)
      throw new OmegaError('file.unreadable', `${path} has ${now.size} bytes; up to ${MOST_BYTES} are read.`);
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    known.set(file, { mtimeMs: now.mtimeMs, size: now.size, text });
    return text;
  };
  return {
    home,
    read: (path) => textOf(below(home, path), path) ?? textOf(below(shipped, path), path),
    folders: (path) => [...new Set([...foldersIn(below(home, path)), ...foldersIn(below(shipped, path))])].toSorted(),
    has: (path) => modified(below(home, path)) !== undefined,
    write(path, text) {
      const file = below(home, path);
      try {
        writeWhole(file, text);
      } catch (cause) {
        throw cannotWrite(file, cause);
      }
    },
    remove: (path) => rmSync(below(home, path), { force: true }),
  };
}
