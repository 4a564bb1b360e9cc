import { mentionsAnswer, mentionsQuery } from '../../../protocol/views.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { mentionPage } from './commands.ts';

/** The notes that name an agent, read once; from then on the agent's socket tells of each more. */
export function mentionRoutes(app: App, context: Context): void {
  app.get(
    '/v1/mentions',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'The notes that name you, newest first',
        querystring: mentionsQuery,
        response: { 200: mentionsAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => mentionPage(context, signedInOf(request).agent, request.query),
  );
}
