/** Looks at what a server says about its tools before a model reads it: hidden signs go, instructions are labelled. */
import type { Json } from '../../contracts/json.ts';
import { sanitizeText } from '../sanitize.ts';

/** Longest description a model reads. */
const MOST = 4000;

/** Signs nobody sees: controls but tab and line break, formats, directions of writing, fillers; not the one behind emoji. */
const HIDDEN = /(?!\t|\n|\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** Text that a model may read, and what was wrong with it. */
export interface Scanned<T> {
  value: T;
  warnings: string[];
}

/** Cleans one text. `where` names it in the warnings. */
export function scanText(text: string, where: string): Scanned<string> {
  const warnings: string[] = [];
  const seen = text.replaceAll('\r\n', '\n').replaceAll(HIDDEN, '');
  if (seen.length < text.replaceAll('\r', '').length) warnings.push(`${where}: hidden signs were removed`);
  const short = seen.length > MOST ? `${seen.slice(0, MOST - 1)}…` : seen;
  if (short !== seen) warnings.push(`${where}: cut to ${MOST} of ${seen.length} characters`);
  const { text: safe, findings } = sanitizeText(short);
  if (findings.length > 0) warnings.push(`${where}: reads like instructions (${findings.join('; ')})`);
  return { value: safe.length > MOST ? `${safe.slice(0, MOST - 1)}…` : safe, warnings };
}

/** Keys of a JSON Schema whose texts are words for the reader, not values. */
const WORDS: ReadonlySet<string> = new Set(['title', 'description', '$comment']);

/** Cleans the words in a JSON Schema; names of properties and values stay as they are, for they are used in calls. */
export function scanSchema<T extends Json>(schema: T, where: string): Scanned<T> {
  const warnings: string[] = [];
  const visit = (value: Json, key: string): Json => {
    if (typeof value === 'string') {
      const { value: text, warnings: found } = scanText(value, where);
      warnings.push(...found);
      return WORDS.has(key) ? text : value;
    }
    if (Array.isArray(value)) return value.map((one) => visit(one, ''));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, visit(one, name)]));
  };
  return { value: visit(schema, '') as T, warnings: [...new Set(warnings)] };
}
