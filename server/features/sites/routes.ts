import { z } from 'zod';
import {
  panelAnswer,
  site,
  siteCreate,
  siteSecretAnswer,
  siteUpdate,
  visitorsSignedOut,
} from '../../../protocol/sites.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { nearestLocale } from '../../locale.ts';
import { signedInOf } from '../../rights.ts';
import { maySee } from '../../sight.ts';
import { actorOf } from '../audit/commands.ts';
import { isMailOn } from '../mail/letters.ts';
import { addSite, changeSite, renewIdentitySecret, signOutVisitors, siteForVisitors } from './commands.ts';
import { siteOf } from './rules.ts';

/** The owner's settings of each website. */
export function siteRoutes(app: App, context: Context): void {
  const tags = ['Sites'];

  app.get(
    '/v1/sites',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'All sites that you see', response: { 200: z.array(site), 401: errorAnswer } },
    },
    async request => {
      const { agent } = signedInOf(request);
      return (await context.store.sites.all()).filter(each => maySee(agent, each.id)).map(siteOf);
    },
  );

  app.post(
    '/v1/sites',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Add a site (owner)',
        body: siteCreate,
        response: { 201: site, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      const owner = signedInOf(request);
      const made = await addSite(context, actorOf(request, owner), request.body.name);
      return reply.code(201).send(siteOf(made));
    },
  );

  app.patch(
    '/v1/sites/:key',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change settings (owner)',
        params: siteParams,
        body: siteUpdate,
        response: { 200: site, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return siteOf(await changeSite(context, actorOf(request, owner), request.params.key, request.body));
    },
  );

  app.post(
    '/v1/sites/:key/identity-secret',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a new secret for signed identities (owner)',
        description: 'Shown this once; the one before stops working.',
        params: siteParams,
        response: { 200: siteSecretAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return { secret: await renewIdentitySecret(context, actorOf(request, owner), request.params.key) };
    },
  );

  app.post(
    '/v1/sites/:key/sign-out-visitors',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Sign out all visitors whom a signed identity named (owner)',
        description: 'For after a new secret: their browsers keep nothing that the old one opened.',
        params: siteParams,
        response: { 200: visitorsSignedOut, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return { visitors: await signOutVisitors(context, actorOf(request, owner), request.params.key) };
    },
  );
}

/** What a visitor's page reads. */
export function panelRoutes(app: App, context: Context): void {
  app.get(
    '/v1/sites/:key/panel',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags: ['Visitors'],
        summary: 'What a panel shows before anything is said',
        params: siteParams,
        querystring: z.object({ locale: z.string().max(200).optional() }),
        response: { 200: panelAnswer, 403: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const site = await publicSiteOf(context, request, request.params.key);
      const locale = nearestLocale(request.query.locale ?? request.headers['accept-language'], site.locale);
      const shown = await siteForVisitors(context, site, locale, isMailOn(context.config));
      return { site: shown, availability: context.availability.of(site) };
    },
  );
}
