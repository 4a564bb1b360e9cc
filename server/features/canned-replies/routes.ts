import { z } from 'zod';
import { cannedReply, cannedReplySave } from '../../../protocol/canned-replies.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { addReply, changeReply, removeReply } from './commands.ts';

const params = z.object({ id });

/** Answers that all agents share; `/` in the composer finds them. */
export function cannedReplyRoutes(app: App, context: Context): void {
  const tags = ['Canned replies'];

  app.get(
    '/v1/canned-replies',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'All of them', response: { 200: z.array(cannedReply), 401: errorAnswer } },
    },
    async () => context.store.cannedReplies.all(),
  );

  app.post(
    '/v1/canned-replies',
    {
      config: { rights: 'agent' },
      schema: { tags, summary: 'Add one', body: cannedReplySave, response: { 201: cannedReply, 422: errorAnswer } },
    },
    async (request, reply) => {
      return reply.code(201).send(await addReply(context, request.body));
    },
  );

  app.put(
    '/v1/canned-replies/:id',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Change one',
        params,
        body: cannedReplySave,
        response: { 200: cannedReply, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => changeReply(context, request.params.id, request.body),
  );

  app.delete(
    '/v1/canned-replies/:id',
    {
      config: { rights: 'agent' },
      schema: { tags, summary: 'Remove one', params, response: { 204: z.undefined(), 404: errorAnswer } },
    },
    async (request, reply) => {
      await removeReply(context, request.params.id);
      return reply.code(204).send();
    },
  );
}
