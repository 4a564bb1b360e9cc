import { z } from 'zod';
import {
  listCall,
  listCallAsk,
  listHoldAnswer,
  listName,
  listReleaseAsk,
  listSettings,
  listSince,
  listsAnswer,
  listTurn,
} from '../../../protocol/lists.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { changeLists, holdOn, letGo, listSettingsOf, listsFor, takeTurn, tellCall } from './commands.ts';

const params = z.object({ id });

/** Lists of people to be rung, which agents work off one by one. */
export function listRoutes(app: App, context: Context): void {
  const tags = ['Lists'];
  const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };

  app.get(
    '/v1/lists',
    {
      config: { rights: 'reader' },
      schema: {
        tags,
        summary: 'How far each list is, and what came of its calls in thirty days',
        querystring: listSince,
        response: { 200: listsAnswer, ...refusals },
      },
    },
    async request => listsFor(context, signedInOf(request).agent, request.query.since),
  );

  app.post(
    '/v1/lists/:list/turn',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Get the next of a list, whom nobody else gets meanwhile',
        params: z.object({ list: listName }),
        body: listSince,
        response: { 200: listTurn, ...refusals },
      },
    },
    async request => takeTurn(context, signedInOf(request).agent, request.params.list, request.body.since),
  );

  app.post(
    '/v1/lists/entries/:id/hold',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Keep somebody for two minutes more',
        params,
        response: { 200: listHoldAnswer, ...refusals },
      },
    },
    async request => ({ isHeld: await holdOn(context, signedInOf(request).agent, request.params.id) }),
  );

  app.post(
    '/v1/lists/entries/:id/release',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Let somebody go, or skip them for an hour',
        params,
        body: listReleaseAsk,
        response: { 204: z.undefined(), ...refusals },
      },
    },
    async (request, reply) => {
      await letGo(context, signedInOf(request).agent, request.params.id, request.body.isSkipped);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/lists/entries/:id/calls',
    {
      config: { rights: 'agent' },
      schema: {
        tags,
        summary: 'Say what came of a call',
        params,
        body: listCallAsk,
        response: { 200: listCall, 409: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => tellCall(context, signedInOf(request).agent, request.params.id, request.body),
  );

  app.get(
    '/v1/lists/settings',
    {
      config: { rights: 'owner' },
      schema: { tags, summary: 'What lists go by (owner)', response: { 200: listSettings, ...refusals } },
    },
    async () => listSettingsOf(context),
  );

  app.put(
    '/v1/lists/settings',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Change what lists go by (owner)',
        body: listSettings,
        response: { 200: listSettings, 422: errorAnswer, ...refusals },
      },
    },
    async request => changeLists(context, actorOf(request, signedInOf(request)), request.body),
  );
}
