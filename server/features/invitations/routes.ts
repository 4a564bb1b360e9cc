import { z } from 'zod';
import { me } from '../../../protocol/agents.ts';
import {
  invitationAccept,
  invitationAnswer,
  invitationCreate,
  invitationPeek,
  invitationPeekAnswer,
  invitations,
} from '../../../protocol/invitations.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { LINK_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { meOf } from '../agents/rules.ts';
import { actorOf, strangerOf } from '../audit/commands.ts';
import { startSession } from '../sessions/commands.ts';
import { acceptInvitation, invitationOf, invite, openInvitations, withdrawInvitation } from './commands.ts';

/** How agents come in: by a link that works once. The first owner's link is printed at start, by `first-start.ts`. */
export function invitationRoutes(app: App, context: Context): void {
  const { config } = context;
  const tags = ['Agents'];

  app.post(
    '/v1/invitations',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Invite somebody (owner)',
        body: invitationCreate,
        response: { 201: invitationAnswer, 403: errorAnswer, 409: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      const owner = signedInOf(request);
      const base = config.publicUrl ?? ownOrigin(config, request);
      const made = await invite(context, actorOf(request, owner), owner.agent, { ...request.body, base });
      return reply.code(201).send({ ...request.body, ...made });
    },
  );

  app.get(
    '/v1/invitations',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Invitations that nobody has taken yet (owner)',
        response: { 200: invitations, 401: errorAnswer, 403: errorAnswer },
      },
    },
    async () => openInvitations(context),
  );

  app.delete(
    '/v1/invitations/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Withdraw an invitation (owner)',
        params: z.object({ id }),
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const owner = signedInOf(request);
      await withdrawInvitation(context, actorOf(request, owner), request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/invitations/peek',
    {
      config: { rateLimit: LINK_LIMIT, rights: 'anybody' },
      schema: {
        tags,
        summary: 'What a link is for',
        body: invitationPeek,
        response: { 200: invitationPeekAnswer, 410: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const { role, email } = await invitationOf(context, request.body.token);
      return { role, email };
    },
  );

  app.post(
    '/v1/invitations/accept',
    {
      config: { rateLimit: LINK_LIMIT, rights: 'anybody' },
      schema: {
        tags,
        summary: 'Take a link: become an agent and sign in',
        body: invitationAccept,
        response: { 201: me, 409: errorAnswer, 410: errorAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async (request, reply) => {
      const agent = await acceptInvitation(context, strangerOf(request).from, request.body);
      return reply.code(201).send(await meOf(await startSession(context, agent, request, reply), context));
    },
  );
}
