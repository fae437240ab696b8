/** Reads the part of the configuration that stands in the environment. */
import type { ConfigKey } from '../../../contracts/config/keys.ts';
import { configKeys, configSections, genericVariable } from '../../../contracts/config/keys.ts';
import { SECRET_REFERENCE } from '../../../contracts/config.ts';
import type { ConfigProblem, Environment } from '../../../contracts/setup.ts';
import { unknownKey } from './describe.ts';
import { nearest } from './nearest.ts';

/** Variables that are not keys of the file. */
const OTHERS = ['OMEGA_HOME', 'OMEGA_API_TOKEN'];

/** What the environment sets. */
export interface EnvironmentLayer {
  /** nested like the file */
  value: Record<string, unknown>;
  /** dotted key → variable that set it */
  variables: Map<string, string>;
  problems: ConfigProblem[];
  warnings: ConfigProblem[];
}

function convert(key: ConfigKey, variable: string, text: string): unknown {
  if (key.secret) return SECRET_REFERENCE.test(text) ? text : `env:${variable}`;
  if (key.kind === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text;
  if (key.kind === 'list') return text.split(',').flatMap((part) => part.trim() || []);
  if (key.kind !== 'boolean') return text;
  const word = text.toLowerCase();
  if (['true', '1', 'yes', 'on'].includes(word)) return true;
  return ['false', '0', 'no', 'off'].includes(word) ? false : text;
}

function put(root: Record<string, unknown>, path: readonly string[], value: unknown): void {
  let table = root;
  for (const part of path.slice(0, -1)) {
    const next = table[part];
    if (typeof next === 'object' && next !== null) {
      table = next as Record<string, unknown>;
    } else {
      const created: Record<string, unknown> = {};
      table[part] = created;
      table = created;
    }
  }
  table[path.at(-1) ?? ''] = value;
}

function said(key: string, variable: string, message: string): ConfigProblem {
  return { key, variable, message, text: `${variable}: ${message}` };
}

function strays(env: Environment, known: readonly string[]): Pick<EnvironmentLayer, 'problems' | 'warnings'> {
  const problems: ConfigProblem[] = [];
  const warnings: ConfigProblem[] = [];
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith('OMEGA_') || known.includes(variable) || OTHERS.includes(variable)) continue;
    const meant = nearest(variable, [...known, ...OTHERS]);
    if (variable.includes('__')) {
      const path = variable.slice('OMEGA_'.length).toLowerCase().split('__');
      const message = meant === undefined ? unknownKey(path) : `unknown key; did you mean ${meant}?`;
      problems.push(said(path.join('.'), variable, message));
    } else if (meant !== undefined) {
      // Others may use the prefix for things of their own: only what looks mistyped is worth a word.
      warnings.push(said('', variable, `not a variable of Omega; did you mean ${meant}?`));
    }
  }
  return { problems, warnings };
}

/** Entries of tables whose names are free, e.g. `OMEGA_SECRETS__GITHUB` for `secrets.github`. */
function openEntries(env: Environment): { variable: string; path: string[]; reference: string }[] {
  const tables = configSections().filter(({ open }) => open !== undefined);
  return tables.flatMap(({ path }) => {
    const prefix = `${genericVariable({ path })}__`;
    return Object.entries(env).flatMap(([variable, text = '']) => {
      const name = variable.startsWith(prefix) ? variable.slice(prefix.length).toLowerCase() : '';
      if (name === '' || text.trim() === '') return [];
      const reference = SECRET_REFERENCE.test(text.trim()) ? text.trim() : `env:${variable}`;
      return [{ variable, path: [...path, name], reference }];
    });
  });
}

/**
 * Collects what the environment sets. `OMEGA_SECTION__KEY` wins over a customary name; an empty variable counts as not set.
 * A key or token becomes the reference `env:NAME`, so that the value itself stays out of the configuration.
 *
 * @param env variables by name
 * @returns   values nested like the file, unchecked, and what looks wrong with the names; never throws
 */
export function readEnvironment(env: Environment): EnvironmentLayer {
  const keys = configKeys();
  const value: Record<string, unknown> = {};
  const variables = new Map<string, string>();
  for (const key of keys) {
    const names = [genericVariable(key), ...key.env];
    const variable = names.find((name) => (env[name] ?? '').trim() !== '');
    if (variable === undefined) continue;
    put(value, key.path, convert(key, variable, (env[variable] ?? '').trim()));
    variables.set(key.name, variable);
  }
  const entries = openEntries(env);
  for (const { variable, path, reference } of entries) {
    put(value, path, reference);
    variables.set(path.join('.'), variable);
  }
  const known = keys.flatMap((key) => [genericVariable(key), ...key.env.filter((name) => name.startsWith('OMEGA_'))]);
  return { value, variables, ...strays(env, [...known, ...entries.map(({ variable }) => variable)]) };
}
