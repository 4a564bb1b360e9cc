import { z } from 'zod';
import { team, teamSave } from '../../../protocol/teams.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { addTeam, changeTeam, removeTeam } from './commands.ts';

const params = z.object({ id });

/** Who answers for what together; rules of a site point to them. */
export function teamRoutes(app: App, context: Context): void {
  const tags = ['Teams'];

  app.get(
    '/v1/teams',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'All teams', response: { 200: z.array(team), 401: errorAnswer } },
    },
    async () => context.store.teams.all(),
  );

  app.post(
    '/v1/teams',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Make a team (owner)',
        body: teamSave,
        response: { 201: team, 403: errorAnswer, 422: errorAnswer },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request, signedInOf(request));
      return reply.code(201).send(await addTeam(context, actor, request.body));
    },
  );

  app.put(
    '/v1/teams/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change name or members (owner)',
        params,
        body: teamSave,
        response: { 200: team, 403: errorAnswer, 404: errorAnswer, 422: errorAnswer },
      },
    },
    async request => changeTeam(context, actorOf(request, signedInOf(request)), request.params.id, request.body),
  );

  app.delete(
    '/v1/teams/:id',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Remove a team (owner)',
        description: 'Rules that name it stay and count no more, until another team is chosen for them.',
        params,
        response: { 204: z.undefined(), 403: errorAnswer, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      await removeTeam(context, actorOf(request, signedInOf(request)), request.params.id);
      return reply.code(204).send();
    },
  );
}
