/** Port for signing in at MCP servers. Contract tests: test/contract/mcp/sign-in. */
import type { McpServer } from '../../mcp/servers.ts';

/** A sign-in that waits for the owner's yes. */
export interface McpConsentPage {
  /** page to be opened in a browser */
  url: string;
  /** the address that the browser was sent back to */
  landed: Promise<string>;
  /**
   * Ends it with that address, however it came here.
   *
   * @returns rights that were given; empty where the server does not say
   * @throws  OmegaError mcp.refused, mcp.unreachable
   */
  finish(address: string): Promise<string>;
  /** Gives the port free; safe to call twice. */
  close(): Promise<void>;
}

/** Signing in and out. Tokens lie in private files of the data folder. */
export interface McpSignIn {
  /** @throws OmegaError mcp.refused where there is nothing to sign in to, mcp.unreachable; the signal's reason */
  begin(server: McpServer, signal: AbortSignal): Promise<McpConsentPage>;
  /**
   * Forgets the tokens of a server.
   *
   * @returns whether the server took them back as well, or there were none
   */
  forget(server: McpServer, signal: AbortSignal): Promise<'revoked' | 'forgotten' | 'none'>;
}
