import { isIPv4, isIPv6 } from 'node:net';

/** Groups of 16 bits that a customer of a network gets at least (RFC 6177): within them one machine takes any address it likes. */
const NETWORK_GROUPS = 4;
/** Those that a site gets at most, in common practice. */
const SITE_GROUPS = 3;

/**
 * What limits count an address by: the one place that makes such a key. An IPv4 address stands for itself, also in IPv6
 * clothes (`::ffff:203.0.113.7`); of IPv6 the /64 counts.
 * @param ip as the connection or a trusted proxy says it; what is no address, as in tests, stands for itself
 */
export function addressKey(ip: string): string {
  const { ipv4, groups } = partsOf(ip);
  return groups ? `${groups.slice(0, NETWORK_GROUPS).join(':')}::/64` : ipv4;
}

/**
 * What is kept of an address: the network it is in, /24 of IPv4 and /48 of IPv6, which names a town or a company and
 * nobody in it.
 * @param ip as the connection or a trusted proxy says it; what is no address is kept as nothing
 */
export function shortAddress(ip: string): string {
  const { ipv4, groups } = partsOf(ip);
  if (groups) return `${groups.slice(0, SITE_GROUPS).join(':')}::/48`;
  return isIPv4(ipv4) ? `${ipv4.split('.').slice(0, 3).join('.')}.0/24` : '';
}

/**
 * An address as people write it. Who listens on `::` hears IPv4 ones in IPv6 clothes, which look like none of the internet.
 * @param ip as the connection or a trusted proxy says it
 */
export function plainAddress(ip: string): string {
  return partsOf(ip).ipv4 ?? ip;
}

/** An IPv4 address, also where it came in IPv6 clothes, or the eight groups of an IPv6 one. What is neither stands as it came. */
function partsOf(ip: string): { ipv4: string; groups: null } | { ipv4: null; groups: string[] } {
  const [address = ''] = ip.split('%', 1);
  if (!isIPv6(address)) return { ipv4: address, groups: null };
  // The URL parser writes every IPv6 address in one way: hexadecimal, in lower case, shortened.
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const groups = [...before, ...Array<string>(8 - before.length - after.length).fill('0'), ...after];
  const isMapped = groups.slice(0, 5).every(each => each === '0') && groups[5] === 'ffff';
  return isMapped ? { ipv4: ipv4Of(groups.slice(6)), groups: null } : { ipv4: null, groups };
}

function groupsOf(text: string): string[] {
  return text === '' ? [] : text.split(':');
}

function ipv4Of(groups: string[]): string {
  return groups
    .map(each => Number.parseInt(each, 16))
    .flatMap(each => [each >> 8, each & 255])
    .join('.');
}
