/** What everything about MCP servers is built on. */
import type { McpServer } from '../../contracts/mcp/servers.ts';
import type { McpHost } from '../../contracts/ports/mcp/host.ts';
import type { McpKey, McpStore } from '../../contracts/ports/stores/mcp-store.ts';

/** The parts. */
export interface McpParts {
  host: McpHost;
  store: McpStore;
  /** the servers that are wanted at the moment, those set up by hand first */
  servers: () => readonly McpServer[];
  /** names that models may not find in another's hands: tools that ship with Omega */
  taken: () => ReadonlySet<string>;
}

/** A server by its name; undefined when it is not wanted any more. */
export function serverOf({ servers }: Pick<McpParts, 'servers'>, name: string): McpServer | undefined {
  return servers().find((server) => server.name === name);
}

/** Where the store has what belongs to a server. */
export function keyOf({ name, identity }: McpServer): McpKey {
  return { server: name, identity };
}

/** Address of the actor of a server. */
export function addressOf(name: string): string {
  return `mcpServer:${name}`;
}
