import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { asAppError } from '../../http/refusals.ts';
import { ownOf } from '../bookings/own.ts';
import { isLive } from '../bookings/rules.ts';
import type { BookingRecord } from '../bookings/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import { isSecretOfWait } from '../waiting-list/links.ts';
import { declineOffer, leaveList, ownWaitOf, takeOffer } from '../waiting-list/people.ts';
import type { WaitRecord } from '../waiting-list/store.ts';
import { localeOf, sendPage } from './send.ts';
import { styled } from './style.ts';
import { bookedPage } from './visit-page.ts';
import { waitPage } from './wait-page.ts';
import type { MessageKey } from './words/index.ts';

const part = z.string().max(128);
const params = siteParams.extend({ id: part, secret: part });
const PATH = '/f/:key/waiting/:id/:secret';

/** What one press sends. */
const press = z.object({
  _locale: z.string().max(35).default(''),
  /** As the page showed it. */
  version: z.coerce.number().int().positive(),
  act: z.enum(['take', 'decline', 'leave']),
});

/** What is told by the page as it is then. */
const ALERTS: Partial<Record<ErrorCode, MessageKey>> = { BOOKING_OVER: 'waitGone', ALREADY_CLAIMED: 'waitGone' };

/**
 * The secret link of a place in a waiting list: take what is offered, decline it or leave by one press, without signing in and without
 * JavaScript. Looking at it does nothing, because scanners of mails open every link (SPEC WL6).
 */
export function waitPageRoutes(app: App, context: Context): void {
  app.get(PATH, { config: { rateLimit: READ_LIMIT }, schema: { hide: true, params } }, async (request, reply) =>
    show(context, { request, reply, wish: '' }, await waitIn(context, request, request.params)),
  );

  app.post(
    PATH,
    {
      schema: { hide: true, params, body: press },
      onRequest: async request => context.rates.spendOfAddress('postsOfAddress', request.ip),
    },
    async (request, reply) => {
      const { _locale: wish, version, act } = request.body;
      const { site, wait } = await waitIn(context, request, request.params);
      context.rates.spend('submissionsOfVisitor', `waiting ${wait.id}`);
      const pressed = { site, wait, version };
      try {
        if (act === 'take') return await sendTaken(context, { request, reply, wish }, pressed);
        if (act === 'leave') await leaveList(context, pressed);
        else await declineOffer(context, pressed);
        const news = act === 'leave' ? 'waitLeft' : 'waitDeclined';
        return show(context, { request, reply, wish, news }, await waitIn(context, request, request.params));
      } catch (error) {
        const refusal = asAppError(error);
        const alert = ALERTS[refusal.code];
        if (!alert) throw refusal;
        reply.code(refusal.status);
        const waiting = await waitIn(context, request, request.params);
        const standing = await bookingOf(context, waiting);
        if (standing) return sendBooked(context, { request, reply, wish }, waiting, standing);
        return show(context, { request, reply, wish, alert }, waiting);
      }
    },
  );
}

interface Waiting {
  site: SiteRecord;
  wait: WaitRecord;
}

/** @throws AppError NOT_FOUND, as for a link that never was */
async function waitIn(
  context: Context,
  request: FastifyRequest,
  { key, id, secret }: z.infer<typeof params>,
): Promise<Waiting> {
  const site = await publicSiteOf(context, request, key);
  const wait = isSecretOfWait(context.config.secretKey, id, secret) ? await context.store.waits.find(id) : null;
  if (!wait || wait.siteId !== site.id) throw new AppError('NOT_FOUND');
  return { site, wait };
}

interface Shown {
  request: FastifyRequest;
  reply: FastifyReply;
  /** The language that the page had before. */
  wish: string;
  news?: MessageKey;
  alert?: MessageKey;
}

function originOf(context: Context, request: FastifyRequest): string {
  return `${ownOrigin(context.config, request)}${publicPath(context.config)}`;
}

async function show(
  context: Context,
  { request, reply, wish, news, alert }: Shown,
  { site, wait }: Waiting,
): Promise<FastifyReply> {
  const { sheet, policy } = styled(site.accent);
  const locale = localeOf(request, wish, site);
  const own = await ownWaitOf(context, { site, origin: originOf(context, request) }, wait, locale);
  const page = waitPage({
    ...{ locale, site, sheet, news: news ?? null, alert: alert ?? null },
    ...{ wait: own, version: wait.version, zone: wait.visitorZone },
  });
  return sendPage(reply, page, policy);
}

/** What became of their wait, where it stands still. */
async function bookingOf({ store }: Context, { wait }: Waiting): Promise<BookingRecord | null> {
  const booking = wait.bookingId === null ? null : await store.bookings.find(wait.bookingId);
  return booking && isLive(booking) ? booking : null;
}

async function sendTaken(
  context: Context,
  { request, reply, wish }: Shown,
  pressed: Waiting & { version: number },
): Promise<FastifyReply> {
  const taken = await takeOffer(context, pressed, { kind: 'visitor' });
  return sendBooked(context, { request, reply, wish }, pressed, taken);
}

/** It is booked: what somebody sees who booked it by themself. */
async function sendBooked(
  context: Context,
  { request, reply, wish }: Shown,
  { site, wait }: Waiting,
  booked: BookingRecord,
): Promise<FastifyReply> {
  const { sheet, policy } = styled(site.accent);
  const locale = localeOf(request, wish, site);
  const booking = await ownOf(context, { site, origin: originOf(context, request) }, booked, locale);
  return sendPage(reply, bookedPage({ locale, booking, zone: wait.visitorZone, sheet }), policy);
}
