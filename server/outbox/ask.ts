import { type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { addressIn, isPublicAddress, lookupPublic, PrivateAddressError } from './addresses.ts';
import { connectThrough } from './tunnel.ts';

/** From the first packet to the answer's last byte. Who is asked should answer first and work later. */
const PATIENCE_MS = 10_000;

/** What every request to an address that somebody else chose says of itself. */
export interface Guarded {
  /** Whether it may lead into a private network. */
  mayBePrivate: boolean;
  signal: AbortSignal;
  /** From the first packet to the answer's last byte; left out: 10 s. */
  patienceMs?: number;
  /** The way that it goes; left out: straight there. */
  proxy?: URL;
}

/**
 * Asks an address that somebody else chose: no redirects, no cookies, no proxy but the one given, no kept connection (one
 * that the other side has just dropped would look like a failure), and an end after 10 s.
 * @param hear reads what is wanted of the answer
 * @throws Error a word or a few on why there was no answer, such as ECONNREFUSED; its cause is a `PrivateAddressError`
 *   where the address is nobody's business
 */
export async function ask<T>(
  url: string,
  {
    mayBePrivate,
    signal,
    patienceMs = PATIENCE_MS,
    proxy,
    body,
    ...request
  }: Guarded & { method: string; headers: Record<string, string | number>; body?: string | Buffer },
  hear: (response: IncomingMessage) => Promise<T>,
): Promise<T> {
  const target = new URL(url);
  const address = addressIn(target);
  const late = AbortSignal.timeout(patienceMs);
  const sayWhy = (error: NodeJS.ErrnoException) =>
    new Error(late.aborted ? `no answer within ${patienceMs / 1000} s` : (error.code ?? error.message), {
      cause: error,
    });
  if (!mayBePrivate && address && !isPublicAddress(address)) {
    throw sayWhy(new PrivateAddressError(`${address} is no public address`));
  }
  const ended = AbortSignal.any([late, signal]);
  const way =
    proxy &&
    (await connectThrough(proxy, target, { mayBePrivate, signal: ended }).catch(error => {
      throw sayWhy(error);
    }));
  return new Promise((resolve, reject) => {
    const asked = (target.protocol === 'https:' ? overHttps : overHttp)(target, {
      ...request,
      headers: { 'user-agent': 'Deskbell', ...request.headers },
      ...(way ? { createConnection: () => way } : { agent: false }),
      signal: ended,
      ...(!mayBePrivate && { lookup: lookupPublic }),
    });
    asked.on('error', error => reject(sayWhy(error)));
    asked.on('response', response => hear(response).then(resolve, error => reject(sayWhy(error))));
    asked.end(body);
  });
}
