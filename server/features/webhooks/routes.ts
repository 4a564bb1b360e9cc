import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  deskWebhook,
  siteWebhook,
  type WebhookEvent,
  webhook,
  webhookSecretAnswer,
  webhookTestAnswer,
} from '../../../protocol/webhooks.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { addWebhook, changeWebhook, removeWebhook, rotateSecret, testWebhook, webhooksOf } from './commands.ts';

interface Place {
  path: `/v1/${string}`;
  /** In words of the summary. */
  of: string;
  params: z.ZodObject;
  create: z.ZodType<{ url: string; events: WebhookEvent[] }>;
  update: z.ZodType<{ url?: string; events?: WebhookEvent[]; isDisabled?: boolean }>;
}

/** Where news go, for owners: those of one site, and those of the whole desk. */
export function webhookRoutes(app: App, context: Context): void {
  routesAt(app, context, { path: '/v1/sites/:key/webhooks', of: 'of a site', params: siteParams, ...siteWebhook });
  routesAt(app, context, { path: '/v1/webhooks', of: 'of the whole desk', params: z.object({}), ...deskWebhook });
}

/** Null: the whole desk's. */
function siteKeyOf({ params }: FastifyRequest): string | null {
  return (params as { key?: string }).key ?? null;
}

function whichOf(request: FastifyRequest) {
  return { key: siteKeyOf(request), id: (request.params as { id: string }).id };
}

function routesAt(app: App, context: Context, { path, of, params, create, update }: Place): void {
  const tags = ['Webhooks'];
  const ofOne = params.extend({ id: z.string().max(64) });

  app.get(
    path,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: `Webhooks ${of} (owner)`,
        params,
        response: { 200: z.array(webhook), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      return webhooksOf(context, siteKeyOf(request));
    },
  );

  app.post(
    path,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: `Add one ${of} (owner)`,
        description: 'Answers with the secret that signs what is sent. It is shown this once.',
        params,
        body: create,
        response: { 201: webhookSecretAnswer, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      return reply.code(201).send(await addWebhook(context, actor, siteKeyOf(request), request.body));
    },
  );

  app.patch(
    `${path}/:id`,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: `Change address or events of one ${of}, disable or enable (owner)`,
        description:
          'While it is disabled nothing is sent. What waits already is kept; what happens meanwhile is not sent later.',
        params: ofOne,
        body: update,
        response: { 200: webhook, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => {
      const actor = actorOf(request, signedInOf(request));
      return changeWebhook(context, actor, whichOf(request), request.body);
    },
  );

  app.delete(
    `${path}/:id`,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: `Remove one ${of}, with what waits for it (owner)`,
        params: ofOne,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await removeWebhook(context, actorOf(request, signedInOf(request)), whichOf(request));
      return reply.code(204).send();
    },
  );

  app.post(
    `${path}/:id/rotate`,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: `Make a new secret of one ${of} (owner)`,
        description: 'Shown this once. For 24 hours everything is signed with the one before as well.',
        params: ofOne,
        response: { 200: webhookSecretAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      return rotateSecret(context, actorOf(request, signedInOf(request)), whichOf(request));
    },
  );

  app.post(
    `${path}/:id/test`,
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: `Send a \`webhook.test\` to one ${of} now, once (owner)`,
        params: ofOne,
        response: { 200: webhookTestAnswer, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      return testWebhook(context, whichOf(request));
    },
  );
}
