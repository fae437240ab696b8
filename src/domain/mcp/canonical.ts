/** Canonical JSON (RFC 8785): the same value always gives the same text, so that its hash can be compared. */
import type { Json } from '../../contracts/json.ts';

/** Deepest nesting that is read; more is no honest description of a tool. */
const DEEPEST = 64;

/**
 * Writes a value as RFC 8785 wants it: keys by their UTF-16 units, numbers and texts as ECMAScript writes them.
 *
 * @throws RangeError when it is nested deeper than 64
 * @source RFC 8785
 */
export function canonicalJson(value: Json, depth = 0): string {
  if (depth > DEEPEST) throw new RangeError(`the value is nested deeper than ${DEEPEST}`);
  if (Array.isArray(value)) return `[${value.map((one) => canonicalJson(one, depth + 1)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key] ?? null, depth + 1)}`);
  return `{${members.join(',')}}`;
}
