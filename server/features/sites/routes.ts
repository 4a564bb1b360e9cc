import { z } from 'zod';
import { site, siteCreate, siteSecretAnswer, siteUpdate } from '../../../protocol/sites.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { originOf } from '../../http/origins.ts';
import { seal } from '../../secrets.ts';
import { newToken } from '../../tokens.ts';
import { requireAgent, requireOwner } from '../sessions/sessions.ts';
import { newSite, newSiteKey, siteOf } from './sites.ts';
import type { SiteRecord } from './store.ts';

const params = z.object({ key: z.string().max(64) });

/** The owner's settings of each website. */
export function siteRoutes(app: App, context: Context): void {
  const { store, sites, availability, now, newId, config } = context;
  const tags = ['Sites'];

  /** From the store, not from the cache: another server may have changed it a moment ago. @throws AppError SITE_UNKNOWN */
  async function siteByKey(key: string): Promise<SiteRecord> {
    const found = (await store.sites.all()).find(each => each.key === key);
    if (!found) throw new AppError('SITE_UNKNOWN');
    return found;
  }

  app.get(
    '/v1/sites',
    { schema: { tags, summary: 'All sites', response: { 200: z.array(site), 401: errorAnswer } } },
    async request => {
      await requireAgent(context, request);
      return (await store.sites.all()).map(siteOf);
    },
  );

  app.post(
    '/v1/sites',
    {
      schema: {
        tags,
        summary: 'Add a site (owner)',
        body: siteCreate,
        response: { 201: site, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      await requireOwner(context, request);
      const made = newSite({
        id: newId(),
        key: newSiteKey(),
        name: request.body.name,
        origins: ['*'],
        at: now(),
      });
      await store.sites.save(made);
      sites.forget();
      return reply.code(201).send(siteOf(made));
    },
  );

  app.patch(
    '/v1/sites/:key',
    {
      schema: {
        tags,
        summary: 'Change settings (owner)',
        params,
        body: siteUpdate,
        response: { 200: site, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const { id } = await siteByKey(request.params.key);
      const { origins, ...settings } = request.body;
      const changed = await store.sites.update(id, { ...settings, ...(origins && { origins: exactOrigins(origins) }) });
      if (!changed) throw new AppError('SITE_UNKNOWN');
      sites.forget();
      // The new hours may make it another answer.
      availability.tell(changed);
      return siteOf(changed);
    },
  );

  app.post(
    '/v1/sites/:key/identity-secret',
    {
      schema: {
        tags,
        summary: 'Make a new secret for signed identities (owner)',
        description: 'Shown this once; the one before stops working.',
        params,
        response: { 200: siteSecretAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const { id } = await siteByKey(request.params.key);
      const secret = newToken();
      await store.sites.update(id, { identitySecret: seal(config.secretKey, secret) });
      sites.forget();
      return { secret };
    },
  );
}

/**
 * Origins as browsers write them: people paste whole addresses, and a trailing slash would make the comparison fail.
 * @throws AppError FIELD_INVALID naming each that is none
 */
function exactOrigins(typed: string[]): string[] {
  const origins = typed.map(text => (text.trim() === '*' ? '*' : originOf(text.trim())));
  const bad = origins.flatMap((origin, at) => (origin === null ? [at] : []));
  if (bad.length > 0) {
    throw new AppError(
      'FIELD_INVALID',
      `An origin looks like https://shop.example, or is * for any; got ${bad.map(at => JSON.stringify(typed[at])).join(', ')}.`,
      { fields: Object.fromEntries(bad.map(at => [`origins.${at}`, 'FIELD_INVALID'])) },
    );
  }
  return [...new Set(origins.filter(origin => origin !== null))];
}
