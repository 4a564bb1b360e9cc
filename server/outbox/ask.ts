import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { addressIn, isPublicAddress, lookupPublic, PrivateAddressError } from './addresses.ts';

/** From the first packet to the answer's last byte. Who is asked should answer first and work later. */
const PATIENCE_MS = 10_000;

/** What every request to an address that somebody else chose says of itself. */
export interface Guarded {
  /** Whether it may lead into a private network. */
  mayBePrivate: boolean;
  signal: AbortSignal;
}

/**
 * Asks an address that somebody else chose: no redirects, no cookies, no proxy, no kept connection (one that the other
 * side has just dropped would look like a failure), and an end after 10 s.
 * @param hear reads what is wanted of the answer
 * @throws Error a word or a few on why there was no answer, such as ECONNREFUSED; its cause is a `PrivateAddressError`
 *   where the address is nobody's business
 */
export function ask<T>(
  url: string,
  {
    mayBePrivate,
    signal,
    body,
    ...request
  }: Guarded & { method: string; headers: Record<string, string | number>; body?: string | Buffer },
  hear: (response: IncomingMessage) => Promise<T>,
): Promise<T> {
  const target = new URL(url);
  const address = addressIn(target);
  const late = AbortSignal.timeout(PATIENCE_MS);
  const sayWhy = (error: NodeJS.ErrnoException) =>
    new Error(late.aborted ? `no answer within ${PATIENCE_MS / 1000} s` : (error.code ?? error.message), {
      cause: error,
    });
  if (!mayBePrivate && address && !isPublicAddress(address)) {
    return Promise.reject(sayWhy(new PrivateAddressError(`${address} is no public address`)));
  }
  return new Promise((resolve, reject) => {
    const asked = (target.protocol === 'https:' ? overHttps : overHttp)(target, {
      ...request,
      headers: { 'user-agent': 'Deskbell', ...request.headers },
      agent: false,
      signal: AbortSignal.any([late, signal]),
      ...(!mayBePrivate && { lookup: lookupPublic }),
    });
    asked.on('error', error => reject(sayWhy(error)));
    asked.on('response', response => hear(response).then(resolve, error => reject(sayWhy(error))));
    asked.end(body);
  });
}
