/** Finds the address behind a target, judges it, and connects to exactly that address. */
import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import type { EgressAttempt } from '../../../../contracts/ports/tools/sandbox.ts';
import { isPrivate, permissionOf, targetOf, type Target } from './rules.ts';

const CONNECT_MS = 15_000;

/** Resolves a name to addresses. */
export type Resolve = (host: string) => Promise<readonly string[]>;

/** What the proxy needs to know of the world. */
export interface Reach {
  readonly rules: readonly string[];
  readonly resolve: Resolve;
}

/** An attempt while it lasts; `bytes` grows. */
export type Attempt = { -readonly [Key in keyof EgressAttempt]: EgressAttempt[Key] };

/** What came of asking for a host. */
export type Way =
  | { readonly attempt: Attempt; readonly address: string; readonly target: Target }
  | { readonly attempt: Attempt; readonly refused: string };

/** @returns all addresses of a name, as the system knows them */
export const systemResolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address);

/**
 * Judges a host. The address it gives is the one to connect to: asking again for the name could give another one.
 * One private address among several is enough to refuse a name.
 */
export async function wayTo(host: string, port: number, { rules, resolve }: Reach): Promise<Way> {
  const target = targetOf(host, port);
  const attempt: Attempt = { host: target?.host ?? host.slice(0, 253), port, allowed: false, bytes: 0 };
  if (target === undefined) return { attempt, refused: 'This is no host.' };
  const permission = permissionOf(target, rules);
  if (permission === 'no') return { attempt, refused: `${target.host}:${port} is not on the list of allowed hosts.` };
  const isLiteral = isIP(target.host) !== 0;
  const addresses = isLiteral ? [target.host] : await resolve(target.host).catch(() => []);
  const [address] = addresses;
  if (address === undefined) return { attempt, refused: `${target.host} has no address.` };
  const isNamed = isLiteral && permission === 'by name';
  if (!isNamed && addresses.some((one) => isPrivate(one)))
    return { attempt, refused: `${target.host} leads to this machine or its own network.` };
  return { attempt: Object.assign(attempt, { allowed: true }), address, target };
}

/** @throws the error of the system when nobody answers */
export function dial(address: string, port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port });
    socket.setTimeout(CONNECT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('connect', () => {
      socket.setTimeout(0);
      resolve(socket);
    });
    socket.once('error', reject);
  });
}
