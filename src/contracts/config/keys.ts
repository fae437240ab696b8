/** The keys of the configuration as a flat list, read from the schema: for errors, documents and the environment. */
import { z } from 'zod';
import { Config } from '../config.ts';

/** How a value is written. */
export type ConfigKeyKind = 'text' | 'integer' | 'boolean' | 'list' | 'choice';

/** One key. */
export interface ConfigKey {
  /** e.g. `['provider', 'anthropic', 'model']` */
  path: readonly string[];
  /** dotted path */
  name: string;
  kind: ConfigKeyKind;
  /** what may stand there, as a person reads it, e.g. `an integer from 1 to 10` */
  allowed: string;
  description: string;
  /** undefined where the key may be left out and has no default */
  preset: string | number | boolean | readonly string[] | undefined;
  /** customary variables besides `OMEGA_SECTION__KEY`; the first one that is set counts */
  env: readonly string[];
  secret: boolean;
  /** TOML text that shows its use where the default does not */
  example: string | undefined;
}

/** One table, e.g. `[provider.anthropic]`. */
export interface ConfigSection {
  path: readonly string[];
  name: string;
  description: string;
  keys: ConfigKey[];
  /** line that shows an entry, where the names of the table are free; each entry is a reference to a secret */
  open?: string;
}

type Schema = z.core.$ZodType;

/** Strips defaults, optionals and transforms down to the schema that checks what is written. */
function inner(schema: Schema): Schema {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) {
    return inner(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? inner(schema.in) : schema;
}

function preset(schema: Schema): ConfigKey['preset'] {
  if (schema instanceof z.ZodPipe) return preset(schema.in);
  if (!(schema instanceof z.ZodDefault)) return undefined;
  return schema.def.defaultValue as ConfigKey['preset'];
}

const quoted = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join(', ');

function kindAndAllowed(schema: Schema, secret: boolean): [ConfigKeyKind, string] {
  if (secret) return ['text', 'a reference to the secret: "env:NAME", "file:/path" or "keychain:name"'];
  if (schema instanceof z.ZodEnum) return ['choice', `one of ${quoted(schema.options)}`];
  if (schema instanceof z.ZodBoolean) return ['boolean', 'true or false'];
  if (schema instanceof z.ZodNumber) return ['integer', `an integer from ${schema.minValue} to ${schema.maxValue}`];
  if (schema instanceof z.ZodArray) {
    const element = inner(schema.element);
    return [
      'list',
      element instanceof z.ZodEnum ? `a list of ${quoted(element.options)}` : 'a list of strings or integers',
    ];
  }
  if (schema instanceof z.ZodURL) return ['text', 'a URL that begins with http:// or https://'];
  return ['text', 'a string'];
}

function describeKey(path: readonly string[], schema: Schema): ConfigKey {
  const meta = z.globalRegistry.get(schema) ?? {};
  const [kind, allowed] = kindAndAllowed(inner(schema), meta.secret === true);
  return {
    path,
    name: path.join('.'),
    kind,
    allowed,
    description: meta.description ?? '',
    preset: preset(schema),
    env: [meta.env ?? []].flat(),
    secret: meta.secret === true,
    example: meta.example,
  };
}

function collect(path: readonly string[], schema: Schema, description: string): ConfigSection[] {
  const object = inner(schema);
  if (object instanceof z.ZodRecord) {
    const open = z.globalRegistry.get(schema)?.example ?? '';
    return [{ path, name: path.join('.'), description, keys: [], open }];
  }
  if (!(object instanceof z.ZodObject)) return [];
  const entries = Object.entries<Schema>(object.shape);
  const isTable = (field: Schema): boolean =>
    inner(field) instanceof z.ZodObject || inner(field) instanceof z.ZodRecord;
  const keys = entries.filter(([, field]) => !isTable(field));
  const tables = entries.filter(([, field]) => isTable(field));
  const section: ConfigSection = {
    path,
    name: path.join('.'),
    description,
    keys: keys.map(([key, field]) => describeKey([...path, key], field)),
  };
  return [
    section,
    ...tables.flatMap(([key, field]) => collect([...path, key], field, z.globalRegistry.get(field)?.description ?? '')),
  ];
}

/** @returns every table of the configuration in file order, the nameless root first; pure, reads only the schema */
export function configSections(): ConfigSection[] {
  return collect([], Config, '');
}

/** @returns every key in file order */
export function configKeys(): ConfigKey[] {
  return configSections().flatMap((section) => section.keys);
}

/**
 * The variable that sets any key.
 *
 * @param key a key of {@link configKeys}
 * @returns   e.g. `OMEGA_PROVIDER__ANTHROPIC__MODEL`
 */
export function genericVariable(key: Pick<ConfigKey, 'path'>): string {
  return `OMEGA_${key.path.join('__').toUpperCase()}`;
}
