/** Checks JSON against a JSON Schema of 2020-12, without generating code: schemas come from strangers as well. */
import { Validator } from '@cfworker/json-schema';
import type { Json, JsonObject } from '../../contracts/json.ts';

/** Most problems that are named. */
const MOST = 5;
/** Longest pattern that is tried: a long one may be made to take for ever. */
const LONGEST_PATTERN = 200;

/** Patterns that nest repeats take exponential time on a fitting text. */
const NESTED = /[+*}]\)?[+*{]/;

/** A copy of a schema without what could hang the check. */
function tame(schema: Json): Json {
  if (Array.isArray(schema)) return schema.map(tame);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { pattern, patternProperties: _, ...rest } = schema;
  const harmless = typeof pattern === 'string' && pattern.length <= LONGEST_PATTERN && !NESTED.test(pattern);
  const kept = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, tame(value)]));
  return harmless ? { ...kept, pattern } : kept;
}

/**
 * @param schema JSON Schema; unknown words in it are ignored, patterns that could hang are too
 * @returns      what is wrong, as short sentences with the place; empty when it fits. A schema that cannot be used at all
 *               is a problem of its own
 */
export function schemaProblems(schema: JsonObject, value: Json): string[] {
  try {
    const result = new Validator(tame(schema) as object, '2020-12', false).validate(value);
    const leaves = result.errors.filter((e) => !/^(properties|items|\$ref|allOf)$/.test(e.keyword));
    const errors = leaves.length > 0 ? leaves : result.errors;
    return [...new Set(errors.map((e) => `${e.instanceLocation.replace(/^#/, '') || '(all)'}: ${e.error}`))].slice(
      0,
      MOST,
    );
  } catch (error) {
    return [`the schema cannot be used: ${(error as Error).message.slice(0, 200)}`];
  }
}
