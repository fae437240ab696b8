/** State values of machines as one line of text. */
import type { Json } from '../contracts/json.ts';

/**
 * Writes a state value as dotted text, for lists and status lines.
 *
 * @param value a machine's state value: a name, or nested objects with one key per active child
 * @returns     e.g. `working.answering.x`; parallel parts joined by ` + `; empty for null and lists
 * @throws      never
 * @example     stateText({ on: { light: 'red', sound: {} } }) -> 'on.light.red + on.sound'
 */
export function stateText(value: Json): string {
  return paths(value).join(' + ');
}

function paths(value: Json): string[] {
  if (value === null || Array.isArray(value)) return [];
  if (typeof value !== 'object') return [String(value)];
  return Object.entries(value).flatMap(([key, child]) => {
    const below = paths(child);
    return below.length === 0 ? [key] : below.map((path) => `${key}.${path}`);
  });
}
