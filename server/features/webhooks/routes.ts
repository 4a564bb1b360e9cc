import { z } from 'zod';
import {
  webhook,
  webhookCreate,
  webhookSecretAnswer,
  webhookTestAnswer,
  webhookUpdate,
} from '../../../protocol/webhooks.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { addWebhook, changeWebhook, removeWebhook, rotateSecret, testWebhook, webhooksOf } from './commands.ts';

const params = siteParams.extend({ id: z.string().max(64) });

/** Where a site's news go, for its owner. */
export function webhookRoutes(app: App, context: Context): void {
  const tags = ['Webhooks'];

  app.get(
    '/v1/sites/:key/webhooks',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Webhooks of a site (owner)',
        params: siteParams,
        response: { 200: z.array(webhook), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      return webhooksOf(context, request.params.key);
    },
  );

  app.post(
    '/v1/sites/:key/webhooks',
    {
      config: { rights: 'owner' },
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
      const owner = signedInOf(request);
      return reply.code(201).send(await addWebhook(context, actorOf(request, owner), request.params.key, request.body));
    },
  );

  app.patch(
    '/v1/sites/:key/webhooks/:id',
    {
      config: { rights: 'owner' },
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
      const owner = signedInOf(request);
      return changeWebhook(context, actorOf(request, owner), request.params, request.body);
    },
  );

  app.delete(
    '/v1/sites/:key/webhooks/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Remove one, with what waits for it (owner)',
        params,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const owner = signedInOf(request);
      await removeWebhook(context, actorOf(request, owner), request.params);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/sites/:key/webhooks/:id/rotate',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a new secret (owner)',
        description: 'Shown this once. For 24 hours everything is signed with the one before as well.',
        params,
        response: { 200: webhookSecretAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return rotateSecret(context, actorOf(request, owner), request.params);
    },
  );

  app.post(
    '/v1/sites/:key/webhooks/:id/test',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Send a `webhook.test` now, once (owner)',
        params,
        response: { 200: webhookTestAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      return testWebhook(context, request.params);
    },
  );
}
