/** What changed between the tool an owner agreed to and the one a server offers now, value by value. */
import type { Json } from '../../contracts/json.ts';

const isParts = (value: Json | undefined): value is Json[] | { [key: string]: Json } =>
  typeof value === 'object' && value !== null;

const keysOf = (value: Json[] | { [key: string]: Json }): string[] => Object.keys(value);

const at = (value: Json[] | { [key: string]: Json }, key: string): Json | undefined =>
  Object.hasOwn(value, key) ? (value as { [key: string]: Json })[key] : undefined;

/** Text as one line in which nothing hides: signs that are not seen are written as escapes. */
function plain(value: Json): string {
  return JSON.stringify(value).replaceAll(
    /[^\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0370-\u058f\u1e00-\u1fff\u3041-\ud7ff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/**
 * Compares two values.
 *
 * @param before what was agreed to; undefined = there was nothing
 * @returns      lines `- /path: value` and `+ /path: value`, nothing left out; empty when both are the same
 */
export function difference(before: Json | undefined, after: Json | undefined, path = ''): string[] {
  if (isParts(before) && isParts(after) && Array.isArray(before) === Array.isArray(after)) {
    const keys = [...new Set([...keysOf(before), ...keysOf(after)])];
    return keys.flatMap((key) =>
      difference(at(before, key), at(after, key), `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`),
    );
  }
  if (before !== undefined && after !== undefined && JSON.stringify(before) === JSON.stringify(after)) return [];
  const line = (sign: string, value: Json | undefined): string[] =>
    value === undefined ? [] : [`${sign} ${path === '' ? '/' : path}: ${plain(value)}`];
  return [...line('-', before), ...line('+', after)];
}
