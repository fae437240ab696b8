/** Says what is wrong with a value in a person's words: what was found, what is allowed, the nearest match. */
import type { z } from 'zod';
import type { ConfigKey } from '../../../contracts/config/keys.ts';
import { configKeys, configSections } from '../../../contracts/config/keys.ts';
import type { KeyPath } from './locate.ts';
import { nearest } from './nearest.ts';

/** A mistake with the place it was made at. */
export interface Mistake {
  path: KeyPath;
  message: string;
}

/** @returns the value at a path, undefined where there is none */
function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

function found(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return 'a list';
  return value instanceof Date ? 'a date' : 'a table';
}

/**
 * What to say about a key nobody knows.
 *
 * @param path the unknown key
 * @returns    a sentence with the nearest key, or the keys allowed in its table
 */
export function unknownKey(path: readonly string[]): string {
  const table = path.slice(0, -1);
  const last = path.at(-1) ?? '';
  const sections = configSections();
  const here = sections.find((section) => section.name === table.join('.'));
  const tables = sections.filter((section) => section.path.length === table.length + 1);
  const below = tables.filter((section) => section.path.slice(0, -1).join('.') === table.join('.'));
  const names = [...(here?.keys ?? []), ...below].map((entry) => entry.path.at(-1) ?? '');
  const elsewhere = [...sections, ...configKeys()].filter((entry) => entry.path.at(-1) === last);
  if (elsewhere.length === 1 && elsewhere[0]) return `unknown key here; did you mean "${elsewhere[0].name}"?`;
  const meant = nearest(last, names);
  if (meant !== undefined) return `unknown key; did you mean "${meant}"?`;
  return `unknown key; allowed here: ${names.join(', ')}`;
}

function wrongSecret(key: ConfigKey): string {
  const name = key.path.at(-1) ?? '';
  const variable = key.env[0] ?? 'NAME';
  return (
    'the secret itself may not stand here; put it into the environment or a file of its own ' +
    `and write ${name} = "env:${variable}", ${name} = "file:/path/to/it" or ${name} = "keychain:name"`
  );
}

const SECRET_NAME = 'a name has small letters, digits, "_" and "-", and begins with a letter';

/** What is wrong with an entry of a table whose names are free. */
function wrongEntry(issue: z.core.$ZodIssue, name: string): string {
  if (issue.code === 'invalid_key') return SECRET_NAME;
  const place = `${name} = "env:NAME", ${name} = "file:/path/to/it" or ${name} = "keychain:name"`;
  return `the secret itself may not stand here; put it where only you can read it and write ${place}`;
}

function wrongValue(key: ConfigKey, value: unknown): string {
  const choices = [...key.allowed.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? '');
  const meant = typeof value === 'string' ? nearest(value, choices) : undefined;
  const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
  return `${found(value)} is not allowed; allowed: ${key.allowed}${hint}`;
}

/**
 * Puts one zod issue into words.
 *
 * @param issue as zod reports it
 * @param root  the value that was checked; a secret in it is never repeated
 * @returns     one mistake, or several when one issue names several unknown keys
 */
export function describeIssue(issue: z.core.$ZodIssue, root: unknown): Mistake[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((name) => {
      const whole = [...path, name];
      return { path: whole, message: unknownKey(whole.map(String)) };
    });
  }
  const isOpen = configSections().some(({ name, open }) => open !== undefined && name === path.slice(0, -1).join('.'));
  if (isOpen) return [{ path, message: wrongEntry(issue, String(path.at(-1))) }];
  const dotted = path.filter((part) => typeof part === 'string').join('.');
  const key = configKeys().find((candidate) => candidate.name === dotted);
  if (key === undefined) return [{ path, message: `must be a table: write [${dotted}] and its keys below it` }];
  const value = valueAt(root, issue.path);
  if (!key.secret) return [{ path, message: wrongValue(key, value) }];
  return [{ path, message: typeof value === 'string' ? wrongSecret(key) : `allowed: ${key.allowed}` }];
}
