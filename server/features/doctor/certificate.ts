import { isIP } from 'node:net';
import { connect } from 'node:tls';

/** What a server shows who it is by. */
export interface Certificate {
  /** Ms since the epoch. */
  endsAt: number;
  /** Why a browser would refuse it, such as CERT_HAS_EXPIRED; null: it would not. */
  problem: string | null;
}

/**
 * Asks a server for its certificate, and believes nothing of it.
 * @param url https
 * @throws Error where nobody answers
 */
export function certificateOf({ hostname, port }: URL, signal: AbortSignal): Promise<Certificate> {
  const { promise, resolve, reject } = Promise.withResolvers<Certificate>();
  const host = hostname.replace(/^\[|\]$/g, '');
  // An address has no name to be asked for (RFC 6066, section 3).
  const name = isIP(host) ? {} : { servername: host };
  const socket = connect({ host, port: Number(port || 443), ...name, rejectUnauthorized: false });
  const leave = () => socket.destroy(new Error('nobody answered in time'));
  signal.addEventListener('abort', leave, { once: true });
  socket.once('secureConnect', () => {
    const error = socket.authorizationError as (Error & { code?: string }) | string | undefined;
    const problem = typeof error === 'object' ? (error?.code ?? error?.message) : error;
    resolve({ endsAt: Date.parse(socket.getPeerCertificate().valid_to), problem: problem ?? null });
    socket.destroy();
  });
  socket.once('error', reject);
  return promise.finally(() => signal.removeEventListener('abort', leave));
}
