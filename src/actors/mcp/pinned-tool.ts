/** The pin at the call: a tool runs only while its server still describes it as its owner agreed to. */
import { OmegaError } from '../../contracts/errors.ts';
import type { McpTool } from '../../contracts/mcp/servers.ts';
import { agreedTools } from './catalogue.ts';
import { serverOf, type McpParts } from './parts.ts';
import { pinnable } from './wire.ts';

/** A list older than this is asked for again before a call, ms. */
const FRESH_MS = 60_000;

/**
 * The tool as it is described at this moment.
 *
 * @returns undefined when there is none, or it is not what was agreed to
 * @throws  OmegaError tool.remote when the server cannot be asked
 */
export async function pinnedTool(
  parts: McpParts,
  { server, tool, now }: { server: string; tool: string; now: number },
  signal: AbortSignal,
): Promise<McpTool | undefined> {
  const known = serverOf(parts, server);
  const agreed = known && agreedTools(parts, known).find(({ name }) => name === tool);
  if (agreed === undefined) return undefined;
  const listedAt = parts.host.link(server)?.listedAt ?? 0;
  if (now - listedAt < FRESH_MS) return agreed;
  try {
    const tools = pinnable(server, await parts.host.catalogue(server, signal));
    return tools.find(({ name, wire }) => name === tool && wire === agreed.wire);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    const words = error instanceof Error ? error.message : String(error);
    throw new OmegaError('tool.remote', words, { cause: error, sent: 'no' });
  }
}
