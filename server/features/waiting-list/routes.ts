import { z } from 'zod';
import { shownBooking } from '../../../protocol/bookings.ts';
import { waitingSettings, waitsAnswer, waitsQuery } from '../../../protocol/waiting-list.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { removeWait, setWaitingSettings, takeForThem, waitingSettingsOf, waitsIn } from './commands.ts';

const tags = ['Bookings'];
const params = z.object({ id });
const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };

/** Who waits for full days, for agents and for programs of the owner. */
export function waitingListRoutes(app: App, context: Context): void {
  app.get(
    '/v1/waiting',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Who waits for a stretch of time, in the order in which they came',
        description: 'Of the sites that you see. `from` and `to` are ms since the epoch.',
        querystring: waitsQuery,
        response: { 200: waitsAnswer, 400: errorAnswer, ...refusals },
      },
    },
    async request => ({ waits: await waitsIn(context, askerOf(request).by, request.query) }),
  );

  app.delete(
    '/v1/waiting/:id',
    {
      config: { rights: 'agent', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Take somebody off the waiting list',
        description: 'What is kept for them is offered to the next one.',
        params,
        response: { 204: z.undefined(), 409: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      await removeWait(context, askerOf(request).by, request.params.id);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/waiting/:id/take',
    {
      config: { rights: 'agent', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Book for somebody what is kept for them',
        description: 'Where they said so by telephone. Asked twice it is one booking.',
        params,
        response: { 200: shownBooking, 409: errorAnswer, ...refusals },
      },
    },
    async request => {
      const { key } = request;
      const agent = key ? null : signedInOf(request).agent;
      const author = agent
        ? ({ kind: 'agent', id: agent.id, name: agent.name } as const)
        : ({ kind: 'system' } as const);
      return takeForThem(context, askerOf(request).by, author, request.params.id);
    },
  );

  app.get(
    '/v1/waiting-settings',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Rules of the waiting list', response: { 200: waitingSettings, ...refusals } },
    },
    async () => waitingSettingsOf(context),
  );

  app.put(
    '/v1/waiting-settings',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set the rules of the waiting list (owner)',
        body: waitingSettings,
        response: { 200: waitingSettings, 422: errorAnswer, ...refusals },
      },
    },
    async request => setWaitingSettings(context, actorOf(request, signedInOf(request)), request.body),
  );
}
