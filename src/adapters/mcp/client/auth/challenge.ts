/** What a server wants of whoever has no token: some want one at once, some for their tools only. */
import type { McpServer } from '../../../../contracts/mcp/servers.ts';
import type { Guard } from './guard.ts';
import type { HttpWay, Sdk } from './parts.ts';

/** Longest wait for one answer, ms. */
const WAIT_MS = 20_000;

/** What it says. */
export type Challenge = ReturnType<Sdk['extractWWWAuthenticateParams']>;

/**
 * Greets a server without a token and asks for its tools.
 *
 * @returns what it wants; undefined where it gives its tools to anybody
 * @throws  OmegaError mcp.refused where its address is not asked; the signal's reason
 */
export async function challengeOf(
  { era }: McpServer,
  { url, headers }: HttpWay,
  { sdk, guard, signal }: { sdk: Sdk; guard: Guard; signal: AbortSignal },
): Promise<Challenge | undefined> {
  let challenge: Challenge | undefined;
  const transport = new sdk.StreamableHTTPClientTransport(new URL(url), {
    fetch: guard.fetch,
    requestInit: { headers: Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, one.reveal()])) },
    authProvider: {
      token: () => Promise.resolve(undefined),
      onUnauthorized({ response }) {
        challenge = sdk.extractWWWAuthenticateParams(response);
        return Promise.reject(new sdk.UnauthorizedError());
      },
    },
  });
  const mode = era === '2026-07-28' ? { pin: era } : era;
  const client = new sdk.Client({ name: 'omega', version: '0' }, { versionNegotiation: { mode } });
  try {
    await client.connect(transport, { timeout: WAIT_MS, signal });
    await client.listTools(undefined, { timeout: WAIT_MS, signal });
    return undefined;
  } catch {
    signal.throwIfAborted();
    // Whatever else went wrong: the way to its authorisation server shows it.
    const refusal = guard.refusal();
    if (refusal !== undefined) throw refusal;
  } finally {
    await client.close().catch(() => undefined);
  }
  return challenge ?? {};
}
