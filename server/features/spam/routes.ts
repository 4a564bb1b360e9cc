import { z } from 'zod';
import { spamFigures, workDone } from '../../../protocol/spam.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { figuresOf, takeWork } from './commands.ts';

/** What an owner reads of the filter; what it does is set with the site. */
export function spamRoutes(app: App, context: Context): void {
  app.get(
    '/v1/sites/:key/spam',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Sites'],
        summary: 'What was held and let out in thirty days (owner)',
        params: siteParams,
        response: { 200: spamFigures, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const site = await context.sites.byKey(request.params.key);
      if (!site) throw new AppError('SITE_UNKNOWN');
      return figuresOf(context, site);
    },
  );
}

/** Where pages of visitors show their work. */
export function workRoutes(app: App, context: Context): void {
  app.post(
    '/v1/sites/:key/work',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags: ['Visitors'],
        summary: 'Show the work that `work.asked` asked for',
        description: "The challenge with the number that was found, as ALTCHA's payload. Each is taken once.",
        params: siteParams,
        body: workDone,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      await takeWork(context, site, request.body.payload);
      return reply.code(204).send();
    },
  );
}
