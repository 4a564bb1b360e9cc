import { AppError } from '../app-error.ts';
import type { Config } from '../config.ts';
import { addressIn, isLoopbackHost, isPublicAddress } from './addresses.ts';

/**
 * An address to be asked, as it is kept: https, or http to this very machine; no private network unless this server's
 * owner allows it. Names are looked at again when they are connected to.
 * @param example what one looks like
 * @throws AppError FIELD_INVALID under `url`
 */
export function checkedUrl(
  { webhooksToPrivate }: Pick<Config, 'webhooksToPrivate'>,
  text: string,
  example: string,
): string {
  const refuse = (wanted: string) => {
    const detail = `url must be ${wanted}, got ${JSON.stringify(text)}.`;
    throw new AppError('FIELD_INVALID', detail, { fields: { url: 'FIELD_INVALID' } });
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
