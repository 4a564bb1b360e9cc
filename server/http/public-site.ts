import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { SiteRecord } from '../features/sites/store.ts';
import { isOriginAllowed, originOf, ownOrigin } from './origins.ts';

/** In the path of what is said of a site or to it. */
export const siteParams = z.object({ key: z.string().max(64) });

/**
 * The site that a public request is for.
 * @throws AppError SITE_UNKNOWN, or ORIGIN_REFUSED when the page may not speak for it
 */
export async function publicSiteOf(context: Context, request: FastifyRequest, key: string): Promise<SiteRecord> {
  const site = await context.sites.byKey(key);
  if (!site) throw new AppError('SITE_UNKNOWN');
  const origin = pageOrigin(request);
  if (!isOriginAllowed(site, origin, ownOrigin(context.config, request))) {
    throw new AppError('ORIGIN_REFUSED', `The site does not list ${origin}; its owner can add it under Settings.`);
  }
  return site;
}

/**
 * Where the page is that asks: the Origin header, or where a browser hides it, the Referer's. Undefined: no page at all.
 * A post from a page with `referrer: no-referrer` says `null`, and then nobody knows.
 */
export function pageOrigin(request: FastifyRequest): string | undefined {
  const { origin, referer } = request.headers;
  if (origin !== undefined && origin !== 'null') return origin;
  return originOf(referer) ?? origin;
}
