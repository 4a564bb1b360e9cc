import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { addressIn, isPublicAddress, lookupPublic, PrivateAddressError } from './addresses.ts';

/** From the first packet to the answer's last byte. A receiver should take first and work later. */
const PATIENCE_MS = 10_000;
/** Nobody looks at the answer; so much is read out of politeness, then the line is dropped. */
const ANSWER_BYTES = 16 * 1024;

export interface Answer {
  status: number;
  /** The header as it came. */
  retryAfter: string | undefined;
}

/**
 * Posts JSON to an address that somebody else chose: no redirects, no cookies, no proxy, no kept connection (one that the
 * other side has just dropped would look like a failure), and an end after 10 s.
 * @param mayBePrivate whether it may lead into a private network
 * @throws Error a word or a few on why there was no answer, such as ECONNREFUSED
 */
export function post(
  url: string,
  body: string,
  options: { headers: Record<string, string>; mayBePrivate: boolean; signal: AbortSignal },
): Promise<Answer> {
  const target = new URL(url);
  const address = addressIn(target);
  if (!options.mayBePrivate && address && !isPublicAddress(address)) {
    return Promise.reject(new PrivateAddressError(`${address} is no public address`));
  }
  const late = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve, reject) => {
    const request = (target.protocol === 'https:' ? overHttps : overHttp)(target, {
      method: 'POST',
      agent: false,
      signal: AbortSignal.any([late, options.signal]),
      headers: {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': 'Deskbell',
        ...options.headers,
      },
      ...(!options.mayBePrivate && { lookup: lookupPublic }),
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const problem = late.aborted ? `no answer within ${PATIENCE_MS / 1000} s` : (error.code ?? error.message);
      reject(new Error(problem, { cause: error }));
    });
    request.on('response', response => {
      const answer = { status: response.statusCode ?? 0, retryAfter: response.headers['retry-after'] };
      let bytes = 0;
      response.on('data', (part: Buffer) => {
        bytes += part.length;
        if (bytes > ANSWER_BYTES) response.destroy();
      });
      // The status is known: whatever becomes of the rest changes nothing.
      response.on('error', () => {});
      response.on('close', () => resolve(answer));
    });
    request.end(body);
  });
}
