import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import { isPublicAddress } from '../outbox/addresses.ts';
import { plainAddress } from './addresses.ts';

/** Finds out about a proxy that nobody told us of, behind which limits by address take all visitors for one. */
export interface ProxyWatch {
  /** Looks at a request. Cheap: one header, which hardly any request has that came by no proxy. */
  see(request: Pick<FastifyRequest, 'headers' | 'ip' | 'raw'>): void;
  /** Address of one that says for whom it asks and is not believed; null: none was seen. */
  readonly untrusted: string | null;
}

/** Anybody on the internet may write the header; a proxy there shows itself by speaking for several. */
const SPOKEN_FOR = 3;

export function createProxyWatch(log: Pick<FastifyBaseLogger, 'warn'>): ProxyWatch {
  let untrusted: string | null = null;
  let last = '';
  const spokenFor = new Set<string>();

  return {
    see({ headers, ip, raw }) {
      const forwarded = headers['x-forwarded-for'];
      const { remoteAddress } = raw.socket;
      // Who is believed is not the one who asks any more.
      if (untrusted !== null || forwarded === undefined || remoteAddress === undefined || ip !== remoteAddress) return;
      const address = plainAddress(remoteAddress);
      if (isPublicAddress(address)) {
        if (address !== last) spokenFor.clear();
        last = address;
        spokenFor.add(String(forwarded).slice(0, 100));
        if (spokenFor.size < SPOKEN_FOR) return;
      }
      untrusted = address;
      log.warn(
        `A proxy at ${address} says for whom it asks (X-Forwarded-For), and TRUST_PROXY does not name it, so that limits ` +
          `by address take everybody behind it for one. If it is yours, start Deskbell with TRUST_PROXY=${address}.`,
      );
    },
    get untrusted() {
      return untrusted;
    },
  };
}
