import { z } from 'zod';
import { deliveriesAnswer, deliveriesQuery, delivery } from '../../../protocol/deliveries.ts';
import {
  type WebhookMessage,
  webhook,
  webhookCreate,
  webhookSecretAnswer,
  webhookTestAnswer,
  webhookUpdate,
} from '../../../protocol/webhooks.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { requireOwner } from '../sessions/commands.ts';
import type { WebhookRecord } from './store.ts';
import { checkedUrl, newWebhookSecret, rotated, sendTo, webhookOf } from './webhooks.ts';

/** Each entry is written once for each of them. */
const MOST_OF_SITE = 20;

const siteParams = z.object({ key: z.string().max(64) });
const params = siteParams.extend({ id: z.string().max(64) });
const deliveryParams = z.object({ id: z.string().max(64) });

/** Where a site's news go, for its owner; and what could not be delivered. */
export function webhookRoutes(app: App, context: Context): void {
  const { store, sites, config, now, newId } = context;
  const tags = ['Webhooks'];

  /** @throws AppError SITE_UNKNOWN */
  async function siteId(key: string): Promise<string> {
    const site = await sites.byKey(key);
    if (!site) throw new AppError('SITE_UNKNOWN');
    return site.id;
  }

  async function webhooksOf(key: string): Promise<WebhookRecord[]> {
    const id = await siteId(key);
    return (await store.webhooks.all()).filter(each => each.siteId === id);
  }

  /** @throws AppError SITE_UNKNOWN, NOT_FOUND */
  async function webhookBy({ key, id }: z.infer<typeof params>): Promise<WebhookRecord> {
    const found = (await webhooksOf(key)).find(each => each.id === id);
    if (!found) throw new AppError('NOT_FOUND');
    return found;
  }

  async function shown(record: WebhookRecord) {
    const targets = await store.outbox.failingTargets();
    return webhookOf(
      record,
      targets.find(each => each.kind === 'webhook' && each.id === record.id),
      now(),
    );
  }

  app.get(
    '/v1/sites/:key/webhooks',
    {
      schema: {
        tags,
        summary: 'Webhooks of a site (owner)',
        params: siteParams,
        response: { 200: z.array(webhook), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      return Promise.all((await webhooksOf(request.params.key)).map(shown));
    },
  );

  app.post(
    '/v1/sites/:key/webhooks',
    {
      schema: {
        tags,
        summary: 'Add one (owner)',
        description: 'Answers with the secret that signs what is sent. It is shown this once.',
        params: siteParams,
        body: webhookCreate,
        response: { 201: webhookSecretAnswer, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      await requireOwner(context, request);
      const { key } = request.params;
      if ((await webhooksOf(key)).length >= MOST_OF_SITE) {
        throw new AppError('FIELD_INVALID', `A site has ${MOST_OF_SITE} webhooks at most; remove one first.`);
      }
      const at = now();
      const secret = newWebhookSecret();
      const made: WebhookRecord = {
        id: newId(),
        siteId: await siteId(key),
        url: checkedUrl(config, request.body.url),
        events: [...new Set(request.body.events)],
        isDisabled: false,
        secrets: rotated(config.secretKey, [], secret, at),
        createdAt: at,
      };
      await store.webhooks.create(made);
      return reply.code(201).send({ webhook: await shown(made), secret });
    },
  );

  app.patch(
    '/v1/sites/:key/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Change address or events, disable or enable (owner)',
        description:
          'While it is disabled nothing is sent. What waits already is kept; what happens meanwhile is not sent later.',
        params,
        body: webhookUpdate,
        response: { 200: webhook, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const { id } = await webhookBy(request.params);
      const { url, events, isDisabled } = request.body;
      const changed = await store.webhooks.update(id, {
        ...(url !== undefined && { url: checkedUrl(config, url) }),
        ...(events && { events: [...new Set(events)] }),
        ...(isDisabled !== undefined && { isDisabled }),
      });
      if (!changed) throw new AppError('NOT_FOUND');
      return shown(changed);
    },
  );

  app.delete(
    '/v1/sites/:key/webhooks/:id',
    {
      schema: {
        tags,
        summary: 'Remove one, with what waits for it (owner)',
        params,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await requireOwner(context, request);
      const { id } = await webhookBy(request.params);
      await store.webhooks.delete(id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/sites/:key/webhooks/:id/rotate',
    {
      schema: {
        tags,
        summary: 'Make a new secret (owner)',
        description: 'Shown this once. For 24 hours everything is signed with the one before as well.',
        params,
        response: { 200: webhookSecretAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const { id, secrets } = await webhookBy(request.params);
      const secret = newWebhookSecret();
      const changed = await store.webhooks.update(id, { secrets: rotated(config.secretKey, secrets, secret, now()) });
      if (!changed) throw new AppError('NOT_FOUND');
      return { webhook: await shown(changed), secret };
    },
  );

  app.post(
    '/v1/sites/:key/webhooks/:id/test',
    {
      schema: {
        tags,
        summary: 'Send a `webhook.test` now, once (owner)',
        params,
        response: { 200: webhookTestAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const record = await webhookBy(request.params);
      const message: WebhookMessage = {
        type: 'webhook.test',
        timestamp: new Date(now()).toISOString(),
        data: { siteId: record.siteId },
      };
      const { signal } = new AbortController();
      const refusal = await sendTo(context, record, { id: `msg_${newId()}`, payload: JSON.stringify(message) }, signal);
      return { isDelivered: refusal === null, problem: refusal?.problem ?? '' };
    },
  );

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
        params: deliveryParams,
        response: { 200: delivery, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireOwner(context, request);
      const retried = await store.outbox.retry(request.params.id, now());
      if (!retried) throw new AppError('NOT_FOUND');
      return deliveryOf(retried);
    },
  );

  app.delete(
    '/v1/deliveries/:id',
    {
      schema: {
        tags,
        summary: 'Give one up for good (owner)',
        params: deliveryParams,
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
