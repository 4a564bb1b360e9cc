import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { textOrNone, timestamp } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { asAppError } from '../../http/refusals.ts';
import { BOOKING_ASKS, type BookingAsk, isSecretOfBooking } from '../bookings/links.ts';
import { changeOwn, moveTimes, type OwnAct, ownOf, visitFile } from '../bookings/own.ts';
import type { BookingRecord } from '../bookings/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import { bookingPage } from './booking-page.ts';
import { localeOf, sendPage } from './send.ts';
import { styled } from './style.ts';
import { type MessageKey, say } from './words/index.ts';

const part = z.string().max(128);
const params = siteParams.extend({ id: part, secret: part });
const PATH = '/f/:key/booking/:id/:secret';

/** What it was opened for, by a link of a letter; anything else is nothing. */
const query = z.object({ ask: z.enum(BOOKING_ASKS).optional().catch(undefined) });

/** What one press sends. */
const press = z.object({
  _locale: z.string().max(35).default(''),
  /** Of the booking as the page showed it. */
  version: z.coerce.number().int().positive(),
  act: z.enum(['confirm', 'move', 'cancel']),
  time: z.coerce.number().pipe(timestamp).optional(),
  /** Why it is cancelled. */
  reason: textOrNone.default(''),
});

/** What a press made of it. */
const NEWS: Record<OwnAct['kind'], MessageKey> = {
  confirm: 'visitConfirmed',
  move: 'visitMoved',
  cancel: 'visitCancelled',
};

/** What is told by the page as it is then. */
const ALERTS: Partial<Record<ErrorCode, MessageKey>> = {
  SLOT_TAKEN: 'visitTaken',
  ALREADY_CLAIMED: 'visitChanged',
  BOOKING_OVER: 'visitLate',
};

/**
 * The secret link of a booking: come, move or cancel by one press, without signing in and without JavaScript. Looking at it does
 * nothing, because scanners of mails open every link (SPEC BK10).
 */
export function bookingPageRoutes(app: App, context: Context): void {
  app.get(
    PATH,
    { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params, querystring: query } },
    async (request, reply) => {
      const booked = await bookedOf(context, request, request.params);
      const { ask = null } = request.query;
      return show(context, { request, reply, wish: '', ask, news: newsOf(booked.booking, ask) }, booked);
    },
  );

  app.get(
    `${PATH}/visit.ics`,
    { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } },
    async (request, reply) => {
      const { site, booking } = await bookedOf(context, request, request.params);
      const locale = localeOf(request, '', site);
      const own = await ownOf(context, { site, origin: originOf(context, request) }, booking, locale);
      const text = say(locale, 'visitHeading', { site: site.name });
      return reply
        .header('content-disposition', 'attachment; filename="visit.ics"')
        .header('cache-control', 'private, no-store')
        .type('text/calendar; charset=utf-8')
        .send(visitFile(site, { booking, own, text }, context.now()));
    },
  );

  app.post(
    PATH,
    {
      schema: { hide: true, params, body: press },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { _locale: wish, version } = request.body;
      const { site, booking } = await bookedOf(context, request, request.params);
      const act = actOf(request.body);
      context.rates.spend('submissionsOfVisitor', `booking ${booking.id}`);
      try {
        const changed = await changeOwn(context, site, booking, version, act);
        return show(context, { request, reply, wish, news: NEWS[act.kind] }, { site, booking: changed });
      } catch (error) {
        const refusal = asAppError(error);
        const alert = ALERTS[refusal.code];
        if (!alert) throw refusal;
        reply.code(refusal.status);
        return show(context, { request, reply, wish, alert }, await bookedOf(context, request, request.params));
      }
    },
  );
}

/** What was pressed before is said, and not asked again. */
function newsOf({ state }: BookingRecord, ask: BookingAsk | null): MessageKey | null {
  if (ask === 'confirm' && state === 'confirmed') return 'visitConfirmed';
  return ask === 'cancel' && state === 'cancelled' ? 'visitCancelled' : null;
}

function actOf({ act, time, reason }: z.infer<typeof press>): OwnAct {
  if (act === 'cancel') return { kind: act, reason };
  if (act === 'confirm') return { kind: act };
  if (time === undefined) throw new AppError('BAD_REQUEST', 'A booking is moved to a time; choose one.');
  return { kind: 'move', startAt: time };
}

interface Booked {
  site: SiteRecord;
  booking: BookingRecord;
}

/** @throws AppError NOT_FOUND, as for a link that never was */
async function bookedOf(
  context: Context,
  request: FastifyRequest,
  { key, id, secret }: z.infer<typeof params>,
): Promise<Booked> {
  const site = await publicSiteOf(context, request, key);
  const booking = isSecretOfBooking(context.config.secretKey, id, secret)
    ? await context.store.bookings.find(id)
    : null;
  if (!booking || booking.siteId !== site.id) throw new AppError('NOT_FOUND');
  return { site, booking };
}

function originOf(context: Context, request: FastifyRequest): string {
  return `${ownOrigin(context.config, request)}${publicPath(context.config)}`;
}

async function show(
  context: Context,
  visit: {
    request: FastifyRequest;
    reply: FastifyReply;
    /** The language that the page had before. */
    wish: string;
    ask?: BookingAsk | null;
    news?: MessageKey | null;
    alert?: MessageKey;
  },
  { site, booking }: Booked,
): Promise<FastifyReply> {
  const { request, reply, wish, ask = null, news = null, alert = null } = visit;
  const { sheet, policy } = styled(site.accent);
  const locale = localeOf(request, wish, site);
  const page = bookingPage({
    locale,
    ...{ site, ask, news, alert, sheet },
    booking: await ownOf(context, { site, origin: originOf(context, request) }, booking, locale),
    version: booking.version,
    zone: booking.visitorZone,
    times: await moveTimes(context, site, booking),
    now: context.now(),
    calendar: `${(request.params as z.infer<typeof params>).secret}/visit.ics`,
  });
  return sendPage(reply, page, policy);
}
