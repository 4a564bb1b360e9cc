import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Locale } from '../../../protocol/wire/fields.ts';
import type { Html } from '../../http/html.ts';
import { nearestLocale } from '../../locale.ts';
import type { SiteRecord } from '../sites/store.ts';

/** The language of a page: the one that was wished for, else the browser's, else the site's. */
export function localeOf(request: FastifyRequest, wish: string, site: SiteRecord | null): Locale {
  return nearestLocale(wish || request.headers['accept-language'], site?.locale);
}

/** Sends a page that nobody else may keep. */
export function sendPage(reply: FastifyReply, page: Html, policy: string): FastifyReply {
  return reply
    .header('content-security-policy', policy)
    .header('cache-control', 'private, no-cache')
    .type('text/html; charset=utf-8')
    .send(page.text);
}
