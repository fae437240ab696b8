/** Signing in and out, as the owner does it at the terminal. */
import { OmegaError } from '../../../../contracts/errors.ts';
import type { McpServer } from '../../../../contracts/mcp/servers.ts';
import type { McpSignIn } from '../../../../contracts/ports/mcp/sign-in.ts';
import { guarded } from './guard.ts';
import { beginLogin } from './login.ts';
import { openWay, type AuthParts, type HttpWay } from './parts.ts';
import type { SignIn } from './sign-ins.ts';

/** The way a person signs in on. @throws OmegaError mcp.refused where there is none */
function wayOf(server: McpServer): HttpWay {
  const { name, way } = server;
  const open = openWay(server);
  const refused = (words: string): OmegaError => new OmegaError('mcp.refused', `"${name}" needs no sign-in: ${words}.`);
  if (way.kind === 'stdio') throw refused('it is a program on this machine');
  if (open === undefined) throw refused('its header "Authorization" stands in mcp.json');
  if (open.oauth?.grant === 'client_credentials') throw refused('its client secret stands in mcp.json');
  return open;
}

/** Takes tokens back at the authorisation server (RFC 7009). @returns whether it offers that and did so; never throws */
async function revoke(way: HttpWay, signIn: SignIn, { web }: AuthParts, signal: AbortSignal): Promise<boolean> {
  const endpoint = signIn.metadata?.['revocation_endpoint'];
  if (typeof endpoint !== 'string') return false;
  const { client_id: id, client_secret: secret = way.oauth?.clientSecret?.reveal() } = signIn.client;
  const form = new URLSearchParams({ token: signIn.refreshToken ?? signIn.accessToken });
  form.set('token_type_hint', signIn.refreshToken === undefined ? 'access_token' : 'refresh_token');
  form.set('client_id', id);
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    ...(secret === undefined ? {} : { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` }),
  };
  try {
    return (await guarded(way.url, web).fetch(endpoint, { method: 'POST', headers, body: form, signal })).ok;
  } catch {
    return false; // they are forgotten here all the same
  }
}

/** Builds what the commands use. */
export function mcpSignIn(parts: AuthParts): McpSignIn {
  return {
    async begin(server, signal) {
      const sdk = await import('@modelcontextprotocol/client');
      return beginLogin(server, wayOf(server), { ...parts, sdk }, signal);
    },
    async forget(server, signal) {
      const way = wayOf(server);
      const signIn = parts.signIns.read(server.name, way.url);
      parts.signIns.remove(server.name);
      if (signIn === undefined) return 'none';
      return (await revoke(way, signIn, parts, signal)) ? 'revoked' : 'forgotten';
    },
  };
}
