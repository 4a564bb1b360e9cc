import { z } from 'zod';
import {
  type SavedKind,
  savedPeople,
  savedPeopleSave,
  savedView,
  savedViewSave,
} from '../../../protocol/saved-views.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { addView, changeView, removeView, savedViewsOf, type WantedView } from './commands.ts';
import type { Kept } from './rules.ts';

const params = z.object({ id });

/** What is kept of one kind, under its own addresses. */
interface List<K extends SavedKind> {
  kind: K;
  path: `/v1/${string}`;
  tags: string[];
  view: z.ZodType<Kept<K>>;
  save: z.ZodType<WantedView<K>>;
}

/** Filters that agents keep under a name, each for themselves or, by an owner, for everybody. */
export function savedViewRoutes(app: App, context: Context): void {
  listRoutes(app, context, {
    ...{ kind: 'conversations', path: '/v1/saved-views', tags: ['Conversations'] },
    ...{ view: savedView, save: savedViewSave },
  });
  listRoutes(app, context, {
    ...{ kind: 'people', path: '/v1/people/views', tags: ['People'] },
    ...{ view: savedPeople, save: savedPeopleSave },
  });
}

function listRoutes<K extends SavedKind>(app: App, context: Context, { kind, path, tags, view, save }: List<K>): void {
  const refusals = { 403: errorAnswer, 409: errorAnswer, 422: errorAnswer };
  const config = { rights: 'reader' } as const;

  app.get(
    path,
    {
      config,
      schema: {
        tags,
        summary: 'Your saved views and everybody’s',
        response: { 200: z.array(view), 401: errorAnswer },
      },
    },
    async request => savedViewsOf(context, signedInOf(request).agent, kind),
  );

  app.post(
    path,
    {
      config,
      schema: { tags, summary: 'Keep a filter under a name', body: save, response: { 201: view, ...refusals } },
    },
    async (request, reply) => {
      return reply.code(201).send(await addView(context, signedInOf(request).agent, kind, request.body));
    },
  );

  app.put(
    `${path}/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Change one',
        params,
        body: save,
        response: { 200: view, 404: errorAnswer, ...refusals },
      },
    },
    async request => changeView(context, signedInOf(request).agent, kind, request.params.id, request.body),
  );

  app.delete(
    `${path}/:id`,
    { config, schema: { tags, summary: 'Remove one', params, response: { 204: z.undefined(), 404: errorAnswer } } },
    async (request, reply) => {
      await removeView(context, signedInOf(request).agent, kind, request.params.id);
      return reply.code(204).send();
    },
  );
}
