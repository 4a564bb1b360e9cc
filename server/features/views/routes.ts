import { filteredAnswer, filteredQuery } from '../../../protocol/filters.ts';
import { conversationsAnswer, conversationsQuery } from '../../../protocol/views.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { seenSites } from '../../sight.ts';
import { filteredPage } from './commands.ts';

/** The lists of the inbox, read once; from then on the agent's socket tells of every change. */
export function viewRoutes(app: App, context: Context): void {
  app.get(
    '/v1/conversations',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'One view, ordered by who must be answered next',
        querystring: conversationsQuery,
        response: { 200: conversationsAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => {
      const { agent } = signedInOf(request);
      const { view, site: siteId, cursor, limit } = request.query;
      const page = await context.store.views.page({
        view,
        agentId: agent.id,
        siteId,
        siteIds: seenSites(agent),
        cursor,
        limit,
      });
      return { conversations: page.items, cursor: page.cursor };
    },
  );

  app.get(
    '/v1/conversations/filtered',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'What is as a filter asks, in the order of the view of its status',
        querystring: filteredQuery,
        response: { 200: filteredAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => filteredPage(context, signedInOf(request).agent, request.query),
  );
}
