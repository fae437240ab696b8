/** What signing in is built on, and small things that all of it needs. */
import type * as ClientSdk from '@modelcontextprotocol/client';
import type { AuthorizationServerMetadata, OAuthTokens } from '@modelcontextprotocol/client';
import type { McpServer, McpWay } from '../../../../contracts/mcp/servers.ts';
import type { Web } from './guard.ts';
import type { SignIn, SignIns } from './sign-ins.ts';

/** The SDK, loaded on first use. */
export type Sdk = typeof ClientSdk;

/** What a host and a person sign in with. */
export interface AuthParts {
  signIns: SignIns;
  web: Web;
}

/** A server that is reached over HTTP. */
export type HttpWay = Extract<McpWay, { kind: 'http' }>;

/** The way to a server whose credentials are not written down; undefined for programs and for a header of its owner's. */
export function openWay({ way }: McpServer): HttpWay | undefined {
  if (way.kind !== 'http') return undefined;
  return Object.keys(way.headers).some((name) => name.toLowerCase() === 'authorization') ? undefined : way;
}

/** What tokens leave in the file. @param now ms since 1970 UTC */
export function tokenFields(
  tokens: OAuthTokens,
  now: number,
): Pick<SignIn, 'accessToken' | 'refreshToken' | 'scope' | 'expiresAt'> {
  const { access_token: accessToken, refresh_token: refreshToken, scope, expires_in: seconds } = tokens;
  return {
    accessToken,
    ...(refreshToken === undefined ? {} : { refreshToken }),
    ...(scope === undefined ? {} : { scope }),
    ...(seconds === undefined ? {} : { expiresAt: now + seconds * 1000 }),
  };
}

/** The stored metadata in the shape of the SDK, which has checked them when they were stored. */
export function metadataOf({ metadata }: SignIn): { metadata?: AuthorizationServerMetadata } {
  return metadata === undefined ? {} : { metadata: metadata as unknown as AuthorizationServerMetadata };
}
