/** The form of an answer as JSON Schema, out of what reads the answer. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../contracts/json.ts';

/** Rules that some services refuse in a form; the answer is checked anyway. */
const UNASKED: ReadonlySet<string> = new Set(['$schema', 'default', 'minLength', 'maxLength']);

/** Without those rules; names of properties are no rules. */
function bare(value: Json, names = false): Json {
  if (Array.isArray(value)) return value.map((item) => bare(item));
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => names || !UNASKED.has(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, bare(inner, !names && key === 'properties')]));
}

/**
 * The form a service is asked to keep to.
 *
 * @param name what the form is of, letters and `_`
 * @param shape an object; what it fills in by itself when it is missing is asked for all the same
 */
export function formOf(name: string, shape: z.ZodObject): { name: string; schema: JsonObject } {
  return { name, schema: bare(z.toJSONSchema(shape, { io: 'output' }) as JsonObject) as JsonObject };
}
