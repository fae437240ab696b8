/** Paths as a model gives them, made relative to the workspace. Whether a link leads out is for the kernel to see. */
import { realpathSync } from 'node:fs';
import { isAbsolute, normalize, relative } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';

/**
 * @returns the path relative to the workspace; `.` is the workspace itself
 * @throws  OmegaError tool.outside, tool.arguments_invalid
 */
export function pathBelow(workspace: string, given: string): string {
  if (given.includes('\0')) throw new OmegaError('tool.arguments_invalid', 'A path holds no zero byte.');
  const path = isAbsolute(given) ? fromRoot(workspace, given) : given;
  // Only what leads out by its very words is refused here: `a/../b` means another file when `a` is a link.
  if (path === undefined || normalize(path).split('/')[0] === '..') throw outside(given);
  return path === '' ? '.' : path;
}

function fromRoot(workspace: string, path: string): string | undefined {
  const roots = [workspace, real(workspace)];
  const root = roots.find((folder) => path === folder || path.startsWith(`${folder}/`));
  return root === undefined ? undefined : relative(root, path);
}

function real(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** @returns the refusal of a path that leads out */
export function outside(path: string): OmegaError {
  return new OmegaError('tool.outside', `${path} leads out of the workspace; name a path inside it.`);
}
