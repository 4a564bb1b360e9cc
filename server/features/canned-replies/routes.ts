import { z } from 'zod';
import { cannedReply, cannedReplySave } from '../../../protocol/canned-replies.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { requireAgent } from '../sessions/commands.ts';

const params = z.object({ id });

/** Answers that all agents share; `/` in the composer finds them. */
export function cannedReplyRoutes(app: App, context: Context): void {
  const { store, newId } = context;
  const tags = ['Canned replies'];

  /** @throws AppError NOT_FOUND */
  async function mustExist(replyId: string): Promise<void> {
    if (!(await store.cannedReplies.all()).some(reply => reply.id === replyId)) throw new AppError('NOT_FOUND');
  }

  app.get(
    '/v1/canned-replies',
    { schema: { tags, summary: 'All of them', response: { 200: z.array(cannedReply), 401: errorAnswer } } },
    async request => {
      await requireAgent(context, request);
      return store.cannedReplies.all();
    },
  );

  app.post(
    '/v1/canned-replies',
    {
      schema: { tags, summary: 'Add one', body: cannedReplySave, response: { 201: cannedReply, 422: errorAnswer } },
    },
    async (request, reply) => {
      await requireAgent(context, request);
      const made = { id: newId(), ...request.body };
      await store.cannedReplies.save(made);
      return reply.code(201).send(made);
    },
  );

  app.put(
    '/v1/canned-replies/:id',
    {
      schema: {
        tags,
        summary: 'Change one',
        params,
        body: cannedReplySave,
        response: { 200: cannedReply, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      await requireAgent(context, request);
      await mustExist(request.params.id);
      const changed = { id: request.params.id, ...request.body };
      await store.cannedReplies.save(changed);
      return changed;
    },
  );

  app.delete(
    '/v1/canned-replies/:id',
    { schema: { tags, summary: 'Remove one', params, response: { 204: z.undefined(), 404: errorAnswer } } },
    async (request, reply) => {
      await requireAgent(context, request);
      await mustExist(request.params.id);
      await store.cannedReplies.delete(request.params.id);
      return reply.code(204).send();
    },
  );
}
