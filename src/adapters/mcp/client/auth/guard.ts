/** The only way to authorisation servers: addresses that a stranger gives lead nowhere inside, answers are short and come soon. */
import { isIP } from 'node:net';
import type { FetchLike } from '@modelcontextprotocol/client';
import { OmegaError } from '../../../../contracts/errors.ts';

/** Longest document or answer of an authorisation server, bytes. */
const MOST_BYTES = 262_144;
/** Longest wait for one, ms. */
const WAIT_MS = 15_000;

/** One address of a name. */
interface Address {
  address: string;
  family: number;
}

/** What requests are made with. */
export interface Web {
  /** Makes one request to exactly these addresses; follows nothing. @throws OmegaError */
  exchange(
    outgoing: { url: URL; method: string; headers: Record<string, string>; body?: string },
    wire: { addresses: readonly Address[]; signal: AbortSignal; limit: number },
  ): Promise<{ status: number; headers: object; body: Buffer; truncated: boolean }>;
  /** Looks a name up. @throws when it has no address */
  resolve(name: string): Promise<readonly Address[]>;
  /** where an address is */
  zone(address: string): 'outside' | 'inside' | 'never';
}

/** Requests about signing in at one server. */
export interface Guard {
  fetch: FetchLike;
  /** Checks an address that is not asked from here. @throws OmegaError mcp.refused, mcp.unreachable */
  check(url: URL): Promise<void>;
  /** the first address that was not asked; the SDK takes that for "there is nothing there" */
  refusal(): OmegaError | undefined;
}

async function addressesOf(url: URL, { resolve }: Web): Promise<readonly Address[]> {
  const name = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const family = isIP(name);
  if (family !== 0) return [{ address: name, family }];
  const found = await resolve(name).catch(() => []);
  if (found.length > 0) return found;
  throw new OmegaError('mcp.unreachable', `There is no host of the name ${name}.`);
}

/** Whether all of an address lies on this machine or in its network. */
async function isInside(url: URL, web: Web): Promise<boolean> {
  return (await addressesOf(url, web)).every(({ address }) => web.zone(address) === 'inside');
}

/** Addresses to connect to. @throws OmegaError mcp.refused for those that are not asked */
async function reach(url: URL, server: URL, web: Web): Promise<readonly Address[]> {
  const refused = (words: string): OmegaError =>
    new OmegaError('mcp.refused', `The server at ${server.host} sends Omega to ${url.host} to sign in, ${words}.`);
  if (url.username !== '' || url.password !== '') throw refused('with a name or a password in the address');
  const addresses = await addressesOf(url, web);
  const zones = new Set(addresses.map(({ address }) => web.zone(address)));
  if (zones.has('never')) throw refused('which is never asked');
  if (zones.has('inside') && !(await isInside(server, web)))
    throw refused('which lies on this machine or in its network');
  if (url.protocol !== 'https:' && (url.protocol !== 'http:' || zones.has('outside')))
    throw refused('which is not reached over https');
  return addresses;
}

function headersOf(given: object): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(given) as [string, string | string[] | undefined][])
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  return headers;
}

/**
 * Guards the requests about one server.
 *
 * @param serverUrl address that its owner wrote down; only where it lies inside itself may others lie there too
 */
export function guarded(serverUrl: string, web: Web): Guard {
  let refusal: OmegaError | undefined;
  const fetch: FetchLike = async (given, init = {}) => {
    const url = new URL(given);
    try {
      const addresses = await reach(url, new URL(serverUrl), web);
      const { body } = init;
      const outgoing = {
        url,
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        ...(body instanceof URLSearchParams || typeof body === 'string' ? { body: String(body) } : {}),
      };
      const deadline = AbortSignal.timeout(WAIT_MS);
      const signal = init.signal ? AbortSignal.any([init.signal, deadline]) : deadline;
      const answer = await web.exchange(outgoing, { addresses, signal, limit: MOST_BYTES });
      if (answer.truncated)
        throw new OmegaError('mcp.refused', `${url.host} says more than ${MOST_BYTES} bytes about signing in.`);
      const { status } = answer;
      const isEmpty = status === 204 || status === 205 || status === 304;
      return new Response(isEmpty ? null : answer.body, { status, headers: headersOf(answer.headers) });
    } catch (error) {
      if (init.signal?.aborted === true) throw init.signal.reason;
      if (error instanceof OmegaError && error.code === 'mcp.refused') refusal ??= error;
      if (error instanceof OmegaError && error.code.startsWith('mcp.')) throw error;
      const words = error instanceof OmegaError ? error.message : `${url.host} did not answer in time.`;
      throw new OmegaError('mcp.unreachable', words, { cause: error });
    }
  };
  const check = async (url: URL): Promise<void> => void (await reach(url, new URL(serverUrl), web));
  return { fetch, check, refusal: () => refusal };
}
