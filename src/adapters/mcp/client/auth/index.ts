/** Signing in at servers over HTTP (OAuth 2.1): what a connection sends, and what its owner does for it. */
import type { AuthProvider } from '@modelcontextprotocol/client';
import type { McpServer } from '../../../../contracts/mcp/servers.ts';
import { bearer } from './bearer.ts';
import { credentials } from './credentials.ts';
import { openWay, type AuthParts, type Sdk } from './parts.ts';

export { openSignIns } from './sign-ins.ts';
export { mcpSignIn } from './person.ts';
export type { AuthParts } from './parts.ts';

/** What asks for tokens; undefined where the credentials are written down, or none can be needed. */
export function authProvider(server: McpServer, sdk: Sdk, parts: AuthParts | undefined): AuthProvider | undefined {
  const way = openWay(server);
  if (way === undefined || parts === undefined) return undefined;
  const { oauth } = way;
  if (oauth?.grant === 'client_credentials') return credentials(server, way, { ...parts, sdk, oauth });
  return bearer(server, way, { ...parts, sdk });
}
