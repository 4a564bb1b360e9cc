import { z } from 'zod';
import {
  passwordLinkAnswer,
  passwordLinkAsk,
  passwordLinkMade,
  passwordLinkPeek,
  passwordLinkPeekAnswer,
  passwordLinkUse,
} from '../../../protocol/password-links.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { LINK_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf, strangerOf } from '../audit/commands.ts';
import { agentOfLink, askForLink, makeLink, usePasswordLink } from './commands.ts';

/** For who forgot their password: all by POST, since scanners of mails open every link. */
export function passwordLinkRoutes(app: App, context: Context): void {
  const { config, rates } = context;
  const tags = ['Sessions'];

  app.post(
    '/v1/password-links',
    {
      config: { rights: 'anybody' },
      schema: {
        tags,
        summary: 'Have a link to a new password mailed',
        body: passwordLinkAsk,
        response: { 202: passwordLinkAnswer, 429: errorAnswer },
      },
      onRequest: async request => rates.spendOfAddress('passwordLinksOfAddress', request.ip),
    },
    async (request, reply) => {
      const isMailed = await askForLink(context, strangerOf(request), request.body.email);
      return reply.code(202).send({ isMailed });
    },
  );

  app.post(
    '/v1/agents/:id/password-link',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a link to a new password for a colleague (owner)',
        params: z.object({ id }),
        response: { 201: passwordLinkMade, 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const base = config.publicUrl ?? ownOrigin(config, request);
      const owner = actorOf(request, signedInOf(request));
      return reply.code(201).send(await makeLink(context, owner, request.params.id, base));
    },
  );

  app.post(
    '/v1/password-links/peek',
    {
      config: { rateLimit: LINK_LIMIT, rights: 'anybody' },
      schema: {
        tags,
        summary: 'Whose link it is',
        body: passwordLinkPeek,
        response: { 200: passwordLinkPeekAnswer, 410: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const { email } = await agentOfLink(context, request.body.token);
      return { email };
    },
  );

  app.post(
    '/v1/password-links/use',
    {
      config: { rateLimit: LINK_LIMIT, rights: 'anybody' },
      schema: {
        tags,
        summary: 'Choose a new password by a link',
        body: passwordLinkUse,
        response: { 204: z.undefined(), 410: errorAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async (request, reply) => {
      await usePasswordLink(context, strangerOf(request).from, request.body);
      return reply.code(204).send();
    },
  );
}
