import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import type { SiteRecord } from '../features/sites/store.ts';

type Asked = Pick<FastifyRequest, 'headers' | 'protocol' | 'host'>;
type Known = Pick<Config, 'publicUrl'>;

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
 * Where the browser says that the page is of the origin it asked, that is the page's own, whatever a proxy made of Host.
 * Else it is the address in the request where the page agrees with it, so that a server known under two names works under
 * both; else PUBLIC_URL. A page on https whose host is ours counts even when we see http, because a proxy that we were not
 * told of may have taken TLS off; no foreign page can have our host in its origin.
 */
export function ownOrigin(config: Known, request: Asked): string {
  const page = pageOrigin(request);
  const isKnown = page !== undefined && page !== 'null';
  if (isKnown && (saysSameOrigin(request) || page === `https://${request.host}`)) return page;
  const asked = `${request.protocol === 'https' ? 'https' : 'http'}://${request.host}`;
  return page === asked ? asked : (originOf(config.publicUrl) ?? asked);
}

/**
 * Whether one of our own pages asks, or no page at all. What it refuses may be a page that somebody was lured to (CSRF).
 * Browsers name the page in Origin, or say in Sec-Fetch-Site how far away it is; a client that sends neither is no browser.
 */
export function isOwnPage(config: Known, request: Asked): boolean {
  if (saysSameOrigin(request)) return true;
  const { origin, 'sec-fetch-site': distance } = request.headers;
  if (origin === undefined) return distance === undefined || distance === 'none';
  return origin === ownOrigin(config, request);
}

/**
 * Where the page is that asks: the Origin header, or where a browser hides it, the Referer's. Undefined: no page at all.
 * A post from a page with `referrer: no-referrer` says `null`, and then nobody knows.
 */
export function pageOrigin({ headers: { origin, referer } }: Pick<FastifyRequest, 'headers'>): string | undefined {
  if (origin !== undefined && origin !== 'null') return origin;
  return originOf(referer) ?? origin;
}

/**
 * What a browser alone knows: it compares the page with the address that it asked, before any proxy wrote into Host. No
 * script can set this header, nor any other `Sec-` one (Fetch, section 2.2.2). It is missing in old browsers, on plain
 * http beyond localhost, and in Chromium when a WebSocket opens: then Origin and Host decide as they can.
 */
function saysSameOrigin({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  return headers['sec-fetch-site'] === 'same-origin';
}

/** What to change when our own page is taken for a foreign one, because a proxy wrote its own address into Host. */
export function proxyAdvice(origin: string): string {
  return (
    `If that is where Deskbell is reached, its proxy hides that: add "proxy_set_header Host $http_host;" (nginx) or ` +
    `"ProxyPreserveHost On" (Apache), or start Deskbell with PUBLIC_URL=${origin}.`
  );
}

/** The origin of a URL as a browser would write it, or null when it is not one of http or https. */
export function originOf(url: string | null | undefined): string | null {
  if (!url || !URL.canParse(url)) return null;
  const { protocol, origin } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? origin : null;
}
