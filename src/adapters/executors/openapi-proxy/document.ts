/** A pinned OpenAPI 3 document: checked against its hash, read once, its operations found by their ids. */
import { hash } from 'node:crypto';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { OmegaError } from '../../../contracts/errors.ts';

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;
/** References in references, deeper than anybody writes. */
const MOST_REFERENCES = 16;

const Parameter = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header', 'cookie']),
  required: z.boolean().default(false),
  style: z.string().optional(),
  explode: z.boolean().optional(),
});
/** A parameter of an operation. */
export type Parameter = z.infer<typeof Parameter>;

const Body = z.object({ required: z.boolean().default(false), content: z.record(z.string(), z.unknown()) });
const Operation = z.object({
  operationId: z.string().optional(),
  parameters: z.array(z.unknown()).default([]),
  requestBody: z.unknown().optional(),
  'x-omega-decode': z.array(z.string()).default([]),
});
const PathItem = z.record(z.string(), z.unknown());
const Document = z.object({
  openapi: z.string().regex(/^3\.[01]\.\d+$/, 'an OpenAPI document of version 3.0 or 3.1'),
  paths: z.record(z.string(), z.unknown()),
});

/** What a call of an operation is made of. */
export interface OperationShape {
  /** upper case */
  method: string;
  /** with its `{placeholders}` */
  path: string;
  parameters: Parameter[];
  body: { required: boolean; types: string[] } | undefined;
  /** fields of the answer that hold text in base64url, at any depth (`x-omega-decode`) */
  decode: string[];
}

const unusable = (message: string, cause?: unknown): OmegaError =>
  new OmegaError('tool.unavailable', `The OpenAPI document of the tool cannot be used: ${message}`, { cause });

function resolved(root: unknown, value: unknown, depth = 0): unknown {
  const reference = typeof value === 'object' && value !== null ? (value as { $ref?: unknown }).$ref : undefined;
  if (typeof reference !== 'string') return value;
  if (!reference.startsWith('#/') || depth >= MOST_REFERENCES)
    throw unusable(`the reference ${reference} leads nowhere`);
  const target = reference
    .slice(2)
    .split('/')
    .map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
      root,
    );
  return resolved(root, target, depth + 1);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return parseYaml(text, { maxAliasCount: 100 });
  }
}

function shapeOf(root: unknown, way: { method: string; path: string; item: z.infer<typeof PathItem> }): OperationShape {
  const operation = Operation.parse(way.item[way.method]);
  const shared = z.array(z.unknown()).parse(way.item['parameters'] ?? []);
  const byKey = new Map<string, Parameter>();
  // Those of the operation stand in for those of its path.
  for (const given of [...shared, ...operation.parameters]) {
    const parameter = Parameter.parse(resolved(root, given));
    byKey.set(`${parameter.in} ${parameter.name}`, parameter);
  }
  const parameters = [...byKey.values()];
  const names = parameters.map(({ name }) => name);
  const requested = resolved(root, operation.requestBody);
  const body = requested === undefined ? undefined : Body.parse(requested);
  if (new Set(names).size < names.length || (body && names.includes('body')))
    throw unusable('two of its parameters have one name');
  return {
    method: way.method.toUpperCase(),
    path: way.path,
    parameters,
    body: body && { required: body.required, types: Object.keys(body.content) },
    decode: operation['x-omega-decode'],
  };
}

function find(text: string, operationId: string): OperationShape {
  const root = parsed(text);
  const { paths } = Document.parse(root);
  for (const [path, given] of Object.entries(paths)) {
    const item = PathItem.parse(resolved(root, given));
    for (const method of METHODS) {
      if (item[method] === undefined || Operation.parse(item[method]).operationId !== operationId) continue;
      return shapeOf(root, { method, path, item });
    }
  }
  throw unusable(`it has no operation "${operationId}"`);
}

/**
 * Opens documents by their pins.
 *
 * @param source gives the text of a pin, `sha256:…`; undefined when there is none
 * @returns      a function that finds an operation
 */
export function documents(
  source: (pin: string) => string | undefined,
): (pin: string, operationId: string) => OperationShape {
  const known = new Map<string, OperationShape>();
  return (pin, operationId) => {
    const key = `${pin} ${operationId}`;
    const before = known.get(key);
    if (before) return before;
    const text = source(pin);
    if (text === undefined) throw unusable('it is not on this machine; install the tool again');
    if (`sha256:${hash('sha256', text)}` !== pin)
      throw new OmegaError('artifact.corrupt', 'The OpenAPI document of the tool is not the one that was agreed to.');
    try {
      const shape = find(text, operationId);
      known.set(key, shape);
      return shape;
    } catch (error) {
      if (error instanceof OmegaError) throw error;
      throw unusable(error instanceof z.ZodError ? z.prettifyError(error).split('\n')[0]! : String(error), error);
    }
  };
}
