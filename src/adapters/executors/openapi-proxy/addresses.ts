/** Which addresses belong to this machine or its network: nothing from outside may make Omega talk to them. */
import { BlockList, isIP } from 'node:net';

type Range = readonly [address: string, prefix: number];

/** Loopback, private and link-local networks: reached only when somebody agreed to the very address. */
const INSIDE_V4: readonly Range[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];
const INSIDE_V6: readonly Range[] = [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
];

/** Never reached: no host at all, many hosts, reserved ranges, and addresses that hide another one. */
const NEVER_V4: readonly Range[] = [
  ['0.0.0.0', 8],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  // what clouds tell their machines, keys included
  ['169.254.169.254', 32],
  ['169.254.170.2', 32],
  ['169.254.170.23', 32],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
];
const NEVER_V6: readonly Range[] = [
  ['::', 128],
  ['::', 96],
  ['::ffff:0:0', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fec0::', 10],
  ['ff00::', 8],
  ['fd00:ec2::254', 128],
  ['fd20:ce::254', 128],
];

/** One list for one family: a list of both would take every IPv4 address for its own form in IPv6. */
function list(ranges: readonly Range[], family: 'ipv4' | 'ipv6'): BlockList {
  const blocked = new BlockList();
  for (const [address, prefix] of ranges) blocked.addSubnet(address, prefix, family);
  return blocked;
}

const LISTS = {
  ipv4: { inside: list(INSIDE_V4, 'ipv4'), never: list(NEVER_V4, 'ipv4') },
  ipv6: { inside: list(INSIDE_V6, 'ipv6'), never: list(NEVER_V6, 'ipv6') },
};
const LOOPBACK_V6 = list([['::1', 128]], 'ipv6');

/** Where an address is: `never` may not be reached at all, `inside` only by agreement. */
export type Zone = 'outside' | 'inside' | 'never';

/** @param address an IP address, without brackets; anything else is `never` */
export function zoneOf(address: string): Zone {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return 'never';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  // It lies in the range of addresses that hide an IPv4 one, but hides none.
  if (version === 6 && LOOPBACK_V6.check(address, family)) return 'inside';
  if (LISTS[family].never.check(address, family)) return 'never';
  return LISTS[family].inside.check(address, family) ? 'inside' : 'outside';
}
