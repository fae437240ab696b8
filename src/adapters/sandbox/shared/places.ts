/** Resolves where a job may work, and refuses places that are protected or belong to the system. */
import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';
import type { SandboxProgram } from '../../../contracts/ports/tools/program.ts';
import type { Protected } from './options.ts';

/** Where a job works, with all links resolved. */
export interface Place {
  readonly workspace: string;
  readonly cwd: string;
}

const SYSTEM =
  '/bin /sbin /lib /lib32 /lib64 /usr /etc /boot /proc /sys /dev /run /System /Library /private/etc /var/run'.split(
    ' ',
  );

/** @returns whether a path is a folder or below it */
export function isBelow(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

/** @returns the path without links, or undefined when nothing is there */
export function realPath(path: string): string | undefined {
  try {
    return realpathSync(path);
  } catch {
    return undefined;
  }
}

/** Where a path is or would be: links above what is missing are resolved as well. */
function realPlace(path: string): string {
  const real = realPath(path);
  if (real !== undefined || dirname(path) === path) return real ?? path;
  return join(realPlace(dirname(path)), basename(path));
}

/** @returns the protected paths with links resolved beside them */
export function resolved(protect: Protected): Protected {
  const both = (paths: readonly string[]): string[] => [...new Set(paths.flatMap((path) => [path, realPlace(path)]))];
  return { data: realPlace(protect.data), hidden: both(protect.hidden), frozen: both(protect.frozen) };
}

/**
 * @param workspace absolute
 * @param cwd       below the workspace; absolute or relative to it
 * @throws          OmegaError tool.outside
 */
export function placeOf(workspace: string, cwd: string | undefined, protect: Protected): Place {
  const whole = isAbsolute(workspace) ? realPath(workspace) : undefined;
  if (whole === undefined || !statSync(whole).isDirectory())
    throw new OmegaError('tool.outside', `The workspace ${workspace} is not a folder.`);
  const closed =
    whole === '/' ||
    whole === protect.data ||
    SYSTEM.some((folder) => isBelow(whole, folder)) ||
    protect.hidden.some((path) => isBelow(whole, path));
  if (closed) throw new OmegaError('tool.outside', `The folder ${workspace} is protected and cannot be a workspace.`);
  const inner = realPath(resolve(whole, cwd ?? '.'));
  if (inner === undefined) throw new OmegaError('tool.outside', `There is no folder ${cwd ?? ''} in the workspace.`);
  if (!isBelow(inner, whole) || hides(protect, inner, whole))
    throw new OmegaError('tool.outside', `The folder ${cwd ?? ''} is not below the workspace.`);
  return { workspace: whole, cwd: inner };
}

/** A folder in the workspace that is hidden from the job cannot be worked in. */
function hides({ data, hidden }: Protected, cwd: string, workspace: string): boolean {
  return [data, ...hidden].some((path) => isBelow(path, workspace) && isBelow(cwd, path));
}

/** Folders that a program is given beside its workspace, with all links resolved. */
export interface Extras {
  readonly reads: readonly string[];
  readonly writes: readonly string[];
}

/**
 * @returns the further folders of a program; one that is named for both may be written
 * @throws  OmegaError tool.outside for one that is missing, or that would open what is protected
 */
export function extrasOf({ reads = [], writes = [] }: Partial<Extras & SandboxProgram>, protect: Protected): Extras {
  const written = [...new Set(writes.map((path) => extra(path, protect, [...SYSTEM, ...protect.frozen])))];
  const read = [...new Set(reads.map((path) => extra(path, protect, [])))];
  return { reads: read.filter((path) => !written.includes(path)), writes: written };
}

function extra(path: string, { data, hidden }: Protected, closed: readonly string[]): string {
  const whole = isAbsolute(path) ? realPath(path) : undefined;
  if (whole === undefined || !statSync(whole).isDirectory())
    throw new OmegaError('tool.outside', `The folder ${path} is not there.`);
  const isProtected =
    whole === '/' ||
    whole === data ||
    [...hidden, ...closed].some((one) => isBelow(whole, one)) ||
    // What lies in the data folder is not hidden once more.
    (isBelow(whole, data) && hidden.some((one) => isBelow(one, whole)));
  if (isProtected) throw new OmegaError('tool.outside', `The folder ${path} is protected and cannot be given.`);
  return whole;
}

/** @returns the folders strictly between two paths, outermost first */
export function between(from: string, to: string): string[] {
  const parts = relative(from, to).split('/').slice(0, -1);
  return parts.map((_, index) => join(from, ...parts.slice(0, index + 1)));
}
