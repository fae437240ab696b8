/** Tokens for a secret or a key of the owner's, without a browser (`client_credentials`): kept in memory, fetched anew when they run out. */
import type { AuthProvider } from '@modelcontextprotocol/client';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { McpServer } from '../../../../contracts/mcp/servers.ts';
import type { McpOAuth } from '../../../../contracts/mcp/oauth.ts';
import { authError } from './failures.ts';
import { guarded } from './guard.ts';
import type { AuthParts, HttpWay, Sdk } from './parts.ts';

/** What the secret is for is written in mcp.json: an authorisation server that a stranger names does not get it. */
function providerOf(sdk: Sdk, { clientId = '', clientSecret, privateKey, algorithm, issuer = '' }: McpOAuth) {
  const client = { clientId, expectedIssuer: issuer, clientName: 'Omega' };
  if (privateKey !== undefined)
    return new sdk.PrivateKeyJwtProvider({
      ...client,
      privateKey: privateKey.reveal(),
      algorithm: algorithm ?? 'ES256',
    });
  return new sdk.ClientCredentialsProvider({ ...client, clientSecret: clientSecret?.reveal() ?? '' });
}

/** Builds what the transport asks for tokens. */
export function credentials(
  { name }: McpServer,
  { url }: HttpWay,
  { sdk, web, oauth }: Pick<AuthParts, 'web'> & { sdk: Sdk; oauth: McpOAuth },
): AuthProvider {
  const guard = guarded(url, web);
  const { fetch: fetchFn } = guard;
  const provider = providerOf(sdk, oauth);
  let token: string | undefined;
  const fetched = async (challenge: Response): Promise<string> => {
    const { resourceMetadataUrl, scope: wanted } = sdk.extractWWWAuthenticateParams(challenge);
    const found = await sdk.discoverOAuthServerInfo(url, {
      fetchFn,
      ...(resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl }),
    });
    const { authorizationServerUrl, authorizationServerMetadata: metadata, resourceMetadata } = found;
    const issuer = metadata?.issuer ?? authorizationServerUrl;
    if (issuer.replace(/\/$/, '') !== oauth.issuer?.replace(/\/$/, ''))
      throw new OmegaError(
        'mcp.refused',
        `The MCP server "${name}" wants tokens of ${issuer}, but the client in mcp.json belongs to ${oauth.issuer}.`,
      );
    const resource = (await sdk.selectResourceURL(url, provider, resourceMetadata)) && resourceMetadata?.resource;
    const scope = oauth.scope ?? wanted ?? resourceMetadata?.scopes_supported?.join(' ');
    const tokens = await sdk.fetchToken(provider, authorizationServerUrl, {
      ...(metadata === undefined ? {} : { metadata }),
      ...(resource === undefined ? {} : { resource }),
      ...(scope === undefined ? {} : { scope }),
      fetchFn,
    });
    return tokens.access_token;
  };
  return {
    token: () => Promise.resolve(token),
    async onUnauthorized({ response }) {
      try {
        token = await fetched(response);
      } catch (error) {
        throw guard.refusal() ?? authError(name, error);
      }
    },
  };
}
