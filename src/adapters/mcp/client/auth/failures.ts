/** From what goes wrong with authorisation servers to the errors of Omega. Their own words stay out: they may hold a token. */
import { OmegaError } from '../../../../contracts/errors.ts';

/** Codes that say nothing against the sign-in itself. */
const PASSING: ReadonlySet<string> = new Set([
  'server_error',
  'temporarily_unavailable',
  'too_many_requests',
  'slow_down',
]);

/** The OAuth code in anything thrown; undefined where there is none. */
function codeOf(thrown: unknown): string | undefined {
  const { name, code } = thrown as { name?: unknown; code?: unknown };
  return name === 'OAuthError' && typeof code === 'string' && /^[\w.-]{1,60}$/.test(code) ? code : undefined;
}

/** Sentences for what the SDK throws, by the name of its class. */
const SAID: Readonly<Record<string, string>> = {
  IssuerMismatchError: 'the authorisation server is not the one it says it is',
  AuthorizationServerMismatchError: 'it names another authorisation server than before',
  InsecureTokenEndpointError: 'it wants tokens to be fetched without https',
  RegistrationRejectedError:
    'the authorisation server takes no client it does not know: register one there and write it to mcp.json as "oauth": {"client_id": "…"}',
};

/** The owner has to sign in. */
export function signInWanted(server: string, why = 'needs a sign-in'): OmegaError {
  return new OmegaError('mcp.sign_in', `The MCP server "${server}" ${why}: omega mcp login ${server}`);
}

/** Whether an authorisation server has refused, rather than failed. */
export function isRefusal(thrown: unknown): boolean {
  const code = codeOf(thrown);
  return code !== undefined && !PASSING.has(code);
}

/** Why tokens could not be had. @param thrown whatever was caught */
export function authError(server: string, thrown: unknown): OmegaError {
  if (thrown instanceof OmegaError) return thrown;
  const code = codeOf(thrown);
  const name = thrown instanceof Error ? thrown.name : '';
  const fails = (as: 'mcp.refused' | 'mcp.unreachable', words: string): OmegaError =>
    new OmegaError(as, `Signing in at the MCP server "${server}" failed: ${words}.`);
  if (code !== undefined && PASSING.has(code)) return fails('mcp.unreachable', `the authorisation server says ${code}`);
  if (code !== undefined) return fails('mcp.refused', `the authorisation server says ${code}`);
  return fails('mcp.refused', SAID[name] ?? 'the answers of the authorisation server are not what the protocol wants');
}
