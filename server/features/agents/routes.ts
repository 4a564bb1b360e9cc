import { z } from 'zod';
import { agentPresence, agents, agentUpdate, me, meUpdate } from '../../../protocol/agents.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { renewSessionCookie } from '../sessions/commands.ts';
import { changeAgent, changeMe } from './commands.ts';
import { meOf } from './rules.ts';

/** The signed-in agent's own account, and everybody's. */
export function agentRoutes(app: App, context: Context): void {
  const { staff } = context;
  const tags = ['Agents'];

  app.get(
    '/v1/me',
    {
      config: { rights: 'session' },
      schema: { tags, summary: 'Who is signed in', response: { 200: me, 401: errorAnswer } },
    },
    async (request, reply) => {
      const signedIn = signedInOf(request);
      renewSessionCookie(context, request, reply);
      return meOf(signedIn, context);
    },
  );

  app.patch(
    '/v1/me',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'Change the own name, language, password or columns of people',
        description: 'A new password needs the current one, and ends all other sessions.',
        body: meUpdate,
        response: { 200: me, 401: errorAnswer, 422: errorAnswer, 429: errorAnswer },
      },
    },
    async request => {
      const signedIn = signedInOf(request);
      const agent = await changeMe(context, actorOf(request, signedIn), signedIn, request.body, request.ip);
      return meOf({ ...signedIn, agent }, context);
    },
  );

  app.get(
    '/v1/agents',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Everybody, and who is here', response: { 200: agents, 401: errorAnswer } },
    },
    async () => staff.all(),
  );

  app.patch(
    '/v1/agents/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change role or capacity, disable or enable (owner)',
        description: 'Disabling ends all sessions and sockets of the agent at once.',
        params: z.object({ id }),
        body: agentUpdate,
        response: { 200: agentPresence, 403: errorAnswer, 404: errorAnswer, 409: errorAnswer },
      },
    },
    async request => {
      const owner = signedInOf(request);
      return changeAgent(context, actorOf(request, owner), request.params.id, request.body);
    },
  );
}
