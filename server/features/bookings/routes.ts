import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { timesAnswer, timesQuery } from '../../../protocol/booking-times.ts';
import {
  bookingByHand,
  bookingSettings,
  bookingsAnswer,
  bookingsQuery,
  bookingUpdate,
  calendarFeed,
  shownBooking,
  whyAnswer,
  whyQuery,
} from '../../../protocol/bookings.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { askerOf, signedInOf } from '../../rights.ts';
import { actorOf } from '../audit/commands.ts';
import { readCalendar, renewCalendar } from './calendars.ts';
import { type Booker, bookByHand, bookingSettingsOf, bookingsIn, changeBooking, readBooking } from './commands.ts';
import { freeAtDesk, whyNotOffered } from './looks.ts';
import { wantedFrom } from './offer.ts';
import { setBookingSettings } from './settings.ts';

const tags = ['Bookings'];
const params = z.object({ id });
const refusals = { 401: errorAnswer, 403: errorAnswer, 404: errorAnswer };
const conflicts = { 409: errorAnswer, 422: errorAnswer };

/** The book of the shop, for agents and for programs of the owner. */
export function bookingRoutes(app: App, context: Context): void {
  app.get(
    '/v1/bookings',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Bookings that overlap a stretch of time, earliest first',
        description: 'Of the sites that you see, cancelled ones among them. `from` and `to` are ms since the epoch.',
        querystring: bookingsQuery,
        response: { 200: bookingsAnswer, 400: errorAnswer, ...refusals },
      },
    },
    async request => ({ bookings: await bookingsIn(context, askerOf(request).by, request.query) }),
  );

  app.get(
    '/v1/bookings/why',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Why visitors are not offered a time',
        description: 'Each reason with whom or what it keeps from it, and the booking that has the time.',
        querystring: whyQuery,
        response: { 200: whyAnswer, 400: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => {
      const { siteId, startAt } = request.query;
      return whyNotOffered(context, askerOf(request).by, { siteId, startAt, items: wantedFrom(request.query) });
    },
  );

  app.get(
    '/v1/bookings/times',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: {
        tags,
        summary: 'When a visit can begin, also of what the desk alone books',
        description: 'By hours, lead time and horizon, as visitors are offered it.',
        querystring: timesQuery.extend({ siteId: id }),
        response: { 200: timesAnswer, 400: errorAnswer, 422: errorAnswer, ...refusals },
      },
    },
    async request => freeAtDesk(context, askerOf(request).by, request.query),
  );

  app.post(
    '/v1/bookings',
    {
      config: { rights: 'agent', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Write down a booking',
        description:
          'Of a person by id, number, mail or external id; somebody new is made. It may stand outside of hours; `conflicts` of a refusal names the bookings that have the time. A repeat of a clientId gets the first answer (200 in place of 201).',
        body: bookingByHand,
        response: { 200: shownBooking, 201: shownBooking, ...conflicts, ...refusals },
      },
    },
    async (request, reply) => {
      const { shown, isNew } = await bookByHand(context, bookerOf(request), request.body);
      return reply.code(isNew ? 201 : 200).send(shown);
    },
  );

  app.get(
    '/v1/bookings/:id',
    {
      config: { rights: 'reader', scope: 'bookings' },
      schema: { tags, summary: 'One booking, with whose it is', params, response: { 200: shownBooking, ...refusals } },
    },
    async request => readBooking(context, askerOf(request).by, request.params.id),
  );

  app.patch(
    '/v1/bookings/:id',
    {
      config: { rights: 'agent', scope: 'bookings' },
      schema: {
        tags,
        summary: 'Move, stretch, mark or cancel a booking',
        description:
          'What is left out stays. `paid`, with the state `done`, becomes a purchase, once. `conflicts` of a refusal names the bookings that have the time.',
        params,
        body: bookingUpdate,
        response: { 200: shownBooking, ...conflicts, ...refusals },
      },
    },
    async request => changeBooking(context, bookerOf(request), request.params.id, request.body),
  );
}

function bookerOf(request: FastifyRequest): Booker {
  const { key } = request;
  const { by } = askerOf(request);
  if (key) return { by, author: { kind: 'system' }, sourceKey: `key ${key.id}` };
  const { id: agentId, name } = signedInOf(request).agent;
  return { by, author: { kind: 'agent', id: agentId, name }, sourceKey: `agent ${agentId}` };
}

/** What an owner sets for all bookings, and the addresses of calendars. */
export function bookingSettingsRoutes(app: App, context: Context): void {
  app.get(
    '/v1/booking-settings',
    {
      config: { rights: 'reader' },
      schema: { tags, summary: 'Rules of booking', response: { 200: bookingSettings, ...refusals } },
    },
    async () => bookingSettingsOf(context),
  );

  app.put(
    '/v1/booking-settings',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Set the rules of booking (owner)',
        body: bookingSettings,
        response: { 200: bookingSettings, 422: errorAnswer, ...refusals },
      },
    },
    async request => setBookingSettings(context, actorOf(request, signedInOf(request)), request.body),
  );

  app.post(
    '/v1/staff/:id/calendar',
    {
      config: { rights: 'owner' },
      schema: {
        tags,
        summary: 'Give the calendar of an employee a new secret address (owner)',
        description: 'Their own programs read it there. An address that it had before ends.',
        params,
        response: { 200: calendarFeed, ...refusals },
      },
    },
    async request => {
      const path = await renewCalendar(context, actorOf(request, signedInOf(request)), request.params.id);
      return { url: `${ownOrigin(context.config, request)}${publicPath(context.config)}${path}` };
    },
  );
}

/** Where a calendar is read: whoever has the address may. */
export function calendarRoutes(app: App, context: Context): void {
  app.get(
    '/calendars/:id/:secret/bookings.ics',
    {
      config: { rateLimit: READ_LIMIT },
      schema: { hide: true, params: params.extend({ secret: z.string().max(128) }) },
    },
    async (request, reply) => {
      const { id: staffId, secret } = request.params;
      const file = await readCalendar(context, staffId, secret);
      return reply
        .header('cache-control', 'private, no-store')
        .header('referrer-policy', 'no-referrer')
        .type('text/calendar; charset=utf-8')
        .send(file);
    },
  );
}
