import { z } from 'zod';
import { me } from '../../../protocol/agents.ts';
import { sessions, signIn } from '../../../protocol/sessions.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { ownOrigin } from '../../http/origins.ts';
import { signedInOf } from '../../rights.ts';
import { meOf } from '../agents/rules.ts';
import { actorOf } from '../audit/commands.ts';
import { agentBehind, clearSessionCookie, endSessions, startSession } from './commands.ts';

/** Signing in and out. An agent's session lives in the store, so that ending it ends it everywhere at once. */
export function sessionRoutes(app: App, context: Context): void {
  const { store, now } = context;
  const tags = ['Sessions'];

  app.post(
    '/v1/sessions',
    {
      config: { rights: 'anybody' },
      schema: { tags, summary: 'Sign in', body: signIn, response: { 200: me, 401: errorAnswer, 429: errorAnswer } },
    },
    async (request, reply) => {
      const { agent, proof } = await agentBehind(context, request.body, request);
      const signedIn = await startSession(context, agent, request, reply, proof);
      if (agent.role === 'owner') await context.ownAddress.learn(ownOrigin(context.config, request));
      return meOf(signedIn, context);
    },
  );

  app.get(
    '/v1/sessions',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Own sessions, on every device', response: { 200: sessions, 401: errorAnswer } },
    },
    async request => {
      const { agent, session } = signedInOf(request);
      const all = await store.sessions.all(agent.id, now());
      return all.map(each => ({ ...each, isCurrent: each.id === session.id }));
    },
  );

  app.delete(
    '/v1/sessions/current',
    {
      config: { rights: 'session' },
      schema: { tags, summary: 'Sign out', response: { 204: z.undefined(), 401: errorAnswer } },
    },
    async (request, reply) => {
      const { agent, session } = signedInOf(request);
      const actor = actorOf(request, { agent });
      await endSessions(context, actor, agent.id, { id: session.id }, 'session.left');
      clearSessionCookie(context, request, reply);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/v1/sessions/all',
    {
      config: { rights: 'session' },
      schema: {
        tags,
        summary: 'End all own sessions, this one too',
        response: { 204: z.undefined(), 401: errorAnswer },
      },
    },
    async (request, reply) => {
      const { agent } = signedInOf(request);
      await endSessions(context, actorOf(request, { agent }), agent.id, { except: null }, 'sessions.ended');
      clearSessionCookie(context, request, reply);
      return reply.code(204).send();
    },
  );

  app.delete(
    '/v1/sessions/:id',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'End one of the own sessions',
        params: z.object({ id }),
        response: { 204: z.undefined(), 401: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const { agent } = signedInOf(request);
      const actor = actorOf(request, { agent });
      const hasEnded = await endSessions(context, actor, agent.id, { id: request.params.id }, 'session.ended');
      if (!hasEnded) throw new AppError('NOT_FOUND');
      return reply.code(204).send();
    },
  );

  app.delete(
    '/v1/sessions',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'End all other own sessions', response: { 204: z.undefined(), 401: errorAnswer } },
    },
    async (request, reply) => {
      const { agent, session } = signedInOf(request);
      const actor = actorOf(request, { agent });
      await endSessions(context, actor, agent.id, { except: session.id }, 'sessions.ended');
      return reply.code(204).send();
    },
  );
}
