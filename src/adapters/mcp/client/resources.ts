/** Resources of a server as one tool more: listed without an address, read with one. It goes the way of all its tools. */
import { z } from 'zod';
import { OmegaError } from '../../../contracts/errors.ts';
import type { JsonObject } from '../../../contracts/json.ts';
import type { McpCall } from '../../../contracts/ports/mcp/host.ts';
import type { Connection } from './connection.ts';

/** What marks it; a server that writes this itself only gets its own resources read. */
const MARK = 'omega/resources';
/** Resources that are listed at most. */
const MOST_LISTED = 200;
/** Longest line about one, characters. */
const MOST_LINE = 300;

/** The tool. What the server keeps may change; what is agreed to is that it is read. */
export const RESOURCES: JsonObject = {
  name: 'resources',
  title: 'Resources',
  description: 'Reads a resource that this server keeps, by its "uri". Without "uri" it lists what there is.',
  inputSchema: {
    type: 'object',
    properties: { uri: { type: 'string', minLength: 1, maxLength: 2000 } },
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, idempotentHint: true },
  _meta: { [MARK]: true },
};

/** Whether a tool is that one. */
export function readsResources({ _meta: meta }: JsonObject): boolean {
  return typeof meta === 'object' && meta !== null && !Array.isArray(meta) && meta[MARK] === true;
}

const Kept = z.looseObject({ name: z.string().optional(), description: z.string().optional() });
const List = z.looseObject({ resources: z.array(Kept.extend({ uri: z.string() })) });
const Templates = z.looseObject({ resourceTemplates: z.array(Kept.extend({ uriTemplate: z.string() })) });
const Contents = z.looseObject({ contents: z.array(z.record(z.string(), z.json())) });

const lineOf = (address: string, { name = '', description = '' }: z.infer<typeof Kept>): string =>
  `${address} ${name} ${description}`.replaceAll(/\s+/g, ' ').trim().slice(0, MOST_LINE);

async function listed({ client }: Connection, options: { signal: AbortSignal; timeout: number }): Promise<string> {
  const { resources } = await client.request({ method: 'resources/list', params: {} }, List, options);
  // Not every server that has resources knows what a template is.
  const { resourceTemplates } = await client
    .request({ method: 'resources/templates/list', params: {} }, Templates, options)
    .catch(() => ({ resourceTemplates: [] }));
  const lines = [
    ...resources.map((one) => lineOf(one.uri, one)),
    ...resourceTemplates.map((one) => lineOf(one.uriTemplate, one)),
  ];
  const more = lines.length > MOST_LISTED ? [`… and ${lines.length - MOST_LISTED} more`] : [];
  return [...lines.slice(0, MOST_LISTED), ...more].join('\n') || 'There are none.';
}

/**
 * Lists resources, or reads one.
 *
 * @returns a result as tools give it
 * @throws  what the SDK throws; OmegaError tool.remote where the server asks back in the place of an answer
 */
export async function readResources(
  connection: Connection,
  { server, args: { uri } }: McpCall,
  options: { signal: AbortSignal; timeout: number },
): Promise<JsonObject> {
  if (typeof uri !== 'string') return { content: [{ type: 'text', text: await listed(connection, options) }] };
  const answer = await connection.client.request({ method: 'resources/read', params: { uri } }, Contents, options);
  if (answer['resultType'] === 'input_required')
    throw new OmegaError(
      'tool.remote',
      `The MCP server "${server}" asks back about a resource, which is not answered.`,
    );
  return { content: answer.contents.map((resource) => ({ type: 'resource', resource })) };
}
