import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { SiteRecord } from '../features/sites/store.ts';

/**
 * Whether a page at `origin` may speak for the site: the one judge for HTTP, form posts and WebSockets alike (SPEC P1).
 * Own pages (demo, forms, inbox) always may. Without an Origin header the caller is no browser, and carries its token in
 * the request itself, so there is no page to hold back.
 * @param origin the Origin header; `null` as text is what browsers send for sandboxed frames and files, and only `*` allows it
 * @param ownOrigin where this server is reached, from `ownOrigin()`
 */
export function isOriginAllowed(
  site: Pick<SiteRecord, 'origins'>,
  origin: string | undefined,
  ownOrigin: string,
): boolean {
  if (origin === undefined || origin === ownOrigin) return true;
  return site.origins.includes('*') || (origin !== 'null' && site.origins.includes(origin));
}

/**
 * The origin under which the caller reached this server: what "same origin" means for this request.
 * It is the address in the request where the page agrees with it, so that a server known under two names works under both;
 * else PUBLIC_URL. A page on https whose host is ours counts even when we see http, because a proxy that we were not told
 * of may have taken TLS off; no foreign page can have our host in its origin.
 */
export function ownOrigin(
  config: Pick<Config, 'publicUrl'>,
  request: Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>,
): string {
  const { origin } = request.headers;
  if (origin === `https://${request.host}`) return origin;
  const asked = `${request.protocol === 'https' ? 'https' : 'http'}://${request.host}`;
  return origin === asked ? asked : (config.publicUrl ?? asked);
}

/** The origin of a URL as a browser would write it, or null when it is not one of http or https. */
export function originOf(url: string | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}
