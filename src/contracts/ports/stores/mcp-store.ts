/** Port of what is known about MCP servers: their tools as last seen, what the owner agreed to, what waits for a yes. */
import type { McpCatalogue, McpQuarantined, McpTool } from '../../mcp/servers.ts';

/** A server at one identity. */
export interface McpKey {
  server: string;
  identity: string;
}

/** The store. Writes run inside the host's transaction. */
export interface McpStore {
  /** Tools as last seen under this identity. */
  current(key: McpKey): McpCatalogue | undefined;
  /** Keeps a catalogue as the current one; earlier ones of the server go. */
  keep(catalogue: McpCatalogue): void;
  /** What the owner has agreed to. */
  pins(key: McpKey): McpTool[];
  /** Notes that the owner agrees to this tool as it is; it no longer waits. */
  pin(key: McpKey, tool: McpTool, at: number): void;
  /** Tools that wait for the owner, by name; without an identity those of all. */
  waiting(key?: McpKey): McpQuarantined[];
  /** Replaces what waits at this server. */
  setWaiting(key: McpKey, tools: readonly McpQuarantined[]): void;
  /** Forgets everything about a server. */
  forget(server: string): void;
}
