/** Port to MCP servers: connections that live as long as they hold, lists of tools, calls. Contract tests: test/contract/mcp. */
import type { Json, JsonObject } from '../../json.ts';
import type { McpPeer, McpServer } from '../../mcp/servers.ts';

/** Told while a connection holds. */
export interface McpSink {
  /** the server has introduced itself and can be asked */
  online(peer: McpPeer): void;
  /** it says that its tools have changed */
  changed(): void;
  /** it wants more rights for a call than it was given: scopes parted by spaces, empty where it does not say which */
  wanting(scope: string): void;
}

/** What a server wants to know while it works. */
export interface McpQuestion {
  message: string;
  /** JSON Schema of the answer; null where it only asks to open an address */
  schema: JsonObject | null;
  /** address it wants opened; null where it asks for values */
  url: string | null;
}

/** The answer to it. */
export type McpAnswer = { action: 'accept'; content: JsonObject } | { action: 'decline' | 'cancel' };

/** One call. */
export interface McpCall {
  server: string;
  /** the tool as the server described it */
  tool: JsonObject;
  args: JsonObject;
}

/** How it is carried out. */
export interface McpCallContext {
  signal: AbortSignal;
  progress(words: string): void;
  /** asks a person; the time this takes does not count */
  ask(question: McpQuestion, signal: AbortSignal): Promise<McpAnswer>;
}

/** What a call gave, as the server sent it. */
export interface McpResult {
  content: JsonObject[];
  structured?: Json;
  /** the tool itself failed; its words are in the content */
  failed: boolean;
}

/** One connection as it is now. */
export interface McpLink {
  peer: McpPeer;
  /** ms since 1970 UTC when the tools were last listed; 0 = not yet, or they have changed since */
  listedAt: number;
}

/** All connections. Every failure is an OmegaError: mcp.*, tool.remote, tool.timeout, or the reason of the signal. */
export interface McpHost {
  /**
   * Connects and stays connected.
   *
   * @returns when the signal is aborted or the server ends in good order
   * @throws  OmegaError mcp.unreachable when it cannot be started or dies, mcp.protocol when it speaks nonsense,
   *          mcp.refused when it wants other credentials, mcp.sign_in when its owner has to sign in
   */
  connect(server: McpServer, sink: McpSink, signal: AbortSignal): Promise<void>;
  /** The connection to a server; undefined when there is none. */
  link(server: string): McpLink | undefined;
  /** The last lines a server wrote for people, oldest first; kept after it has died. */
  lines(server: string): readonly string[];
  /**
   * Asks for all tools, exactly as the server describes them.
   *
   * @throws OmegaError mcp.unreachable, mcp.protocol (also for more than 500 tools or 2 MiB)
   */
  catalogue(server: string, signal: AbortSignal): Promise<JsonObject[]>;
  /** @throws OmegaError tool.remote, tool.timeout; the signal's reason */
  call(call: McpCall, context: McpCallContext): Promise<McpResult>;
}
