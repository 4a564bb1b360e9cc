import formbody from '@fastify/formbody';
import { z } from 'zod';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { takeReplies, takeReports } from './commands.ts';

/** A gateway's servers are one address, and a day's reports may come at once. */
const DOOR_LIMIT = { max: 1_200, timeWindow: 60_000 };

const token = z.string().max(64);
const oneParams = z.object({ token, ref: z.string().max(64) });
const params = z.object({ token });

/**
 * Where gateways bring reports and what people answered. Most of them can do nothing but call an address that they were
 * given, so the token stands in it; it opens no more than the state of a message and a number's STOP, and owners make a new one.
 */
export async function smsDoorRoutes(app: App, context: Context): Promise<void> {
  await app.register(formbody);
  const tags = ['SMS'];
  const response = { 204: z.undefined(), 404: errorAnswer, 429: errorAnswer };
  // The token in the address is what lets them in.
  const config = { rateLimit: DOOR_LIMIT, rights: 'anybody' } as const;

  app.route({
    method: ['GET', 'POST'],
    url: '/v1/sms/reports/:token',
    config,
    schema: { tags, summary: 'What became of messages, from the gateway', params, response },
    handler: async ({ params: { token }, query, body }, reply) => {
      await takeReports(context, token, '', body ?? query);
      return reply.code(204).send();
    },
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/v1/sms/reports/:token/:ref',
    config,
    schema: { tags, summary: 'What became of one message, from the gateway', params: oneParams, response },
    handler: async ({ params: { token, ref }, query, body }, reply) => {
      await takeReports(context, token, ref, body ?? query);
      return reply.code(204).send();
    },
  });

  app.route({
    method: ['GET', 'POST'],
    url: '/v1/sms/replies/:token',
    config,
    schema: { tags, summary: 'What people answered, from the gateway', params, response },
    handler: async ({ params: { token }, query, body }, reply) => {
      await takeReplies(context, token, body ?? query);
      return reply.code(204).send();
    },
  });
}
