import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { AppError } from '../app-error.ts';
import type { Context } from '../context.ts';
import type { SiteRecord } from '../features/sites/store.ts';
import { isOriginAllowed, isOwnPage, ownOrigin, pageOrigin } from './origins.ts';

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
  const isAllowed =
    isOwnPage(context.config, request) || isOriginAllowed(site, origin, ownOrigin(context.config, request));
  if (!isAllowed) {
    throw new AppError('ORIGIN_REFUSED', `The site does not list ${origin}; its owner can add it under Settings.`);
  }
  return site;
}
