/** Asks a server for all its tools, exactly as it describes them. */
import { z } from 'zod';
import { OmegaError } from '../../../contracts/errors.ts';
import type { JsonObject } from '../../../contracts/json.ts';
import { MOST_CATALOGUE, MOST_PAGES, MOST_TOOLS } from './bounds.ts';
import type { Connection } from './connection.ts';
import { RESOURCES } from './resources.ts';
import { connectError, isOver, wantedScope } from './errors.ts';

/** Nothing is dropped or filled in: the hash is over what was sent. */
const Page = z.looseObject({ tools: z.array(z.record(z.string(), z.unknown())), nextCursor: z.string().optional() });

function wrong(server: string, words: string): OmegaError {
  return new OmegaError('mcp.protocol', `The MCP server "${server}" ${words}.`);
}

function check(server: string, tools: readonly JsonObject[], size: number): void {
  if (tools.length > MOST_TOOLS) throw wrong(server, `lists more than ${MOST_TOOLS} tools`);
  if (size > MOST_CATALOGUE) throw wrong(server, `describes its tools in more than ${MOST_CATALOGUE} bytes`);
  const names = new Set<string>();
  for (const { name } of tools) {
    if (typeof name !== 'string' || name === '' || name.length > 256)
      throw wrong(server, 'lists a tool without a name');
    if (names.has(name)) throw wrong(server, `lists the tool "${name}" twice`);
    names.add(name);
  }
}

/**
 * Lists the tools, page by page.
 *
 * @throws OmegaError mcp.unreachable, mcp.protocol; the signal's reason
 */
export async function listTools(connection: Connection, signal: AbortSignal): Promise<JsonObject[]> {
  const { client, server, over } = connection;
  const { changes } = connection;
  const at = Date.now();
  /** What changed while it was being listed does not count as listed. */
  const listed = (): void => {
    connection.listedAt = connection.changes === changes ? at : 0;
  };
  const offers = client.getServerCapabilities() ?? {};
  const resources = offers.resources === undefined ? [] : [RESOURCES];
  if (offers.tools === undefined) {
    listed();
    return resources;
  }
  const tools: JsonObject[] = [];
  let size = 0;
  let cursor: string | undefined;
  const options = { timeout: server.timeoutMs, signal: AbortSignal.any([signal, over.signal]) };
  try {
    for (let page = 0; page < MOST_PAGES; page++) {
      const params = cursor === undefined ? {} : { cursor };
      const answer = await client.request({ method: 'tools/list', params }, Page, options);
      size += JSON.stringify(answer.tools).length;
      tools.push(...(answer.tools as JsonObject[]));
      check(server.name, tools, size);
      if (answer.nextCursor === undefined || answer.nextCursor === cursor) {
        listed();
        const isTaken = tools.some(({ name }) => name === RESOURCES['name']);
        return isTaken ? tools : [...tools, ...resources];
      }
      cursor = answer.nextCursor;
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (over.signal.aborted) throw over.signal.reason;
    const failure = connectError(server, error);
    connection.note(wantedScope(error));
    // Asking again would not help where its owner has to do something.
    if (isOver(error) || failure.code === 'mcp.sign_in') over.abort(failure);
    throw failure;
  }
  throw wrong(server.name, `does not come to an end with its list of tools after ${MOST_PAGES} pages`);
}
