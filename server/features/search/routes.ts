import { searchAnswer, searchQuery } from '../../../protocol/search.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { seenSites } from '../../sight.ts';

export function searchRoutes(app: App, context: Context): void {
  app.get(
    '/v1/search',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'People and text; parts of words are found in all six scripts',
        querystring: searchQuery,
        response: { 200: searchAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => {
      return context.store.search.find({ ...request.query, siteIds: seenSites(signedInOf(request).agent) });
    },
  );
}
