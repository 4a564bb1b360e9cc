import { z } from 'zod';
import { device, deviceAdd, pushAnswer, pushTestAnswer } from '../../../protocol/push.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { addDevice, pushOf, removeDevice, testDevice } from './commands.ts';

const params = z.object({ id });

/** The browsers that tell an agent of something while the inbox is closed: each their own. */
export function pushRoutes(app: App, context: Context): void {
  const tags = ['Push'];

  app.get(
    '/v1/push',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'The key to subscribe with, and your browsers that are told',
        response: { 200: pushAnswer, 401: errorAnswer },
      },
    },
    async request => pushOf(context, signedInOf(request)),
  );

  app.post(
    '/v1/push/devices',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Have this browser told',
        description: 'For as long as its session lives. A session has one at most; another takes its place.',
        body: deviceAdd,
        response: { 201: device, 401: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      const origin = ownOrigin(context.config, request);
      return reply.code(201).send(await addDevice(context, signedInOf(request), request.body, origin));
    },
  );

  app.delete(
    '/v1/push/devices/:id',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Have one of your browsers told no more',
        params,
        response: { 204: z.undefined(), 401: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await removeDevice(context, signedInOf(request), request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/push/devices/:id/test',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Push something to one of your browsers now, once',
        params,
        response: { 200: pushTestAnswer, 401: errorAnswer, 404: errorAnswer, 429: errorAnswer },
      },
    },
    async request => testDevice(context, signedInOf(request), request.params.id),
  );
}
