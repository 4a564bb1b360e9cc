import { callbacksAnswer, callbacksQuery } from '../../../protocol/views.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { requireAgent } from '../sessions/sessions.ts';

export function callbackRoutes(app: App, context: Context): void {
  app.get(
    '/v1/callbacks',
    {
      schema: {
        tags: ['Conversations'],
        summary: 'Pending callbacks of all sites, earliest first',
        querystring: callbacksQuery,
        response: { 200: callbacksAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => {
      await requireAgent(context, request);
      const page = await context.store.callbacks.queue(request.query);
      return { callbacks: page.items, cursor: page.cursor };
    },
  );
}
