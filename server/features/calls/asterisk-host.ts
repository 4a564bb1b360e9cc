/** Where a telephone system's manager interface may be. */
import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { AppError } from '../../app-error.ts';
import type { Config } from '../../config.ts';
import { isLoopbackHost, isPublicAddress } from '../../outbox/addresses.ts';

/**
 * A host as it is kept: a name or an address, at no private one unless this server's owner allows it.
 * @throws AppError FIELD_INVALID under `asterisk.host`
 */
export function asteriskHost({ webhooksToPrivate }: Pick<Config, 'webhooksToPrivate'>, typed: string): string {
  const host = typed.trim().toLowerCase();
  const isName = /^[a-z\d](?:[a-z\d.-]{0,250}[a-z\d])?$/.test(host) || isIP(host) !== 0;
  const isPrivate = isLoopbackHost(host) || (isIP(host) !== 0 && !isPublicAddress(host));
  if (isName && (webhooksToPrivate || !isPrivate)) return host;
  const wanted = isName ? 'at a public address unless WEBHOOKS_TO_PRIVATE is on' : 'a name or an IP address';
  throw new AppError('FIELD_INVALID', `asterisk.host must be ${wanted}.`, {
    fields: { 'asterisk.host': 'FIELD_INVALID' },
  });
}

/** The address behind it, looked up where nobody can turn it into another one meanwhile. @throws Error a word on why not */
export async function addressOf(host: string, mayBePrivate: boolean): Promise<string> {
  const found = isIP(host) ? [{ address: host }] : await lookup(host, { all: true });
  const address = found.find(each => mayBePrivate || isPublicAddress(each.address))?.address;
  if (address === undefined) throw new Error(`${host} is no public address`);
  return address;
}
