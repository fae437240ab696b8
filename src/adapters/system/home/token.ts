/** The token of the HTTP API: given by the environment, or made once and kept in a private file. */
import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { OmegaError } from '../../../contracts/errors.ts';
import { SecretValue } from '../../../contracts/secret.ts';
import type { Environment, TokenFileCheck } from '../../../contracts/setup.ts';
import { cannotWrite } from './folder.ts';

const tokenPath = (home: string) => join(home, 'token');

function readToken(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').trim() || undefined;
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw cannotWrite(path, cause);
  }
}

function makeToken(path: string): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  try {
    writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    try {
      // link() never replaces: of two processes that start at the same time both end up with the first one's token,
      // and nobody ever reads a half-written file.
      linkSync(draft, path);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      // An empty file is left by a disk that was full: it is nobody's token.
      if (readToken(path) === undefined) writeFileSync(path, readFileSync(draft), { mode: 0o600, flush: true });
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (cause) {
    throw cause instanceof OmegaError ? cause : cannotWrite(path, cause);
  }
  return readToken(path) ?? '';
}

/**
 * Gives the token of the HTTP API; makes one (32 random bytes, base64url) when there is none. A file others can read is made private.
 *
 * @param home data folder, exists
 * @param env  `OMEGA_API_TOKEN` wins over the file
 * @throws     OmegaError store.read_only | store.disk_full | config.invalid for a token no HTTP header can carry
 */
export function apiToken(home: string, env: Environment): SecretValue {
  const given = (env['OMEGA_API_TOKEN'] ?? '').trim();
  const path = tokenPath(home);
  if (given !== '') return checked(new SecretValue(given, 'env:OMEGA_API_TOKEN'));
  const token = readToken(path) ?? makeToken(path);
  if (!checkTokenFile(home).private) {
    try {
      chmodSync(path, 0o600);
    } catch {
      // Not our file: `omega doctor` shows its mode and says what to do.
    }
  }
  return checked(new SecretValue(token, `file:${path}`));
}

function checked(token: SecretValue): SecretValue {
  if (/^[\x21-\x7e]+$/.test(token.reveal())) return token;
  throw new OmegaError('config.invalid', `${token.source} holds a space, a line break or a letter no token may have.`);
}

/** @returns whether the token file is there and readable by its owner only; never throws */
export function checkTokenFile(home: string): TokenFileCheck {
  try {
    const bits = statSync(tokenPath(home)).mode & 0o777;
    return { exists: true, mode: bits.toString(8).padStart(3, '0'), private: (bits & 0o077) === 0 };
  } catch {
    return { exists: false, mode: '', private: false };
  }
}
