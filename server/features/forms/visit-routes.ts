import type { FastifyReply, FastifyRequest } from 'fastify';
import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { bookingCreate, type OwnBooking, type TimesAnswer } from '../../../protocol/booking-times.ts';
import type { OfferedServices } from '../../../protocol/services.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { fieldErrors, issuesOf } from '../../http/field-errors.ts';
import { READ_LIMIT } from '../../http/limits.ts';
import { ownOrigin } from '../../http/origins.ts';
import { publicPath } from '../../http/paths.ts';
import { publicSiteOf, siteParams } from '../../http/public-site.ts';
import { asAppError, retryAfter } from '../../http/refusals.ts';
import { derivedName } from '../../secrets.ts';
import { newToken } from '../../tokens.ts';
import { bookingSettingsOf } from '../bookings/commands.ts';
import { bookTime, dropHold, freeTimes, holdTime, shopZone, type Visiting } from '../bookings/people.ts';
import { judgeReach } from '../contacts/reach.ts';
import { offeredServices } from '../services/commands.ts';
import { publicSite } from '../sites/rules.ts';
import { drawnStamp } from '../spam/stamp.ts';
import { waitingWays } from '../waiting-list/people.ts';
import { mustBeOn, signsOf } from './commands.ts';
import { localeOf, sendPage } from './send.ts';
import { refusalSentence, type Sentence } from './sentences.ts';
import { styled } from './style.ts';
import { bookedPage, visitPage } from './visit-page.ts';
import {
  choiceOf,
  isTooMuch,
  readVisit,
  stepBeside,
  stepWithin,
  type VisitChoice,
  type VisitPost,
  type VisitStep,
  wantedItems,
  wantedTimes,
} from './visit-post.ts';

const PATH = '/f/:key/booking';
/** Days whose times one page shows. */
const DAYS = 14;

/**
 * The form that books a visit, one question a page, without JavaScript (SPEC BK16). Looking at it does nothing: a time is kept,
 * and taken, by a press.
 */
export function visitRoutes(app: App, context: Context): void {
  app.get(
    PATH,
    {
      config: { rateLimit: READ_LIMIT },
      schema: { hide: true, params: siteParams, querystring: z.record(z.string(), z.unknown()) },
    },
    async (request, reply) => {
      const visiting = await visitingOf(context, request, request.params.key);
      const visit = readVisit(request.query);
      const asked = await askedOf(context, request, visiting, visit);
      return show(context, reply, { ...asked, step: stepWithin(asked.choice, 'who') });
    },
  );

  app.post(
    PATH,
    {
      schema: { hide: true, params: siteParams },
      onRequest: async request => {
        await publicSiteOf(context, request, (request.params as { key: string }).key);
        context.rates.spendOfAddress('postsOfAddress', request.ip);
      },
    },
    async (request, reply) => {
      const visiting = await visitingOf(context, request, request.params.key);
      const asked = await askedOf(context, request, visiting, readVisit(request.body));
      try {
        const next = await pressed(context, asked);
        if ('booking' in next) return sendBooked(reply, asked, next.booking);
        return await show(context, reply, next);
      } catch (error) {
        const refusal = asAppError(error);
        if (refusal.status >= 500) request.log.error({ err: error }, 'a visit could not be booked');
        context.refusals.count(refusal.code);
        const after = retryAfter(refusal);
        if (after) reply.header('retry-after', after);
        reply.code(refusal.status);
        return show(context, reply, refused(asked, refusal));
      }
    },
  );
}

/** A page that is asked for, or shown. */
interface Asked {
  visiting: Visiting;
  locale: Locale;
  visit: VisitPost;
  offer: OfferedServices;
  choice: VisitChoice;
  zones: { own: string; shop: string };
  step: VisitStep;
  mistakes?: Partial<Record<keyof VisitPost, ErrorCode>>;
  alert?: Sentence;
}

async function visitingOf(context: Context, request: FastifyRequest, key: string): Promise<Visiting> {
  const { 'user-agent': userAgent = '', 'accept-language': languages = '' } = request.headers;
  const site = await publicSiteOf(context, request, key);
  mustBeOn(site, 'booking');
  const origin = `${ownOrigin(context.config, request)}${publicPath(context.config)}`;
  return { site, address: request.ip, userAgent, languages, origin };
}

/** @throws AppError NOT_FOUND while booking is switched off */
async function askedOf(
  context: Context,
  request: FastifyRequest,
  visiting: Visiting,
  visit: VisitPost,
): Promise<Asked> {
  const { site } = visiting;
  const locale = localeOf(request, visit.locale, site);
  const [offer, settings] = await Promise.all([offeredServices(context, site, locale), bookingSettingsOf(context)]);
  const shop = shopZone(settings, site);
  const zones = { own: visit.timeZone || shop, shop };
  const signs = signsOf(context, visit);
  const id = visit.id || newToken();
  const drawn = visit.id ? visit.drawn : drawnStamp(context.config.secretKey, id, context.now());
  return {
    visiting: { ...visiting, signs },
    ...{ locale, offer, zones, step: visit.step },
    visit: { ...visit, id, drawn },
    choice: choiceOf(offer, visit),
  };
}

/** What a button does. @throws AppError for what was not answered, or can not be had */
async function pressed(context: Context, asked: Asked): Promise<Asked | { booking: OwnBooking }> {
  const { visit, choice, step } = asked;
  if (visit.go === 'back') {
    // Their own hold is not to stand in their way.
    if (isSecret(visit.hold)) await dropHold(context, visit.hold);
    return { ...asked, visit: { ...visit, hold: '' }, step: stepBeside(choice, step, -1) };
  }
  if (visit.go !== 'on') return { ...asked, visit: { ...visit, from: otherDays(context, asked) }, step: 'time' };
  if (isTooMuch(visit)) return { ...asked, step: 'service', mistakes: { service: 'FIELD_INVALID' } };
  if (choice.services.length === 0)
    return missing(asked, 'service', visit.service === '' ? undefined : { key: 'visitGone' });
  // Nobody is asked twice: whoever wants anybody, or has no choice, is past that question.
  const mayBe = stepWithin(choice, step);
  if (choice.staffId === undefined && step !== 'service') {
    return missing(asked, mayBe, visit.staff === '' ? undefined : { key: 'visitGone' });
  }
  if (step === 'person') return { booking: await book(context, asked) };
  if (step !== 'time') return { ...asked, step: stepBeside(choice, step, 1) };
  const { secret } = await keep(context, asked);
  return { ...asked, visit: { ...visit, hold: secret }, step: 'person' };
}

function missing(asked: Asked, step: VisitStep, alert?: Sentence): Asked {
  const field = step === 'who' ? 'staff' : 'service';
  return { ...asked, step, mistakes: { [field]: 'FIELD_REQUIRED' }, ...(alert && { alert }) };
}

function otherDays(context: Context, { visit, zones }: Asked): string {
  const today = Temporal.Instant.fromEpochMilliseconds(context.now()).toZonedDateTimeISO(zones.own).toPlainDate();
  const now = visit.from === '' ? today : Temporal.PlainDate.from(visit.from);
  const from = now.add({ days: visit.go === 'later' ? DAYS : -DAYS });
  return Temporal.PlainDate.compare(from, today) <= 0 ? '' : from.toString();
}

function startOf({ time }: VisitPost): number {
  const startAt = /^\d{12,14}$/.test(time) ? Number(time) : Number.NaN;
  if (Number.isNaN(startAt))
    throw new AppError('FIELD_REQUIRED', 'Choose a time.', { fields: { time: 'FIELD_REQUIRED' } });
  return startAt;
}

/** Keeps the chosen time in place of another that was kept. */
function keep(context: Context, { visiting, visit, choice }: Asked) {
  context.rates.spendOfAddress('holdsOfAddress', visiting.address);
  const wanted = { items: wantedItems(choice), startAt: startOf(visit) };
  const instead = isSecret(visit.hold) ? { instead: visit.hold } : {};
  // Pressed twice, it is one hold, whatever it is given for.
  const clientId = nameOf(context, ['visit hold', visit.id, wanted, visit.hold]);
  return holdTime(context, visiting, { clientId, ...wanted, ...instead });
}

const isSecret = (text: string) => text.length >= 16 && text.length <= 128;

function nameOf({ config }: Context, of: readonly unknown[]): string {
  return derivedName(config.secretKey, JSON.stringify(of));
}

/** @throws AppError with `fields` by the names of the form */
async function book(context: Context, { visiting, visit, choice, locale, zones }: Asked): Promise<OwnBooking> {
  const { name, phone, note, consent, hold, id } = visit;
  const asksConsent = publicSite(visiting.site, locale).consent !== '';
  const reach = judgeReach({ email: '', phone }, { country: undefined, timeZones: [zones.own, zones.shop] });
  refuseMistakes({
    ...(name === '' && { name: 'FIELD_REQUIRED' as const }),
    ...(phone === '' ? { phone: 'FIELD_REQUIRED' as const } : reach.mistakes),
    ...(asksConsent && consent === '' && { hasConsent: 'CONSENT_REQUIRED' as const }),
  });
  const said = { items: wantedItems(choice), startAt: startOf(visit), name, phone, note };
  const parsed = bookingCreate.safeParse({
    clientId: nameOf(context, ['visit', visiting.site.id, id, said]),
    ...said,
    ...(isSecret(hold) && { hold }),
    ...{ hasConsent: consent !== '', locale, source: 'page' },
    ...(visit.timeZone !== '' && { timeZone: visit.timeZone }),
    ...(visit.referral !== '' && { referral: visit.referral }),
  });
  if (!parsed.success) throw new AppError('FIELD_INVALID', undefined, { fields: fieldErrors(issuesOf(parsed.error)) });
  return (await bookTime(context, visiting, parsed.data)).booking;
}

/** Where the form calls it otherwise. */
const NAMES: Record<string, keyof VisitPost> = {
  startAt: 'time',
  hasConsent: 'consent',
  email: 'phone',
  message: 'note',
};

/** The page on which a refusal can be mended, with what is wrong; a time that was taken leaves the next one that is free. */
function refused(asked: Asked, refusal: AppError): Asked {
  const { visit, step } = asked;
  const fields = Object.entries(refusal.fields ?? {}).map(([name, code]) => [NAMES[name] ?? name, code] as const);
  const mistakes: Asked['mistakes'] = Object.fromEntries(fields);
  if (refusal.code === 'SLOT_TAKEN') {
    const { nextAt } = refusal;
    const next = nextAt === undefined ? {} : { time: String(nextAt) };
    const alert: Sentence = { key: nextAt === undefined ? 'visitTaken' : 'visitNextFree' };
    return { ...asked, visit: { ...visit, ...next }, step: 'time', alert };
  }
  const isOfForm = fields.some(([name]) => name in visit);
  if (refusal.fields && !isOfForm) return missing(asked, 'service', { key: 'visitGone' });
  return { ...asked, step: mistakes.time ? 'time' : step, mistakes, alert: refusalSentence(asked.locale, refusal) };
}

async function show(context: Context, reply: FastifyReply, page: Asked): Promise<FastifyReply> {
  const { visiting, locale, step, mistakes = {}, alert = null } = page;
  const { sheet, policy } = styled(visiting.site.accent);
  const { visit, times } = step === 'time' ? await withTimes(context, page) : { visit: page.visit, times: null };
  const site = publicSite(visiting.site, locale);
  const waiting = await waitingAddress(context, page, times);
  return sendPage(reply, visitPage({ ...page, visit, times, waiting, site, mistakes, alert, sheet }), policy);
}

/** Where one can wait for one of these days; null: none is full, or there is no list. */
async function waitingAddress(
  context: Context,
  { visit, choice }: Asked,
  times: TimesAnswer | null,
): Promise<string | null> {
  if (!times?.days.some(each => each.isFull) || !(await waitingWays(context)).isOn) return null;
  const { service, locale: _locale, timeZone: _timezone } = visit;
  const query = { service, staff: choice.staffId ?? 'anybody', _locale, _timezone };
  return `waiting?${new URLSearchParams(Object.entries(query).filter(([, value]) => value !== ''))}`;
}

/** Days from the one that is asked for on, or from that of the chosen time where it lies behind them. */
async function withTimes(
  context: Context,
  { visiting, visit, choice, zones }: Asked,
): Promise<{ visit: VisitPost; times: TimesAnswer }> {
  const timesFrom = (from: string) =>
    freeTimes(context, visiting.site, {
      ...wantedTimes(choice),
      ...{ days: DAYS, timeZone: zones.own },
      ...(from !== '' && { from }),
    });
  const times = await timesFrom(visit.from);
  const at = Number(visit.time);
  const isBehind = visit.go === 'on' && at > Math.max(0, ...times.days.flatMap(day => day.times));
  if (!isBehind || times.days.every(day => day.times.length === 0)) return { visit, times };
  const from = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zones.own).toPlainDate().toString();
  return from > times.until ? { visit, times } : { visit: { ...visit, from }, times: await timesFrom(from) };
}

function sendBooked(reply: FastifyReply, { visiting, locale, zones }: Asked, booking: OwnBooking): FastifyReply {
  const { sheet, policy } = styled(visiting.site.accent);
  return sendPage(reply, bookedPage({ locale, booking, zone: zones.own, sheet }), policy);
}
