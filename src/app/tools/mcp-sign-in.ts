/** Wiring of signing in at MCP servers: where tokens lie, and the requests that lead nowhere inside. */
import { exchange } from '../../adapters/executors/openapi-proxy/exchange.ts';
import { REAL } from '../../adapters/executors/openapi-proxy/reach.ts';
import { mcpSignIn, openSignIns, type AuthParts } from '../../adapters/mcp/client/index.ts';
import type { McpSignIn } from '../../contracts/ports/mcp/sign-in.ts';

/** What signing in takes. @param home data folder */
export function authOf(home: string): AuthParts {
  return { signIns: openSignIns(home), web: { exchange, ...REAL } };
}

/** Signing in and out for a person at the terminal. */
export function signInAt(home: string): McpSignIn {
  return mcpSignIn(authOf(home));
}
