/** Takes a new list of tools: what was agreed to goes on, the rest waits. */
import type { McpPeer, McpServer, McpTool } from '../../contracts/mcp/servers.ts';
import { settle } from '../../domain/mcp/pins.ts';
import { keyOf, type McpParts } from './parts.ts';
import { wireOfAll } from './wire.ts';

/** What was found. */
export interface Taken {
  wire: string;
  tools: number;
  /** names of the tools that wait for the owner */
  waiting: string[];
}

/** Stores a list; inside a transaction. The first list of a server is what its owner agreed to by adding it. */
export function takeCatalogue(
  { store }: Pick<McpParts, 'store'>,
  server: McpServer,
  { tools, peer, at }: { tools: readonly McpTool[]; peer: McpPeer; at: number },
): Taken {
  const key = keyOf(server);
  const pins = store.pins(key);
  const first = pins.length === 0 && store.current(key) === undefined;
  const { fresh, waiting } = settle(tools, pins, first);
  const wire = wireOfAll(tools);
  store.keep({ ...key, wire, peer, tools, at });
  for (const tool of fresh) store.pin(key, tool, at);
  store.setWaiting(
    key,
    waiting.map((tool) => ({ ...key, ...tool, at })),
  );
  return { wire, tools: tools.length, waiting: waiting.map(({ name }) => name) };
}

/** The tools of a server that may be offered: those it has now that are exactly what was agreed to. */
export function agreedTools({ store }: Pick<McpParts, 'store'>, server: McpServer): McpTool[] {
  const key = keyOf(server);
  const catalogue = store.current(key);
  if (catalogue === undefined) return [];
  return settle(catalogue.tools, store.pins(key), false).agreed;
}
