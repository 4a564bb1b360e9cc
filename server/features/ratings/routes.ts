import {
  ratingCountsAnswer,
  ratingCountsQuery,
  ratingsAnswer,
  ratingsQuery,
  visitRatingsAnswer,
} from '../../../protocol/rating-reports.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import type { SiteRecord } from '../sites/store.ts';
import { countsOfDays, ratingsOfDays, visitRatings } from './commands.ts';

/** What owners read of ratings; visitors give them over their link. */
export function ratingRoutes(app: App, context: Context): void {
  const refusals = { 400: errorAnswer, 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };

  app.get(
    '/v1/sites/:key/ratings',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Sites'],
        summary: 'Ratings of thirty or ninety days with their conversations, newest first (owner)',
        params: siteParams,
        querystring: ratingsQuery,
        response: { 200: ratingsAnswer, ...refusals },
      },
    },
    async request => {
      const { items: ratings, cursor } = await ratingsOfDays(
        context,
        (await siteOf(request.params.key)).id,
        request.query,
      );
      return { ratings, cursor };
    },
  );

  app.get(
    '/v1/sites/:key/visit-ratings',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Sites'],
        summary: 'What was said of visits in thirty or ninety days, newest first (owner)',
        params: siteParams,
        querystring: ratingsQuery,
        response: { 200: visitRatingsAnswer, ...refusals },
      },
    },
    async request => {
      const { id } = await siteOf(request.params.key);
      return visitRatings(context, signedInOf(request).agent, id, request.query);
    },
  );

  app.get(
    '/v1/sites/:key/rating-counts',
    {
      config: { rights: 'owner' },
      schema: {
        tags: ['Sites'],
        summary: 'How often each score was given to each agent, team and employee in thirty or ninety days (owner)',
        params: siteParams,
        querystring: ratingCountsQuery,
        response: { 200: ratingCountsAnswer, ...refusals },
      },
    },
    async request => {
      const { id } = await siteOf(request.params.key);
      return countsOfDays(context, id, request.query.days);
    },
  );

  /** @throws AppError SITE_UNKNOWN */
  async function siteOf(key: string): Promise<SiteRecord> {
    const site = await context.sites.byKey(key);
    if (!site) throw new AppError('SITE_UNKNOWN');
    return site;
  }
}
