/** One sign-in: the server says who gives tokens, its owner agrees in a browser, and what came of it is stored. */
import { randomBytes } from 'node:crypto';
import type {
  OAuthClientProvider,
  OAuthDiscoveryState,
  StoredOAuthClientInformation,
} from '@modelcontextprotocol/client';
import { OmegaError } from '../../../../contracts/errors.ts';
import type { McpServer } from '../../../../contracts/mcp/servers.ts';
import type { McpOAuth } from '../../../../contracts/mcp/oauth.ts';
import type { McpConsentPage } from '../../../../contracts/ports/mcp/sign-in.ts';
import { authError } from './failures.ts';
import { challengeOf } from './challenge.ts';
import { guarded, type Guard } from './guard.ts';
import { openLanding } from './landing.ts';
import { tokenFields, type AuthParts, type HttpWay, type Sdk } from './parts.ts';
import type { SignIn } from './sign-ins.ts';

/** What is found out on the way. */
interface Found {
  client?: StoredOAuthClientInformation;
  verifier?: string;
  discovered?: OAuthDiscoveryState;
  resource?: string;
  page?: URL;
  tokens?: ReturnType<typeof tokenFields>;
}

/** The client that the owner has registered. */
function ownClient({ clientId, clientSecret, issuer }: McpOAuth): StoredOAuthClientInformation | undefined {
  if (clientId === undefined) return undefined;
  return {
    client_id: clientId,
    ...(clientSecret === undefined ? {} : { client_secret: clientSecret.reveal() }),
    ...(issuer === undefined ? {} : { issuer }),
  };
}

/** What the SDK asks during one sign-in; nothing of an earlier one is used again. */
function visitor(found: Found, redirectUrl: string, state: string, client?: StoredOAuthClientInformation) {
  const provider: OAuthClientProvider = {
    redirectUrl,
    clientMetadata: {
      client_name: 'Omega',
      redirect_uris: [redirectUrl],
      grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'],
    },
    state: () => state,
    clientInformation: () => client ?? found.client,
    tokens: () => undefined,
    saveTokens: (tokens) => void (found.tokens = tokenFields(tokens, Date.now())),
    redirectToAuthorization: (page) => void (found.page = page),
    saveCodeVerifier: (verifier) => void (found.verifier = verifier),
    codeVerifier: () => found.verifier ?? '',
    saveResourceUrl: (resource) => void (found.resource = resource),
    discoveryState: () => found.discovered,
    saveDiscoveryState: (discovered) => void (found.discovered = discovered),
  };
  // A client of the owner's is never replaced by one that is registered on the way.
  if (client === undefined) provider.saveClientInformation = (given) => void (found.client = given);
  return provider;
}

/** What one sign-in is made with. */
interface LoginParts extends AuthParts {
  sdk: Sdk;
  guard: Guard;
  /** what proves that the browser comes back from this sign-in */
  state: string;
  redirectUrl: string;
  signal: AbortSignal;
}

/** Finds out who gives tokens, and what is to be agreed to there. @returns what was found, and the way from a code to tokens */
async function askedFor(server: McpServer, way: HttpWay, parts: LoginParts) {
  const { sdk, guard, signIns, state, redirectUrl, signal } = parts;
  const { url, oauth } = way;
  const found: Found = {};
  const challenge = await challengeOf(server, way, { sdk, guard, signal });
  const before = signIns.read(server.name, url);
  const scope = sdk.computeScopeUnion(oauth?.scope ?? challenge?.scope, before?.scope, before?.wanted);
  const provider = visitor(found, redirectUrl, state, oauth && ownClient(oauth));
  const asked = {
    serverUrl: url,
    fetchFn: guard.fetch,
    ...(challenge?.resourceMetadataUrl === undefined ? {} : { resourceMetadataUrl: challenge.resourceMetadataUrl }),
    ...(scope === undefined ? {} : { scope }),
  };
  try {
    await sdk.auth(provider, { ...asked, forceReauthorization: true });
  } catch (error) {
    // It may still want a sign-in for some of its tools; but then it says who gives tokens.
    throw challenge === undefined ? noneNeeded(server.name) : error;
  }
  const redeem = (answer: { authorizationCode: string; iss?: string }) => sdk.auth(provider, { ...asked, ...answer });
  return { found, redeem };
}

/** Begins a sign-in. @throws OmegaError mcp.refused, mcp.unreachable; the signal's reason */
export async function beginLogin(
  server: McpServer,
  way: HttpWay,
  parts: AuthParts & { sdk: Sdk },
  signal: AbortSignal,
): Promise<McpConsentPage> {
  const { name } = server;
  const { url, oauth } = way;
  const guard = guarded(url, parts.web);
  const state = randomBytes(32).toString('base64url');
  const landing = await openLanding(state, oauth?.redirectPort ?? 0);
  const failed = (error: unknown): unknown => {
    if (signal.aborted) return signal.reason;
    return guard.refusal() ?? authError(name, error);
  };
  try {
    const { found, redeem } = await askedFor(server, way, { ...parts, guard, state, redirectUrl: landing.url, signal });
    if (found.page === undefined) throw new Error('there is no page to agree on');
    await guard.check(found.page);
    return {
      url: found.page.href,
      landed: landing.landed,
      close: landing.close,
      async finish(address) {
        try {
          await redeem(answerIn(address, state, name));
          const signIn = signInOf(url, found, oauth);
          parts.signIns.write(name, signIn);
          return signIn.scope ?? '';
        } catch (error) {
          throw failed(error);
        }
      },
    };
  } catch (error) {
    await landing.close();
    throw failed(error);
  }
}

function noneNeeded(name: string): OmegaError {
  return new OmegaError(
    'mcp.refused',
    `"${name}" needs no sign-in: it gives its tools to anybody, and says of nobody who gives tokens.`,
  );
}

/** Reads the address that a browser came back to. @throws OmegaError mcp.refused */
function answerIn(address: string, state: string, name: string): { authorizationCode: string; iss?: string } {
  const refused = (words: string): OmegaError =>
    new OmegaError('mcp.refused', `Signing in at the MCP server "${name}" failed: ${words}.`);
  if (!URL.canParse(address)) throw refused('this is not the address that the browser came back to');
  const { searchParams } = new URL(address);
  if (searchParams.get('state') !== state) throw refused('the address belongs to another sign-in');
  const error = searchParams.get('error');
  if (error !== null) throw refused(`the authorisation server says ${error.replaceAll(/[^\w.-]/g, '').slice(0, 60)}`);
  const code = searchParams.get('code') ?? '';
  if (code === '') throw refused('the address holds no code');
  const iss = searchParams.get('iss');
  return { authorizationCode: code, ...(iss === null ? {} : { iss }) };
}

/** What is stored. A secret that mcp.json refers to stays where it is. */
function signInOf(url: string, { discovered, resource, tokens, client }: Found, oauth: McpOAuth | undefined): SignIn {
  const known = client ?? { client_id: oauth?.clientId ?? '' };
  if (tokens === undefined || discovered === undefined) throw new Error('there are no tokens');
  const { authorizationServerUrl: authorizationServer, authorizationServerMetadata: metadata } = discovered;
  return {
    url,
    authorizationServer,
    ...(metadata === undefined ? {} : { metadata: { ...metadata } }),
    ...(resource === undefined ? {} : { resource }),
    client: { ...known },
    ...tokens,
  };
}
