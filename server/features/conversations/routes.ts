import { z } from 'zod';
import { conversationDetail } from '../../../protocol/conversations.ts';
import { tagsAnswer } from '../../../protocol/tags.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { readDetail, tagsFor } from './reading.ts';

/** What the inbox reads once of a conversation; from then on the agent's socket tells of every change. */
export function conversationRoutes(app: App, context: Context): void {
  app.get(
    '/v1/conversations/:id',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'One conversation with its newest entries and the person',
        params: z.object({ id }),
        response: { 200: conversationDetail, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      return readDetail(context, signedInOf(request).agent, request.params.id);
    },
  );

  app.get(
    '/v1/conversations/:id/tags',
    {
      config: { rights: 'reader' },
      schema: {
        tags: ['Conversations'],
        summary: 'The tags that conversations of its site have lately been given, those used most first',
        params: z.object({ id }),
        response: { 200: tagsAnswer, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => tagsFor(context, signedInOf(request).agent, request.params.id),
  );
}
