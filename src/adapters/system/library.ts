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

/** @returns the absolute path, by its names alone @throws OmegaError file.outside */
function whole(root: string, path: string): string {
  if (!path.split('/').every((part) => PART.test(part) && !part.includes('..'))) throw outside(path);
  return join(root, path);
}

/** @returns the absolute path, with links followed and checked @throws OmegaError file.outside */
function below(root: string, path: string): string {
  const file = whole(root, path);
  if (!existsSync(root)) return file;
  const way = relative(realpathSync(root), realFolder(file));
  if (way === '..' || way.startsWith(`..${sep}`)) throw outside(path);
  return file;
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
  const listed = new Map<string, { mtimeMs: number; names: string[] }>();
  const textOf = (root: string, path: string): string | undefined => {
    const file = whole(root, path);
    const now = modified(file);
    if (now === undefined) return undefined;
    const cached = known.get(file);
    if (cached?.mtimeMs === now.mtimeMs && cached.size === now.size) return cached.text;
    below(root, path);
    if (now.size > MOST_BYTES)
      throw new OmegaError('file.unreadable', `${path} has ${now.size} bytes; up to ${MOST_BYTES} are read.`);
    const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
    known.set(file, { mtimeMs: now.mtimeMs, size: now.size, text });
    return text;
  };
  const namesIn = (root: string, path: string): string[] => {
    const folder = whole(root, path);
    const mtimeMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (mtimeMs === undefined) return [];
    const cached = listed.get(folder);
    if (cached?.mtimeMs === mtimeMs) return cached.names;
    const names = foldersIn(below(root, path));
    listed.set(folder, { mtimeMs, names });
    return names;
  };
  return {
    home,
    read: (path) => textOf(home, path) ?? textOf(shipped, path),
    folders: (path) => [...new Set([...namesIn(home, path), ...namesIn(shipped, path)])].toSorted(),
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
