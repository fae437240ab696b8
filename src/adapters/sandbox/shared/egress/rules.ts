/** Which hosts a job may reach: globs of host:port, and addresses that no name may lead to. */
import { BlockList, isIP } from 'node:net';

/** Of this machine, of its network, of the machine's keeper: reached only when the list names the address itself. */
const PRIVATE = new BlockList();
const V4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4';
const V6 =
  '::/128 ::1/128 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 2002::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8';
for (const net of V4.split(' ')) PRIVATE.addSubnet(...subnet(net), 'ipv4');
for (const net of V6.split(' ')) PRIVATE.addSubnet(...subnet(net), 'ipv6');

function subnet(text: string): [string, number] {
  const [address = '', bits = ''] = text.split('/');
  return [address, Number(bits)];
}

/** @returns whether an address belongs to this machine or its network; what is no address counts as such */
export function isPrivate(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  if (family === 4) return PRIVATE.check(address, 'ipv4');
  const mapped = /^::(?:ffff:)?(?:0:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(canonical(address))?.[1];
  if (mapped !== undefined) return isPrivate(mapped);
  return PRIVATE.check(address, 'ipv6');
}

/** The address in the shortest form, with an IPv4 address in it written as one. */
function canonical(address: string): string {
  const short = new URL(`http://[${address.split('%')[0]}]/`).hostname.slice(1, -1);
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(short);
  if (mapped === null) return short;
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
  return `::ffff:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** Host and port as a job names them. */
export interface Target {
  /** lower case, without brackets and without a dot at its end */
  readonly host: string;
  readonly port: number;
}

/** @returns the target in one spelling, or undefined when it is none */
export function targetOf(host: string, port: number): Target | undefined {
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return undefined;
  const plain = host
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  if (isIP(plain) !== 0) return { host: plain.includes(':') ? canonical(plain) : plain, port };
  // Numbers that some systems read as an address (127.1, 0x7f000001) are no names.
  if (!/^(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?\.)*[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?$/.test(plain)) return undefined;
  const last = plain.split('.').at(-1) ?? '';
  return plain.length > 253 || /^(?:\d+|0x[0-9a-f]*)$/.test(last) ? undefined : { host: plain, port };
}

/** How a list speaks of a target. */
export type Permission = 'no' | 'by pattern' | 'by name';

/**
 * @param rules host:port; `*` is any text within the host, or any port
 * @returns     `by name` when a rule without `*` in its host names the host itself
 */
export function permissionOf({ host, port }: Target, rules: readonly string[]): Permission {
  const fitting = rules.filter((rule) => {
    const at = rule.lastIndexOf(':');
    const [name, number] = [
      rule
        .slice(0, at)
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1'),
      rule.slice(at + 1),
    ];
    const pattern = name.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return (number === '*' || number === String(port)) && new RegExp(`^${pattern.join('.*')}$`).test(host);
  });
  if (fitting.length === 0) return 'no';
  return fitting.some((rule) => !rule.slice(0, rule.lastIndexOf(':')).includes('*')) ? 'by name' : 'by pattern';
}
