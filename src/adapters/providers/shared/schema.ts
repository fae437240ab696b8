/** JSON Schema as services with strict structured output want it. */
import type { Json, JsonObject } from '../../../contracts/json.ts';

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The schema without its dialect, which some services refuse. */
export function plainSchema(schema: JsonObject): JsonObject {
  const { $schema: _dialect, ...rest } = schema;
  return rest;
}

/**
 * Whether every object in it is closed and names all its properties as required, as strict services demand.
 *
 * @param value a schema, or any part of one
 */
export function isStrict(value: Json): boolean {
  if (Array.isArray(value)) return value.every(isStrict);
  if (!isObject(value)) return true;
  if (value['type'] === 'object') {
    const { properties, required, additionalProperties } = value;
    const names = isObject(properties) ? Object.keys(properties) : [];
    const all = Array.isArray(required) ? required : [];
    if (additionalProperties !== false || !names.every((name) => all.includes(name))) return false;
  }
  return Object.values(value).every(isStrict);
}
