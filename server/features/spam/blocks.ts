/** The list of what an owner never wants to see on the desk. */
import { BlockList, isIP, isIPv6 } from 'node:net';
import type { SpamBlock } from '../../../protocol/spam.ts';
import { addressKey } from '../../http/addresses.ts';
import { asciiDigits } from '../contacts/marks.ts';
import { folded } from '../search/rules.ts';
import { countryOfNumber, isCountry } from './numbers.ts';
import type { FirstWords } from './rules.ts';

/** Whether what was said, or where it came from, stands on a list. @param address as the connection says it */
export function isBlocked(blocks: readonly SpamBlock[], words: FirstWords, address: string): boolean {
  if (blocks.length === 0) return false;
  const said = folded(Object.values(words).join('\n'));
  return blocks.some(({ kind, value }) => {
    if (kind === 'address') return isInside(address, value);
    if (kind === 'word') return said.includes(folded(value));
    if (words.phone === '') return false;
    if (kind === 'country') return countryOfNumber(words.phone) === value.toUpperCase();
    return digitsOf(words.phone).startsWith(digitsOf(value));
  });
}

/** Of a network, in bits: a larger one is a slip, and would hold everybody. */
const LEAST_BITS = { ipv4: 8, ipv6: 16 };

/** Whether a block can hold something, and not everything; else its owner is told. */
export function isBlockReadable({ kind, value }: SpamBlock): boolean {
  if (kind === 'address') {
    const network = networkOf(value);
    return network !== null && network.bits >= LEAST_BITS[isIPv6(network.address) ? 'ipv6' : 'ipv4'];
  }
  if (kind === 'number') return /\d{3}/.test(digitsOf(value));
  if (kind === 'country') return isCountry(value.toUpperCase());
  return folded(value).length >= 3;
}

function digitsOf(text: string): string {
  return asciiDigits(text).replace(/\D/g, '').replace(/^00/, '');
}

function networkOf(text: string): { address: string; bits: number } | null {
  const [address = '', prefix, ...rest] = text.split('/');
  const most = isIPv6(address) ? 128 : 32;
  const bits = prefix === undefined ? most : Number(prefix);
  return isIP(address) && rest.length === 0 && Number.isInteger(bits) && bits >= 0 && bits <= most
    ? { address, bits }
    : null;
}

function isInside(ip: string, text: string): boolean {
  const network = networkOf(text);
  // An IPv4 address may come in IPv6 clothes.
  const key = addressKey(ip);
  const address = isIP(key) === 4 ? key : ip;
  const version = isIP(address);
  if (!network || !version) return false;
  const list = new BlockList();
  list.addSubnet(network.address, network.bits, isIPv6(network.address) ? 'ipv6' : 'ipv4');
  return list.check(address, version === 6 ? 'ipv6' : 'ipv4');
}
