import { me } from '../../../protocol/agents.ts';
import {
  invitationAccept,
  invitationAnswer,
  invitationCreate,
  invitationPeek,
  invitationPeekAnswer,
} from '../../../protocol/invitations.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { SIGN_IN_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { hashPassword } from '../../passwords.ts';
import { hashToken, newToken } from '../../tokens.ts';
import { tellStaff } from '../agents/news.ts';
import { agentOf, newAgent } from '../agents/rules.ts';
import { requireOwner, startSession } from '../sessions/commands.ts';
import type { Invite } from './store.ts';

/** A week: long enough for a holiday weekend, short enough for a link in an old mail to be dead. */
const INVITE_MS = 7 * 24 * 3_600_000;

/** How agents come in: by a link that works once. The first owner's link is printed at start, by `first-start.ts`. */
export function invitationRoutes(app: App, context: Context): void {
  const { store, now, newId, config } = context;
  const tags = ['Agents'];

  /** @throws AppError INVITE_INVALID; also for an owner link that was printed before somebody else became the owner */
  async function inviteOf(token: string): Promise<Invite> {
    const invite = await store.invitations.find(hashToken(token), now());
    const isLate = invite?.email === null && (await store.agents.all()).some(agent => agent.role === 'owner');
    if (!invite || isLate) throw new AppError('INVITE_INVALID');
    return invite;
  }

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
      if ((await store.agents.all()).some(agent => agent.email === email)) throw new AppError('EMAIL_TAKEN');
      const token = newToken();
      const expiresAt = now() + INVITE_MS;
      await store.invitations.save({
        id: newId(),
        tokenHash: hashToken(token),
        role,
        email,
        createdAt: now(),
        expiresAt,
      });
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
      const { role, email } = await inviteOf(request.body.token);
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
      const { token, name, password, locale } = request.body;
      const invite = await inviteOf(token);
      const email = invite.email ?? request.body.email;
      if (!email) {
        throw new AppError('FIELD_REQUIRED', 'The first owner chooses an e-mail to sign in with, got none.', {
          fields: { email: 'FIELD_REQUIRED' },
        });
      }
      const passwordHash = await hashPassword(password);
      const agent = newAgent({ id: newId(), email, name, role: invite.role, locale, passwordHash, at: now() });
      await store.invitations.accept(hashToken(token), agent);
      await tellStaff(context);
      const { session } = await startSession(context, agent, request, reply);
      return reply.code(201).send({ agent: agentOf(agent), sessionId: session.id, hasMail: config.smtpUrl !== null });
    },
  );
}
