import { z } from 'zod';
import { deliveriesAnswer, deliveriesQuery, delivery } from '../../../protocol/deliveries.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { requireOwner } from '../sessions/commands.ts';

const params = z.object({ id: z.string().max(64) });

/** What waits to leave, of all sites, and what was given up. */
export function deliveryRoutes(app: App, context: Context): void {
  const { store, outbox, now } = context;
  const tags = ['Webhooks'];

  app.get(
    '/v1/deliveries',
    {
      schema: {
        tags,
        summary: 'What waits to be delivered, or was given up; newest first (owner)',
        querystring: deliveriesQuery,
        response: { 200: deliveriesAnswer, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const { state, ...page } = request.query;
      const { items, cursor } = await store.outbox.page({ isDead: state === 'dead', ...page });
      return { deliveries: items.map(deliveryOf), cursor };
    },
  );

  app.post(
    '/v1/deliveries/:id/retry',
    {
      schema: {
        tags,
        summary: 'Deliver again, now, with all attempts before it (owner)',
        params,
        response: { 200: delivery, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const retried = await store.outbox.retry(request.params.id, now());
      if (!retried) throw new AppError('NOT_FOUND');
      outbox.wake();
      return deliveryOf(retried);
    },
  );

  app.delete(
    '/v1/deliveries/:id',
    {
      schema: {
        tags,
        summary: 'Give one up for good (owner)',
        params,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await requireOwner(context, request);
      if (!(await store.outbox.delete(request.params.id))) throw new AppError('NOT_FOUND');
      return reply.code(204).send();
    },
  );
}

function deliveryOf({ kind: _kind, target: webhookId, payload: _payload, since: _since, ...rest }: DeliveryRecord) {
  return { ...rest, webhookId };
}
