/** Finds and makes the data folder. */
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';
import type { Environment } from '../../../contracts/setup.ts';

/**
 * @param env variables by name
 * @returns   absolute path of the data folder: `OMEGA_HOME` (a leading `~/` is the home of the user), else `~/.omega`
 */
export function homeFolder(env: Environment): string {
  const chosen = (env['OMEGA_HOME'] ?? '').trim();
  const user = env['HOME'] ?? homedir();
  if (chosen === '') return join(user, '.omega');
  return resolve(chosen === '~' || chosen.startsWith('~/') ? `${user}${chosen.slice(1)}` : chosen);
}

/** Turns a failed write into the sentence that says what to do. */
export function cannotWrite(path: string, cause: unknown): OmegaError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown reason';
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new OmegaError(
      'store.disk_full',
      `The disk is full: ${path} cannot be written. Free some space and start again.`,
      { cause },
    );
  }
  const message = `The data folder cannot be written (${code}: ${path}). Fix its permissions or set OMEGA_HOME to another folder.`;
  return new OmegaError('store.read_only', message, { cause, details: { path, code } });
}

/**
 * Makes the data folder, readable by its owner only, and checks that it can be written. An existing one keeps its mode.
 *
 * @param home absolute path
 * @throws     OmegaError store.read_only | store.disk_full
 */
export function prepareHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    if (!statSync(home).isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
    accessSync(home, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw cannotWrite(home, cause);
  }
}
