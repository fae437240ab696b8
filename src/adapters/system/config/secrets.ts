/** Resolves references to secrets: `env:NAME`, `file:/path`, `keychain:name`. */
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { ConfigKey } from '../../../contracts/config/keys.ts';
import { configKeys } from '../../../contracts/config/keys.ts';
import type { Config } from '../../../contracts/config.ts';
import type { Secrets } from '../../../contracts/secret.ts';
import { SecretValue } from '../../../contracts/secret.ts';
import type { Environment } from '../../../contracts/setup.ts';
import { keychainSecret } from './keychain.ts';

/** Secrets that were found, and a sentence per key for those that were not. */
export interface ResolvedSecrets {
  secrets: Secrets;
  missing: { key: string; message: string }[];
}

function referenceAt(config: Config, key: ConfigKey): string | undefined {
  const value = key.path.reduce<unknown>((table, part) => (table as Record<string, unknown>)[part], config);
  return typeof value === 'string' ? value : undefined;
}

type Found = { value: string } | { trouble: string };

async function read(reference: string, home: string, env: Environment): Promise<Found> {
  const target = reference.slice(reference.indexOf(':') + 1);
  if (reference.startsWith('env:')) {
    const value = env[target];
    return value === undefined ? { trouble: `the environment variable ${target} is not set` } : { value };
  }
  if (reference.startsWith('keychain:')) return keychainSecret(target, env);
  const path = resolve(home, target.startsWith('~/') ? `${homedir()}${target.slice(1)}` : target);
  try {
    return { value: readFileSync(path, 'utf8') };
  } catch (error) {
    return {
      trouble: `the file ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
    };
  }
}

/** Every reference of the configuration by its dotted key. */
function references(config: Config): { name: string; reference: string }[] {
  const named = configKeys()
    .filter((key) => key.secret)
    .map((key) => ({ name: key.name, reference: referenceAt(config, key) ?? '' }));
  const ofTools = Object.entries(config.secrets).map(([name, reference]) => ({ name: `secrets.${name}`, reference }));
  return [...named, ...ofTools].filter(({ reference }) => reference !== '');
}

/**
 * Looks up every secret the configuration refers to.
 *
 * @param config checked configuration
 * @param home   data folder; relative `file:` references start there
 * @param env    variables by name
 * @returns      secrets by dotted key, those of tools as `secrets.<name>`; a missing one is a sentence, not an error, so that
 *               the rest goes on. Never throws.
 */
export async function resolveSecrets(config: Config, home: string, env: Environment): Promise<ResolvedSecrets> {
  const secrets = new Map<string, SecretValue>();
  const missing: ResolvedSecrets['missing'] = [];
  const found = await Promise.all(
    references(config).map(async (given) => ({ ...given, result: await read(given.reference, home, env) })),
  );
  for (const { name, reference, result } of found) {
    if ('trouble' in result) {
      missing.push({ key: name, message: `${result.trouble}, so ${name} is missing` });
      continue;
    }
    const value = result.value.trim();
    if (/^[\x21-\x7e]+$/.test(value)) {
      secrets.set(name, new SecretValue(value, reference));
    } else {
      // Such a value would break the HTTP header it goes into, and the error would print it.
      const what = value === '' ? 'is empty' : 'holds a space, a line break or a letter no key has';
      missing.push({ key: name, message: `${reference} ${what}, so ${name} is missing` });
    }
  }
  return { secrets, missing };
}
