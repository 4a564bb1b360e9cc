import { me } from '../../../protocol/agents.ts';
import {
  invitationAccept,
  invitationAnswer,
  invitationCreate,
  invitationPeek,
  invitationPeekAnswer,
} from '../../../protocol/invitations.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { SIGN_IN_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { meOf } from '../agents/rules.ts';
import { requireOwner, startSession } from '../sessions/commands.ts';
import { acceptInvitation, invitationOf, invite } from './commands.ts';

/** How agents come in: by a link that works once. The first owner's link is printed at start, by `first-start.ts`. */
export function invitationRoutes(app: App, context: Context): void {
  const { config } = context;
  const tags = ['Agents'];

  app.post(
    '/v1/invitations',
    {
      schema: {
        tags,
        summary: 'Invite somebody (owner)',
        body: invitationCreate,
        response: { 201: invitationAnswer, 403: errorAnswer, 409: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      await requireOwner(context, request);
      const { email, role } = request.body;
      const { token, expiresAt } = await invite(context, { email, role });
      const base = config.publicUrl ?? ownOrigin(config, request);
      return reply.code(201).send({ url: `${base}/inbox#invite=${token}`, email, role, expiresAt });
    },
  );

  app.post(
    '/v1/invitations/peek',
    {
      config: { rateLimit: SIGN_IN_LIMIT },
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
      config: { rateLimit: SIGN_IN_LIMIT },
      schema: {
        tags,
        summary: 'Take a link: become an agent and sign in',
        body: invitationAccept,
        response: { 201: me, 409: errorAnswer, 410: errorAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async (request, reply) => {
      const agent = await acceptInvitation(context, request.body);
      return reply.code(201).send(meOf(await startSession(context, agent, request, reply), config));
    },
  );
}
