/** The token of a server whose owner has signed in: sent with every request, fetched anew before and when it runs out. */
import type { AuthProvider } from '@modelcontextprotocol/client';
import type { McpServer } from '../../../../contracts/mcp/servers.ts';
import { authError, isRefusal, signInWanted } from './failures.ts';
import { guarded } from './guard.ts';
import { metadataOf, tokenFields, type AuthParts, type HttpWay, type Sdk } from './parts.ts';
import type { SignIn } from './sign-ins.ts';

/** A token is fetched anew this long before it runs out, ms. */
const EARLY_MS = 30_000;

/** Builds what the transport asks for tokens. */
export function bearer(
  { name }: McpServer,
  { url, oauth }: HttpWay,
  { sdk, signIns, web }: AuthParts & { sdk: Sdk },
): AuthProvider {
  const { fetch: fetchFn } = guarded(url, web);
  let running: Promise<string> | undefined;
  const refresh = async (signIn: SignIn): Promise<string> => {
    const { refreshToken, authorizationServer, resource, client } = signIn;
    // Meanwhile its owner may have signed in or out.
    const isStill = (): boolean => signIns.read(name, url)?.refreshToken === refreshToken;
    if (refreshToken === undefined) throw signInWanted(name, 'no longer takes its token');
    try {
      const tokens = await sdk.refreshAuthorization(authorizationServer, {
        ...metadataOf(signIn),
        clientInformation: oauth?.clientSecret ? { ...client, client_secret: oauth.clientSecret.reveal() } : client,
        refreshToken,
        ...(resource === undefined ? {} : { resource }),
        fetchFn,
      });
      if (!isStill()) throw signInWanted(name, 'was signed out');
      signIns.write(name, { ...signIn, ...tokenFields(tokens, Date.now()) });
      return tokens.access_token;
    } catch (error) {
      if (!isRefusal(error)) throw authError(name, error);
      if (isStill()) signIns.remove(name);
      throw signInWanted(name, 'no longer takes its sign-in');
    }
  };
  // A refresh token is good for one use: whoever needs a new token waits for the same one.
  const refreshed = (signIn: SignIn): Promise<string> => {
    running ??= refresh(signIn).finally(() => (running = undefined));
    return running;
  };
  return {
    async token() {
      const signIn = signIns.read(name, url);
      if (signIn === undefined) return undefined;
      const { expiresAt = Infinity, refreshToken, accessToken } = signIn;
      const isOld = expiresAt - EARLY_MS < Date.now();
      return isOld && refreshToken !== undefined ? refreshed(signIn) : accessToken;
    },
    async onUnauthorized() {
      const signIn = signIns.read(name, url);
      if (signIn === undefined) throw signInWanted(name);
      await refreshed(signIn);
    },
  };
}
