/** OAuth with Google: the consent page, the exchange of its code, fresh tokens, and their end. */
import type * as OAuthLibrary from 'oauth4webapi';
import type {
  AuthorizationServer,
  Client,
  ClientAuth,
  TokenEndpointRequestOptions,
  TokenEndpointResponse,
} from 'oauth4webapi';
import type { OAuthClient } from './client.ts';
import { googleError } from './errors.ts';
import type { Pending } from './vault.ts';

/** What Omega asks for: who it is, mail, calendar, files, documents, tables, contacts. */
const SCOPES = [
  'openid',
  'email',
  ...['gmail.modify', 'calendar', 'drive', 'documents', 'spreadsheets', 'contacts'].map(
    (name) => `https://www.googleapis.com/auth/${name}`,
  ),
].join(' ');
const CALL_MS = 20_000;
/** Clocks of machines at home go wrong by minutes. Seconds. */
const CLOCK_TOLERANCE = 600;
/** Whoever waits for a fresh token may go; others wait for the same one. */
const NEVER = new AbortController().signal;
const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::|\/|$)/;

/** Tokens as Google gives them. */
export interface Tokens {
  accessToken: string;
  /** empty where Google gave none */
  refreshToken: string;
  /** s */
  lifetime: number;
  /** empty where Google named none */
  email: string;
}

/** The calls; all throw OmegaError google.unreachable | google.refused. */
export interface OAuth {
  /** Makes a consent, and the address of the page that asks for it. */
  begin(client: OAuthClient, redirect: string, signal: AbortSignal): Promise<{ url: string; pending: Pending }>;
  exchange(client: OAuthClient, answer: URLSearchParams, pending: Pending, signal: AbortSignal): Promise<Tokens>;
  refresh(client: OAuthClient, refreshToken: string): Promise<Tokens>;
  revoke(client: OAuthClient, token: string, signal: AbortSignal): Promise<void>;
}

/** Loaded with the first call. */
type Library = typeof OAuthLibrary;

function tokensOf(oauth: Library, given: TokenEndpointResponse): Tokens {
  const email = oauth.getValidatedIdTokenClaims(given)?.['email'];
  return {
    accessToken: given.access_token,
    refreshToken: given.refresh_token ?? '',
    lifetime: given.expires_in ?? 0,
    email: typeof email === 'string' ? email : '',
  };
}

/** Chats take `_` and `*` for marks; in the value of a parameter they may be written otherwise. */
function addressOf(endpoint: string, parameters: Record<string, string>): string {
  const query = Object.entries(parameters).map(
    ([name, value]) => `${name}=${encodeURIComponent(value).replaceAll('_', '%5F').replaceAll('*', '%2A')}`,
  );
  return `${endpoint}?${query.join('&')}`;
}

/** What a call works with. */
interface Line {
  oauth: Library;
  server: AuthorizationServer;
  client: Client;
  auth: ClientAuth;
  options: TokenEndpointRequestOptions;
}

type Call = <T>(client: OAuthClient, signal: AbortSignal, work: (line: Line) => Promise<T>) => Promise<T>;

/** One exchange with Google at a time, with a deadline; where its endpoints are is asked once. */
function caller(issuer: string): Call {
  let known: AuthorizationServer | undefined;
  return async (client, signal, work) => {
    const oauth = await import('oauth4webapi');
    const options = () => ({
      signal: AbortSignal.any([signal, AbortSignal.timeout(CALL_MS)]),
      [oauth.allowInsecureRequests]: LOOPBACK.test(issuer),
    });
    try {
      const at = new URL(issuer);
      known ??= await oauth.processDiscoveryResponse(at, await oauth.discoveryRequest(at, options()));
      return await work({
        oauth,
        server: known,
        client: { client_id: client.id, [oauth.clockTolerance]: CLOCK_TOLERANCE },
        auth: oauth.ClientSecretPost(client.secret),
        options: options(),
      });
    } catch (error) {
      signal.throwIfAborted();
      throw googleError(error);
    }
  };
}

async function begun({ oauth, server, client }: Line, redirect: string): Promise<{ url: string; pending: Pending }> {
  const pending = { state: oauth.generateRandomState(), verifier: oauth.generateRandomCodeVerifier(), redirect };
  const url = addressOf(server.authorization_endpoint ?? '', {
    client_id: client.client_id,
    redirect_uri: redirect,
    response_type: 'code',
    scope: SCOPES,
    state: pending.state,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    // Without these two Google gives no token that lasts.
    access_type: 'offline',
    prompt: 'consent',
  });
  return { url, pending };
}

async function exchanged({ oauth, server, client, auth, options }: Line, answer: URLSearchParams, asked: Pending) {
  const { state, verifier, redirect } = asked;
  // A code that was copied alone comes without them; its verifier still belongs to this consent alone.
  const whole = new URLSearchParams({ state, iss: server.issuer, ...Object.fromEntries(answer) });
  const checked = oauth.validateAuthResponse(server, client, whole, state);
  const sending = [server, client, auth, checked, redirect, verifier, options] as const;
  const response = await oauth.authorizationCodeGrantRequest(...sending);
  return tokensOf(oauth, await oauth.processAuthorizationCodeResponse(server, client, response));
}

/** Makes the calls. @param issuer names Google; what it says of itself says where everything else is */
export function oauthWith(issuer: string): OAuth {
  const call = caller(issuer);
  return {
    begin: (client, redirect, signal) => call(client, signal, (line) => begun(line, redirect)),
    exchange: (client, answer, pending, signal) => call(client, signal, (line) => exchanged(line, answer, pending)),
    refresh: (known, refreshToken) =>
      call(known, NEVER, async ({ oauth, server, client, auth, options }) => {
        const response = await oauth.refreshTokenGrantRequest(server, client, auth, refreshToken, options);
        return tokensOf(oauth, await oauth.processRefreshTokenResponse(server, client, response));
      }),
    revoke: (known, token, signal) =>
      call(known, signal, async ({ oauth, server, client, options }) => {
        const response = await oauth.revocationRequest(server, client, oauth.None(), token, options);
        return oauth.processRevocationResponse(response);
      }),
  };
}
