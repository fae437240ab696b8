/** Puts mistakes of a policy file into words: what was found, what is allowed, the nearest match. */
import type { z } from 'zod';
import { PolicyRule } from '../../contracts/tools/policy.ts';
import { nearestWord } from '../text/nearest.ts';

/** Keys and list positions from the top of the file. */
export type KeyPath = readonly (string | number)[];

const RULE_KEYS = Object.keys(PolicyRule.shape);
const MATCH_KEYS = Object.keys(PolicyRule.shape.match.shape);
const ARGUMENT_KEYS = ['pointer', 'op', 'value'];

function keysAllowedAt(path: KeyPath): readonly string[] {
  if (path.length === 0) return ['rules'];
  if (path.length === 2) return RULE_KEYS;
  return path.length === 3 ? MATCH_KEYS : ARGUMENT_KEYS;
}

function unknownKey(path: KeyPath, name: string): string {
  const allowed = keysAllowedAt(path);
  const meant = nearestWord(name, allowed);
  if (meant !== undefined) return `unknown key; did you mean "${meant}"?`;
  if (path.length === 2 && MATCH_KEYS.includes(name)) return 'unknown key here; it belongs below "match"';
  return `unknown key; allowed here: ${allowed.join(', ')}`;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    root,
  );
}

function found(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a table';
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'a text',
  array: 'a list',
  object: 'a table',
  boolean: 'true or false',
};

function wrongValue(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing';
  if (issue.code === 'invalid_value') {
    const choices = issue.values.map(String);
    const meant = typeof value === 'string' ? nearestWord(value, choices) : undefined;
    const hint = meant === undefined ? '' : `; did you mean "${meant}"?`;
    return `${found(value)} is not allowed; allowed: ${choices.map((choice) => `"${choice}"`).join(', ')}${hint}`;
  }
  if (issue.code === 'invalid_type') return `must be ${TYPES[issue.expected] ?? issue.expected}, not ${found(value)}`;
  if (issue.code === 'invalid_format' && issue.format === 'datetime')
    return `${found(value)} is not allowed; allowed: a time such as "2026-12-31T18:00:00Z"`;
  if (issue.code === 'invalid_format')
    return `${found(value)} is not allowed; allowed: a JSON Pointer such as "/path", or "" for all arguments`;
  return `${found(value)} is not allowed: ${issue.message}`;
}

/**
 * Puts one zod issue into words.
 *
 * @param issue as zod reports it
 * @param root  the value that was checked
 * @returns     one mistake, or several when one issue names several unknown keys
 */
export function describePolicyIssue(issue: z.core.$ZodIssue, root: unknown): { path: KeyPath; message: string }[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  if (issue.code !== 'unrecognized_keys') return [{ path, message: wrongValue(issue, valueAt(root, path)) }];
  return issue.keys.map((name) => ({ path: [...path, name], message: unknownKey(path, name) }));
}
