import { slotsAnswer } from '../../../protocol/callbacks.ts';
import { callbacksAnswer, callbacksQuery } from '../../../protocol/views.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { seenSites } from '../../sight.ts';
import { offeredSlots } from './commands.ts';

/** What agents read of the sites that they see. */
export function callbackRoutes(app: App, context: Context): void {
  app.get(
    '/v1/callbacks',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'Pending callbacks of all sites that you see, earliest first',
        querystring: callbacksQuery,
        response: { 200: callbacksAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => {
      const page = await context.store.callbacks.queue({
        ...request.query,
        siteIds: seenSites(signedInOf(request).agent),
      });
      return { callbacks: page.items, cursor: page.cursor };
    },
  );
}

/** What a visitor's page reads. */
export function slotRoutes(app: App, context: Context): void {
  app.get(
    '/v1/sites/:key/slots',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags: ['Visitors'],
        summary: 'Times in which a callback may be asked for',
        params: siteParams,
        response: { 200: slotsAnswer, 403: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const site = await publicSiteOf(context, request, request.params.key);
      return offeredSlots(context, site);
    },
  );
}
