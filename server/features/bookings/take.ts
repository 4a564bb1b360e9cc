/** How somebody comes to a booking: a time is kept for them while they type, and then it is theirs. */
import type { BookingAnswer, BookingCreate, Hold, HoldCreate } from '../../../protocol/booking-times.ts';
import type { Booking, WantedItem } from '../../../protocol/bookings.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { nearestLocale } from '../../locale.ts';
import { derivedName } from '../../secrets.ts';
import type { Written } from '../../store/written.ts';
import { hashToken } from '../../tokens.ts';
import { sentOf } from '../conversations/rules.ts';
import { forVisitor } from '../conversations/visibility.ts';
import { cameBy } from '../loyalty/commands.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { type Submitter, submit } from '../submissions/commands.ts';
import { visitorOf } from '../visitors/commands.ts';
import { freeStarts, MINUTE_MS } from './free-times.ts';
import { tellBooking } from './news.ts';
import { nextTimes, refuseSwitchedOff } from './offer.ts';
import { ownOf } from './own.ts';
import { afterAsking, paymentAsked } from './payment.ts';
import { bookingTaken } from './rules.ts';
import { BOOKINGS } from './settings.ts';
import { emptied, type Looking, namedFor, type OpenShop, shopFor } from './shop.ts';
import type { BookingRecord, HoldRecord } from './store.ts';
import { type Plan, planAt, worksThen } from './visit.ts';

/** Who asks, as their browser tells it. */
export interface Visiting {
  site: SiteRecord;
  /** IP address. */
  address: string;
  token?: string | undefined;
  userAgent: string;
  languages: string;
  /** Where this server is found, without a slash at its end. */
  origin: string;
  /** What a form tells of who filled it in; left out where there is none. */
  signs?: Submitter['signs'];
}

/** No time is kept for longer while somebody types: whoever is still at it books what is free then. */
const HOLD_LASTS_MS = 30 * MINUTE_MS;

/**
 * Keeps a time for somebody while they type (SPEC BK6).
 * @throws AppError NOT_FOUND, FIELD_INVALID, SLOT_TAKEN with the next free times
 */
export async function holdTime(context: Context, who: Visiting, asked: HoldCreate): Promise<Hold> {
  await refuseSwitchedOff(context);
  const { store, now } = context;
  const looking = lookingFor(who);
  const { plan, open } = await planFor(context, looking, asked.items, asked.startAt);
  // Whoever never heard our answer asks again, and gets the same.
  const secret = secretOfHold(context, who, asked.clientId);
  const { fingerprint } = sentOf(asked);
  const at = now();
  const kept = await store.bookings.hold({
    id: hashToken(secret),
    siteId: who.site.id,
    plan,
    fingerprint,
    instead: asked.instead === undefined ? null : hashToken(asked.instead),
    until: at + open.settings.holdMinutes * MINUTE_MS,
    lastsUntil: at + HOLD_LASTS_MS,
    at,
  });
  if (!kept) throw bookingTaken(await nextTimes(context, looking, asked.items, asked.startAt));
  if (kept.fingerprint !== fingerprint) throw new AppError('CLIENT_ID_REUSED');
  return holdOf(context, kept, secret, localeOf(who, undefined));
}

function secretOfHold({ config }: Context, { site, address, userAgent }: Visiting, clientId: string): string {
  return derivedName(config.secretKey, JSON.stringify(['hold', site.id, clientId, address, userAgent]));
}

async function holdOf(context: Context, held: HoldRecord, secret: string, locale: Booking['locale']): Promise<Hold> {
  const { items, startAt, endAt, until } = held;
  return {
    secret,
    items: await namedFor(context, items, locale),
    startAt,
    endAt,
    until,
    keptMs: until - context.now(),
  };
}

/** It is kept as long again from now on, half an hour in all. @throws AppError NOT_FOUND where it has run out */
export async function renewHold(context: Context, who: Visiting, secret: string): Promise<Hold> {
  await refuseSwitchedOff(context);
  const { store, settings, now } = context;
  const { holdMinutes } = await settings.read(BOOKINGS);
  const at = now();
  const kept = await store.bookings.renewHold(hashToken(secret), at + holdMinutes * MINUTE_MS, at);
  if (!kept) throw new AppError('NOT_FOUND', 'This hold has run out; choose a time again.');
  return holdOf(context, kept, secret, localeOf(who, undefined));
}

/** Whoever leaves gives it back. One that is not there is fine. */
export async function dropHold(context: Context, secret: string): Promise<void> {
  await context.store.bookings.dropHold(hashToken(secret));
}

/**
 * Somebody books (SPEC BK8). It goes the way of all that visitors send: the conversation, the contact, what agents are told.
 * @throws AppError NOT_FOUND, FIELD_INVALID, FIELD_REQUIRED, PHONE_INVALID, EMAIL_INVALID, CONSENT_REQUIRED, SLOT_TAKEN with the next free times,
 *   CLIENT_ID_REUSED, RATE_LIMITED, ERASED
 */
export async function bookTime(
  context: Context,
  who: Visiting,
  asked: BookingCreate,
): Promise<BookingAnswer & { isRepeat: boolean }> {
  await refuseSwitchedOff(context);
  const { store, config, settings, now, newId } = context;
  const { site } = who;
  const sent = sentOf(asked);
  const shown = async (booking: BookingRecord) => ownOf(context, who, await afterAsking(context, who, booking));
  const { visitor, token } = await visitorOf(context, site, {
    ...(who.token !== undefined && { token: who.token }),
    // Whoever never heard our first answer has no token either; a repeat must find the same visitor.
    tokenIfNew: derivedName(
      config.secretKey,
      JSON.stringify(['sender', site.id, asked.clientId, who.address, who.userAgent]),
    ),
    locale: asked.locale ?? who.languages,
    timeZone: asked.timeZone ?? site.timeZone,
    userAgent: who.userAgent,
    address: who.address,
  });
  const earlier = await store.conversations.submitted(visitor.id, sent.clientId, sent.fingerprint);
  const entryOf = ({ entry }: Pick<Written, 'entry'>) => forVisitor(entry, config.secretKey) ?? undefined;
  if (earlier) {
    const booking = await bookedIn(context, earlier);
    await noteReferral(context, booking, asked);
    return { booking: await shown(booking), entry: entryOf(earlier), token, isRepeat: true };
  }
  const { name, phone, email } = asked;
  refuseMistakes({
    ...(name === '' && { name: 'FIELD_REQUIRED' as const }),
    ...(phone === '' && email === '' && { phone: 'FIELD_REQUIRED' as const }),
  });

  const looking = lookingFor(who);
  const locale = localeOf(who, asked.locale);
  const { plan, open } = await planFor(context, looking, asked.items, asked.startAt);
  const { hold } = asked;
  const kept = hold === undefined ? null : await store.bookings.findHold(hashToken(hold), now());
  const written = await submit(
    context,
    {
      site,
      visitor,
      address: who.address,
      sent,
      ...(who.signs && { signs: who.signs }),
      booking: {
        id: newId(),
        siteId: site.id,
        currency: open.currency,
        timeZone: open.shop.timeZone,
        name,
        note: asked.note,
        locale,
        visitorZone: asked.timeZone ?? open.shop.timeZone,
        source: asked.source,
        by: { kind: 'visitor' },
        sourceKey: 'visitors',
        clientId: null,
        fingerprint: sent.fingerprint,
        plan: kept ? withFirst(plan, kept) : plan,
        holdId: hold === undefined ? null : hashToken(hold),
        tellIn: site.locale,
        ...(await paymentAsked(context)),
        reminders: await settings.read(REMINDERS),
        at: now(),
      },
    },
    {
      type: 'form.send',
      clientId: asked.clientId,
      ...{ name, email, phone, country: asked.country, subject: '', message: asked.note },
      hasConsent: asked.hasConsent,
    },
  ).catch(async error => {
    if (!(error instanceof AppError) || error.code !== 'SLOT_TAKEN') throw error;
    throw bookingTaken(await nextTimes(context, looking, asked.items, asked.startAt));
  });
  const booking = await bookedIn(context, written);
  await noteReferral(context, booking, asked);
  if (!written.isRepeat) tellBooking(context, booking, null);
  return { booking: await shown(booking), entry: entryOf(written), token, isRepeat: written.isRepeat };
}

/** By whose code they came; said twice, it is noted once. */
async function noteReferral(
  context: Context,
  { contactId }: BookingRecord,
  { referral }: BookingCreate,
): Promise<void> {
  if (referral) await cameBy(context, contactId, referral);
}

async function bookedIn({ store }: Context, { entry: { body } }: Pick<Written, 'entry'>): Promise<BookingRecord> {
  const id = body.kind === 'form' ? body.booking?.id : undefined;
  const booking = id === undefined ? null : await store.bookings.find(id);
  if (!booking) throw new AppError('NOT_FOUND', 'This booking is not kept any more.');
  return booking;
}

const lookingFor = ({ site }: Visiting): Looking => ({ site, isVisitor: true });

function localeOf({ site, languages }: Visiting, locale: string | undefined): Booking['locale'] {
  return nearestLocale(locale ?? languages, site.locale);
}

/**
 * A visit that is offered, whoever has its time. One that came a little nearer while somebody typed still is.
 * @throws AppError FIELD_INVALID, SLOT_TAKEN
 */
async function planFor(
  context: Context,
  looking: Looking,
  items: readonly WantedItem[],
  startAt: number,
): Promise<{ plan: Plan; open: OpenShop }> {
  const span = { from: startAt, to: startAt + 1 };
  const open = await shopFor(context, looking, items, span);
  const patient = { ...emptied(open.shop), now: open.shop.now - open.settings.holdMinutes * MINUTE_MS };
  const isOffered = freeStarts(patient, open.parts, span).includes(startAt);
  const plan = isOffered ? planAt(open.parts, startAt, open.names, worksThen(open.shop)) : null;
  if (!plan) throw bookingTaken(await nextTimes(context, looking, items, startAt));
  return { plan, open };
}

/** Whom and what a hold has is asked first. */
function withFirst(plan: Plan, { takes }: HoldRecord): Plan {
  const slots = plan.slots.map((slot, at) => {
    const owner = takes[at]?.owner;
    const isIts = owner !== undefined && slot.owners.includes(owner);
    return isIts ? { ...slot, owners: [owner, ...slot.owners.filter(each => each !== owner)] } : slot;
  });
  return { ...plan, slots };
}
