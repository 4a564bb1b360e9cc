import { z } from 'zod';
import { deliveriesAnswer, deliveriesQuery, delivery } from '../../../protocol/deliveries.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { deliveriesIn, forgetDelivery, retryDelivery } from './commands.ts';

const params = z.object({ id: z.string().max(64) });

/** What waits to leave, of all sites, and what was given up. */
export function deliveryRoutes(app: App, context: Context): void {
  const tags = ['Webhooks'];

  app.get(
    '/v1/deliveries',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'What waits to be delivered, or was given up; newest first (owner)',
        querystring: deliveriesQuery,
        response: { 200: deliveriesAnswer, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const { items, cursor } = await deliveriesIn(context, request.query);
      return { deliveries: items, cursor };
    },
  );

  app.post(
    '/v1/deliveries/:id/retry',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Deliver again, now, with all attempts before it (owner)',
        params,
        response: { 200: delivery, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return retryDelivery(context, actorOf(request, owner), request.params.id);
    },
  );

  app.delete(
    '/v1/deliveries/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Give one up for good (owner)',
        params,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const owner = signedInOf(request);
      await forgetDelivery(context, actorOf(request, owner), request.params.id);
      return reply.code(204).send();
    },
  );
}
