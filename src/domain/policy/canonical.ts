/** Canonical JSON (RFC 8785): one text for one value, so that a hash over it binds what was agreed to. */
import type { Json, JsonObject } from '../../contracts/json.ts';
import type { PolicyRequest } from '../../contracts/tools/policy.ts';

/**
 * Writes a value in its one canonical form: keys sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them.
 *
 * @throws TypeError for what has no such form: NaN, infinite numbers, a half of a surrogate pair, values that are no JSON
 */
export function canonicalJson(value: Json): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') return canonicalNumber(value);
  if (typeof value === 'string') return canonicalString(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object') throw new TypeError(`a ${typeof value} is no JSON`);
  const members = Object.keys(value)
    .toSorted(byCodeUnits)
    .map((key) => `${canonicalString(key)}:${canonicalJson(value[key] as Json)}`);
  return `{${members.join(',')}}`;
}

function byCodeUnits(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new TypeError(`${value} is no JSON number`);
  return JSON.stringify(value);
}

function canonicalString(text: string): string {
  if (!text.isWellFormed()) throw new TypeError('a text with half a surrogate pair has no canonical form');
  return JSON.stringify(text);
}

/**
 * What a yes is bound to, as text: hashing it is up to the caller, the domain knows no cryptography.
 *
 * @param request    tool, version, arguments and run are used
 * @param policyHash hash of the rules that were in force
 */
export function approvalText(
  request: Pick<PolicyRequest, 'tool' | 'version' | 'run'> & { args: JsonObject },
  policyHash: string,
): string {
  const { tool, version, args, run } = request;
  return canonicalJson({ tool, version, args, policy: policyHash, run });
}
