import { z } from 'zod';
import { erasure, erasureAsk, erasuresAnswer, erasuresQuery } from '../../../protocol/privacy.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { erasePerson, handOut } from './commands.ts';

const params = z.object({ id });

/** What a person may ask of who runs the site. */
export function privacyRoutes(app: App, context: Context): void {
  const tags = ['Privacy'];

  app.get(
    '/v1/contacts/:id/export',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Everything that is held of a person, as a file (owner)',
        description: 'JSON Lines, one record in each line, or one page of HTML to read.',
        params,
        querystring: z.object({ format: z.enum(['jsonl', 'html']).default('jsonl') }),
        response: { 200: z.any(), 401: errorAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      const { format } = request.query;
      const file = await handOut(context, request.params.id, format, actor);
      return reply
        .header('content-type', file.type)
        .header(
          'content-disposition',
          `attachment; filename="person-${request.params.id.replace(/[^\w-]/g, '')}.${format}"`,
        )
        .header('x-content-type-options', 'nosniff')
        .send(file.body);
    },
  );

  app.post(
    '/v1/contacts/:id/erasure',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Erase a person with everything they left, for good (owner)',
        description: 'Answers with a receipt. Asked again, with the same one.',
        params,
        body: erasureAsk,
        response: { 200: erasure, 401: errorAnswer, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const signedIn = signedInOf(request);
      return erasePerson(context, request.params.id, { ...actorOf(request, signedIn), agent: signedIn.agent });
    },
  );

  app.get(
    '/v1/erasures',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Receipts of erasures, newest first (owner)',
        querystring: erasuresQuery,
        response: { 200: erasuresAnswer, 401: errorAnswer, 403: errorAnswer },
      },
    },
    async request => {
      const { items, cursor } = await context.store.privacy.erasures(request.query);
      return { erasures: items, cursor };
    },
  );

  app.get(
    '/v1/erasures/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'One receipt, as a file (owner)',
        params,
        response: { 200: erasure, 401: errorAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const found = await context.store.privacy.erasure(request.params.id);
      if (!found) throw new AppError('NOT_FOUND');
      return reply.header('content-disposition', 'attachment; filename="receipt.json"').send(found);
    },
  );
}
