import { z } from 'zod';
import { botAnswer, botSave, botSecretAnswer, botTestAnswer } from '../../../protocol/bots.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { siteParams } from '../../http/public-site.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { botOf, removeBot, rotateBotSecret, saveBot, testBot } from './commands.ts';

/** A site's own bot, for its owner. */
export function botRoutes(app: App, context: Context): void {
  const tags = ['Sites'];
  const refusals = { 403: errorAnswer, 404: errorAnswer };

  app.get(
    '/v1/sites/:key/bot',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'The bot of a site (owner)',
        params: siteParams,
        response: { 200: botAnswer, ...refusals },
      },
    },
    async request => botOf(context, request.params.key),
  );

  app.put(
    '/v1/sites/:key/bot',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Give a site a bot, or change it (owner)',
        description: 'Answers with the secret that signs what it is sent, where it is new. It is shown this once.',
        params: siteParams,
        body: botSave,
        response: { 200: botSecretAnswer, ...refusals, 422: errorAnswer },
      },
    },
    async request => {
      const actor = actorOf(request, signedInOf(request));
      return saveBot(context, actor, request.params.key, request.body);
    },
  );

  app.delete(
    '/v1/sites/:key/bot',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Take it away (owner)',
        params: siteParams,
        response: { 204: z.undefined(), ...refusals },
      },
    },
    async (request, reply) => {
      await removeBot(context, actorOf(request, signedInOf(request)), request.params.key);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/sites/:key/bot/rotate',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'A new secret; the one before signs for 24 hours more (owner)',
        params: siteParams,
        response: { 200: botSecretAnswer, ...refusals },
      },
    },
    async request => rotateBotSecret(context, actorOf(request, signedInOf(request)), request.params.key),
  );

  app.post(
    '/v1/sites/:key/bot/test',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Ask it now, about nothing (owner)',
        params: siteParams,
        response: { 200: botTestAnswer, ...refusals },
      },
    },
    async request => testBot(context, request.params.key),
  );
}
