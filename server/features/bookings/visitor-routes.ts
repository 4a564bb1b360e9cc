import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import {
  bookingAnswer,
  bookingCreate,
  hold,
  holdCreate,
  holdSecret,
  timesAnswer,
  timesQuery,
} from '../../../protocol/booking-times.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { freeTimes } from './offer.ts';
import { bookTime, dropHold, holdTime, renewHold, type Visiting } from './take.ts';

const tags = ['Visitors'];
const refusals = {
  401: errorAnswer,
  403: errorAnswer,
  404: errorAnswer,
  409: errorAnswer,
  422: errorAnswer,
  429: errorAnswer,
};

/** What a visitor's page does to book. */
export function bookingVisitorRoutes(app: App, context: Context): void {
  const { rates } = context;

  app.get(
    '/v1/sites/:key/booking/times',
    {
      config: { rateLimit: READ_LIMIT },
      schema: {
        tags,
        summary: 'When a visit can begin, day by day',
        description:
          'Days are by the clock of `timeZone`, or the shop’s. Who asks again within seconds may hear the same.',
        params: siteParams,
        querystring: timesQuery,
        response: { 200: timesAnswer, 400: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const site = await publicSiteOf(context, request, request.params.key);
      const times = await freeTimes(context, site, request.query);
      return reply.header('cache-control', 'private, max-age=5').send(times);
    },
  );

  app.post(
    '/v1/sites/:key/booking/holds',
    {
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        rates.spendOfAddress('holdsOfAddress', request.ip);
      },
      schema: {
        tags,
        summary: 'Keep a time for a few minutes while somebody types',
        description:
          'A repeat of a clientId gets the same hold. `instead` gives back another one. Where the time is taken, `nextTimes` of the refusal names others.',
        params: siteParams,
        body: holdCreate,
        response: { 201: hold, ...refusals },
      },
    },
    async (request, reply) => reply.code(201).send(await holdTime(context, await visiting(request), request.body)),
  );

  app.post(
    '/v1/sites/:key/booking/holds/renew',
    {
      onRequest: async request => rates.spendOfAddress('holdsOfAddress', request.ip),
      schema: {
        tags,
        summary: 'Keep it as long again',
        params: siteParams,
        body: holdSecret,
        response: { 200: hold, ...refusals },
      },
    },
    async request => renewHold(context, await visiting(request), request.body.secret),
  );

  app.post(
    '/v1/sites/:key/booking/holds/release',
    {
      onRequest: async request => rates.spendOfAddress('submissionsOfAddress', request.ip),
      schema: {
        tags,
        summary: 'Give it back',
        description: 'One that has run out is fine.',
        params: siteParams,
        body: holdSecret,
        response: { 204: z.undefined(), ...refusals },
      },
    },
    async (request, reply) => {
      await publicSiteOf(context, request, request.params.key);
      await dropHold(context, request.body.secret);
      return reply.code(204).send();
    },
  );

  app.post(
    '/v1/sites/:key/booking/bookings',
    {
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        rates.spendOfAddress('submissionsOfAddress', request.ip);
      },
      schema: {
        tags,
        summary: 'Book a time',
        description:
          'A repeat of a clientId gets the first answer (200 in place of 201). With `Authorization: Bearer TOKEN` it joins that visitor; without, a visitor is made and its token returned.',
        params: siteParams,
        body: bookingCreate,
        response: { 200: bookingAnswer, 201: bookingAnswer, 410: errorAnswer, 503: errorAnswer, ...refusals },
      },
    },
    async (request, reply) => {
      const { isRepeat, ...answer } = await bookTime(context, await visiting(request), request.body);
      return reply.code(isRepeat ? 200 : 201).send(answer);
    },
  );

  async function visiting(request: FastifyRequest): Promise<Visiting> {
    const { authorization, 'user-agent': userAgent = '', 'accept-language': languages = '' } = request.headers;
    return {
      site: await publicSiteOf(context, request, (request.params as { key: string }).key),
      address: request.ip,
      token: /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1],
      userAgent,
      languages,
      origin: `${ownOrigin(context.config, request)}${publicPath(context.config)}`,
    };
  }
}
