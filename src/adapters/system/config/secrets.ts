/** Resolves references to secrets: `env:NAME` and `file:/path`. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { ConfigKey } from '../../../contracts/config-keys.ts';
import { configKeys } from '../../../contracts/config-keys.ts';
import type { Config } from '../../../contracts/config.ts';
import type { Secrets } from '../../../contracts/secret.ts';
import { SecretValue } from '../../../contracts/secret.ts';
import type { Environment } from '../../../contracts/setup.ts';

/** Secrets that were found, and a sentence per key for those that were not. */
export interface ResolvedSecrets {
  secrets: Secrets;
  missing: { key: string; message: string }[];
}

function referenceAt(config: Config, key: ConfigKey): string | undefined {
  const value = key.path.reduce<unknown>((table, part) => (table as Record<string, unknown>)[part], config);
  return typeof value === 'string' ? value : undefined;
}

function read(reference: string, home: string, env: Environment): { value: string } | { trouble: string } {
  const target = reference.slice(reference.indexOf(':') + 1);
  if (reference.startsWith('env:')) {
    const value = env[target];
    return value === undefined ? { trouble: `the environment variable ${target} is not set` } : { value };
  }
  const path = resolve(home, target.startsWith('~/') ? `${homedir()}${target.slice(1)}` : target);
  try {
    return { value: readFileSync(path, 'utf8') };
  } catch (error) {
    return {
      trouble: `the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
    };
  }
}

/**
 * Looks up every secret the configuration refers to.
 *
 * @param config checked configuration
 * @param home   data folder; relative `file:` references start there
 * @param env    variables by name
 * @returns      secrets by dotted key; a missing one is a sentence, not an error, so that the rest goes on. Never throws.
 */
export function resolveSecrets(config: Config, home: string, env: Environment): ResolvedSecrets {
  const secrets = new Map<string, SecretValue>();
  const missing: ResolvedSecrets['missing'] = [];
  for (const key of configKeys().filter((candidate) => candidate.secret)) {
    const reference = referenceAt(config, key);
    if (reference === undefined) continue;
    const result = read(reference, home, env);
    if ('trouble' in result) {
      missing.push({ key: key.name, message: `${result.trouble}, so ${key.name} is missing` });
      continue;
    }
    const value = result.value.trim();
    if (/^[\x21-\x7e]+$/.test(value)) {
      secrets.set(key.name, new SecretValue(value, reference));
    } else {
      // Such a value would break the HTTP header it goes into, and the error would print it.
      const what = value === '' ? 'is empty' : 'holds a space, a line break or a letter no key has';
      missing.push({ key: key.name, message: `${reference} ${what}, so ${key.name} is missing` });
    }
  }
  return { secrets, missing };
}
