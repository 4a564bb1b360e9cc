import { z } from 'zod';
import { timelineAnswer, timelineQuery } from '../../../protocol/timeline.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf } from '../../rights.ts';
import { readTimeline } from './commands.ts';

/** What happened with one person. */
export function timelineRoutes(app: App, context: Context): void {
  app.get(
    '/v1/contacts/:id/timeline',
    {
      config: { rights: 'reader', scope: 'contacts' },
      schema: {
        tags: ['People'],
        summary: 'Everything that happened with one person, newest first',
        description: 'One column of all channels and sites that you see. Each kind brings fields of its own.',
        params: z.object({ id }),
        querystring: timelineQuery,
        response: { 200: timelineAnswer, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => readTimeline(context, askerOf(request).by, request.params.id, request.query),
  );
}
