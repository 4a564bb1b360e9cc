import { z } from 'zod';
import {
  figuresAnswer,
  figuresQuery,
  planSet,
  visitRatingsAnswer,
  visitRatingsQuery,
  visitsAnswer,
  visitsQuery,
} from '../../../protocol/visits.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { csvFile } from '../../http/csv.ts';
import { asAttachment } from '../../http/downloads.ts';
import { signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { figures, ratingsBehind, setPlan, visitsBehind } from './commands.ts';
import { figureRows } from './figures-file.ts';

const tags = ['Visits'];
const refusals = { 400: errorAnswer, 401: errorAnswer, 403: errorAnswer };
const config = { rights: 'reader' } as const;
const WHOSE = 'Of everybody for owners, your own where you are an employee; others see nothing.';

/** What employees did. No key opens it: it is of people who work here. */
export function visitRoutes(app: App, context: Context): void {
  app.get(
    '/v1/visits/figures',
    {
      config,
      schema: {
        tags,
        summary: 'A month of each employee: visits, sums, ratings, returns, no-shows, and the plan beside them',
        description: `${WHOSE} Without \`month\` this one, by the shop's clock.`,
        querystring: figuresQuery,
        response: { 200: figuresAnswer, ...refusals },
      },
    },
    async request => figures(context, signedInOf(request).agent, request.query),
  );

  app.get(
    '/v1/visits/figures.csv',
    {
      config,
      schema: {
        tags,
        summary: 'The same as a CSV file',
        description: WHOSE,
        querystring: figuresQuery,
        response: { 200: z.any(), ...refusals },
      },
    },
    async (request, reply) => {
      const answer = await figures(context, signedInOf(request).agent, request.query);
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', asAttachment(`visits-${answer.month}.csv`))
        .header('x-content-type-options', 'nosniff')
        .send(await csvFile(figureRows(answer)));
    },
  );

  app.get(
    '/v1/visits',
    {
      config,
      schema: {
        tags,
        summary: 'The visits that a number of an employee is made of, latest first',
        description: `${WHOSE} \`contact\` is null where you may not see the card, and of whoever was erased.`,
        querystring: visitsQuery,
        response: { 200: visitsAnswer, ...refusals, 404: errorAnswer },
      },
    },
    async request => visitsBehind(context, signedInOf(request).agent, request.query),
  );

  app.get(
    '/v1/visits/ratings',
    {
      config,
      schema: {
        tags,
        summary: 'The ratings of an employee in a month, newest first',
        description: WHOSE,
        querystring: visitRatingsQuery,
        response: { 200: visitRatingsAnswer, ...refusals, 404: errorAnswer },
      },
    },
    async request => ratingsBehind(context, signedInOf(request).agent, request.query),
  );

  app.put(
    '/v1/visits/plans',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set the plan of an employee for a month (owner)',
        description: 'A number of visits, or a sum in minor units of the currency of the desk. Null takes it away.',
        body: planSet,
        response: { 204: z.undefined(), 422: errorAnswer, ...refusals, 404: errorAnswer },
      },
    },
    async (request, reply) => {
      const { agent } = signedInOf(request);
      await setPlan(context, { actor: actorOf(request, signedInOf(request)), name: agent.name }, request.body);
      return reply.code(204).send();
    },
  );
}
