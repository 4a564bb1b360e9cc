import { z } from 'zod';
import { agentPresence, agents, agentUpdate } from '../../../protocol/agents.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { requireAgent, requireOwner } from '../sessions/sessions.ts';
import { tellStaff } from './news.ts';
import { agentOf } from './rules.ts';

export function agentRoutes(app: App, context: Context): void {
  const { store, hub, staff } = context;
  const tags = ['Agents'];

  app.get(
    '/v1/agents',
    { schema: { tags, summary: 'Everybody, and who is here', response: { 200: agents, 401: errorAnswer } } },
    async request => {
      await requireAgent(context, request);
      return staff.all();
    },
  );

  app.patch(
    '/v1/agents/:id',
    {
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
      await requireOwner(context, request);
      const changed = await store.agents.update(request.params.id, request.body);
      if (!changed) throw new AppError('NOT_FOUND');
      if (changed.isDisabled) hub.closeAgent(changed.id);
      await tellStaff(context);
      return staff.find(changed.id) ?? { ...agentOf(changed), isHere: false };
    },
  );
}
