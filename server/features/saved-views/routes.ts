import { z } from 'zod';
import { savedView, savedViewSave } from '../../../protocol/saved-views.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { addView, changeView, removeView, savedViewsOf } from './commands.ts';

const params = z.object({ id });

/** Filters that agents keep under a name, each for themselves or, by an owner, for everybody. */
export function savedViewRoutes(app: App, context: Context): void {
  const tags = ['Conversations'];
  const refusals = { 403: errorAnswer, 409: errorAnswer, 422: errorAnswer };

  app.get(
    '/v1/saved-views',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Your saved views and everybody’s',
        response: { 200: z.array(savedView), 401: errorAnswer },
      },
    },
    async request => savedViewsOf(context, signedInOf(request).agent),
  );

  app.post(
    '/v1/saved-views',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Keep a filter under a name',
        body: savedViewSave,
        response: { 201: savedView, ...refusals },
      },
    },
    async (request, reply) => {
      return reply.code(201).send(await addView(context, signedInOf(request).agent, request.body));
    },
  );

  app.put(
    '/v1/saved-views/:id',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Change one',
        params,
        body: savedViewSave,
        response: { 200: savedView, 404: errorAnswer, ...refusals },
      },
    },
    async request => changeView(context, signedInOf(request).agent, request.params.id, request.body),
  );

  app.delete(
    '/v1/saved-views/:id',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Remove one', params, response: { 204: z.undefined(), 404: errorAnswer } },
    },
    async (request, reply) => {
      await removeView(context, signedInOf(request).agent, request.params.id);
      return reply.code(204).send();
    },
  );
}
