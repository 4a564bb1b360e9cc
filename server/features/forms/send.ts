import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Html } from '../../http/html.ts';
import { nearestLocale } from '../../locale.ts';
import type { SiteRecord } from '../sites/store.ts';

/** The language of a page: the one that was wished for, else the browser's, else the site's. */
export function localeOf(request: FastifyRequest, wish: string, site: SiteRecord | null): Locale {
  return nearestLocale(wish || request.headers['accept-language'], site?.locale);
}

/** Sends a page that nobody else may keep. @param cache `no-store`: nor the browser, as what is somebody's own and stands open on a shared one */
export function sendPage(
  reply: FastifyReply,
  page: Html,
  policy: string,
  cache: 'private, no-cache' | 'no-store' = 'private, no-cache',
): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', cache)
    .type('text/html; charset=utf-8')
    .send(page.text);
}
