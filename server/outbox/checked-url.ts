import { AppError } from '../app-error.ts';
import type { Config } from '../config.ts';
import { addressIn, isLoopbackHost, isPublicAddress } from './addresses.ts';
import { isSocks } from './tunnel.ts';

/**
 * An address to be asked, as it is kept: https, or http to this very machine; no private network unless this server's
 * owner allows it. Names are looked at again when they are connected to.
 * @param example what one looks like
 * @param field whose value it is
 * @throws AppError FIELD_INVALID under the field
 */
export function checkedUrl(
  { webhooksToPrivate }: Pick<Config, 'webhooksToPrivate'>,
  text: string,
  example: string,
  field = 'url',
): string {
  const refuse = (wanted: string) => {
    const detail = `${field} must be ${wanted}, got ${JSON.stringify(text)}.`;
    throw new AppError('FIELD_INVALID', detail, { fields: { [field]: 'FIELD_INVALID' } });
  };
  if (!URL.canParse(text.trim())) return refuse(`an address such as ${example}`);
  const url = new URL(text.trim());
  const isLocal = isLoopbackHost(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLocal)) return refuse('https, or http to localhost');
  // Node would send them as a header, and they would stand in lists and logs.
  if (url.username || url.password) return refuse('without a user and password');
  const address = addressIn(url);
  if (!webhooksToPrivate && (isLocal || (address && !isPublicAddress(address)))) {
    return refuse('a public address unless WEBHOOKS_TO_PRIVATE is on');
  }
  url.hash = '';
  return url.href;
}

/**
 * The address of a proxy, HTTP or SOCKS5, as it is kept: with user and password, which are never repeated in a refusal. No private
 * network unless this server's owner allows it.
 * @throws AppError FIELD_INVALID under `proxy`
 */
export function checkedProxy({ webhooksToPrivate }: Pick<Config, 'webhooksToPrivate'>, text: string): string {
  const refuse = (wanted: string) => {
    throw new AppError('FIELD_INVALID', `proxy must be ${wanted}.`, { fields: { proxy: 'FIELD_INVALID' } });
  };
  if (!URL.canParse(text.trim())) return refuse('an address such as http://proxy.example:3128');
  const url = new URL(text.trim());
  if (url.protocol !== 'http:' && url.protocol !== 'https:' && !isSocks(url)) return refuse('http, https or socks5');
  // Hosts of addresses that are not for pages stand as they were typed: `0x7f.1` would be none of this machine.
  const { hostname } = isSocks(url) ? new URL(`http://${url.hostname}`) : url;
  const address = addressIn({ hostname });
  if (!webhooksToPrivate && (isLoopbackHost(hostname) || (address && !isPublicAddress(address)))) {
    return refuse('at a public address unless WEBHOOKS_TO_PRIVATE is on');
  }
  return `${url.protocol}//${credentials(url)}${hostname}${url.port && `:${url.port}`}`;
}

function credentials({ username, password }: URL): string {
  return username ? `${username}${password && `:${password}`}@` : '';
}
