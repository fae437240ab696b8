/** Whether an address of the web may be reached, and at which IP addresses: what was checked is what is connected to. */
import { lookup as lookupName } from 'node:dns/promises';
import { isIP } from 'node:net';
import { OmegaError } from '../../../contracts/errors.ts';
import { zoneOf, type Zone } from './addresses.ts';

/** One address of a name. */
export interface Address {
  address: string;
  family: number;
}

/** Looks a name up. @throws when it has no address */
export type Resolve = (name: string) => Promise<readonly Address[]>;

/** What is agreed to, and how names are looked up. */
export interface Reach {
  /** host:port globs */
  egress: readonly string[];
  resolve: Resolve;
  /** where an IP address is */
  zone: (address: string) => Zone;
}

/** Where requests may really go. */
export const REAL: Pick<Reach, 'resolve' | 'zone'> = {
  resolve: (name) => lookupName(name, { all: true, order: 'verbatim' }),
  zone: zoneOf,
};

/** `host:port` of a URL, in lower case. */
export function hostPort({ hostname, port, protocol }: URL): string {
  const usual = protocol === 'https:' ? '443' : '80';
  return `${hostname.toLowerCase().replace(/\.$/, '')}:${port === '' ? usual : port}`;
}

function fits(glob: string, text: string): boolean {
  const parts = glob.toLowerCase().split('*');
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (parts.length === 1) return first === text;
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > text.length - last.length) return false;
    from = at + part.length;
  }
  return true;
}

/** Whether policy and person have agreed to a host. */
export function isAgreed(url: URL, egress: readonly string[]): boolean {
  const target = hostPort(url);
  return egress.some((glob) => fits(glob, target));
}

/** Reads a URL that may be asked for. @throws OmegaError tool.arguments_invalid */
export function webUrl(text: string): URL {
  if (!URL.canParse(text)) throw new OmegaError('tool.arguments_invalid', `"${text.slice(0, 200)}" is no address.`);
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new OmegaError('tool.arguments_invalid', `Only http and https are read, not ${url.protocol.slice(0, 20)}`);
  if (url.username !== '' || url.password !== '')
    throw new OmegaError('tool.arguments_invalid', 'An address may not hold a name or a password.');
  return url;
}

const bare = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');

/**
 * Whether somebody who agreed to this host knew that it lies inside: an IP address or `localhost`, agreed to word for word.
 * A name says nothing about where it leads; whoever wants it names the address.
 */
function isAgreedInside(url: URL, egress: readonly string[]): boolean {
  const name = bare(url.hostname).toLowerCase();
  return egress.includes(hostPort(url)) && (isIP(name) !== 0 || name === 'localhost');
}

async function addressesOf(name: string, resolve: Resolve): Promise<readonly Address[]> {
  const version = isIP(name);
  if (version !== 0) return [{ address: name, family: version }];
  try {
    const found = await resolve(name);
    if (found.length > 0) return found;
  } catch (cause) {
    throw new OmegaError('tool.remote', `There is no host of the name ${name}.`, { cause });
  }
  throw new OmegaError('tool.remote', `There is no host of the name ${name}.`);
}

/**
 * Checks a URL and gives the addresses to connect to.
 *
 * @throws OmegaError tool.denied where nobody agreed to the host, or it lies inside this network; tool.remote for an unknown name
 */
export async function reach(url: URL, { egress, resolve, zone }: Reach): Promise<readonly Address[]> {
  const target = hostPort(url);
  if (!isAgreed(url, egress))
    throw new OmegaError('tool.denied', `Nobody agreed to ${target}; ask for that address by itself.`);
  const addresses = await addressesOf(bare(url.hostname), resolve);
  const zones = new Set(addresses.map(({ address }) => zone(address)));
  if (zones.has('never')) throw new OmegaError('tool.denied', `${target} leads to an address that is never reached.`);
  if (zones.has('inside') && !isAgreedInside(url, egress))
    throw new OmegaError(
      'tool.denied',
      `${target} lies on this machine or in its network. It is reached only when its owner agrees to the very IP address.`,
    );
  return addresses;
}
