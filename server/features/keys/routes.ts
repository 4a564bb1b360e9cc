import { z } from 'zod';
import { integrationKey, keyCreate, keyMade } from '../../../protocol/keys.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { keysOf, makeKey, revokeKey } from './commands.ts';

/** By what other programs come in, for owners. */
export function keyRoutes(app: App, context: Context): void {
  const tags = ['Integrations'];

  app.get(
    '/v1/keys',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Keys of other programs (owner)',
        response: { 200: z.array(integrationKey), 403: errorAnswer },
      },
    },
    async () => keysOf(context),
  );

  app.post(
    '/v1/keys',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a key (owner)',
        description:
          'Answers with the key, which is shown this once. It is sent as `Authorization: Bearer KEY` and opens the addresses that name one of its scopes.',
        body: keyCreate,
        response: { 201: keyMade, 403: errorAnswer, 409: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      return reply.code(201).send(await makeKey(context, actor, request.body));
    },
  );

  app.delete(
    '/v1/keys/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Revoke a key at once (owner)',
        params: z.object({ id }),
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await revokeKey(context, actorOf(request, signedInOf(request)), request.params.id);
      return reply.code(204).send();
    },
  );
}
