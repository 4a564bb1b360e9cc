/** What people do with a waiting list: join it, and by their link take what they are offered, or not, and leave. */
import { Temporal } from 'temporal-polyfill';
import type { Author } from '../../../protocol/entries.ts';
import type { OwnWait, WaitCreate, WaitItem, WaitingWays } from '../../../protocol/waiting-list.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { nearestLocale } from '../../locale.ts';
import { derivedName } from '../../secrets.ts';
import { dayAt, daysFrom, freeStarts } from '../bookings/free-times.ts';
import { tellBooking } from '../bookings/news.ts';
import { afterAsking, paymentAsked } from '../bookings/payment.ts';
import {
  emptied,
  namedFor,
  type OpenShop,
  refuseSwitchedOff,
  shopFor,
  shopZone,
  type Visiting,
} from '../bookings/people.ts';
import { isLive as isBooked } from '../bookings/rules.ts';
import { BOOKINGS } from '../bookings/settings.ts';
import type { Span } from '../bookings/spans.ts';
import type { BookingRecord, Saying } from '../bookings/store.ts';
import { bookingWords } from '../bookings/text.ts';
import { judgeReach } from '../contacts/reach.ts';
import { publishEntry } from '../conversations/news.ts';
import { sentOf } from '../conversations/rules.ts';
import { isMailOn } from '../mail/letters.ts';
import { deskHome } from '../money/settings.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { tellsBySms } from '../sms/people.ts';
import { submit } from '../submissions/commands.ts';
import { visitorOf } from '../visitors/commands.ts';
import { waitPath } from './links.ts';
import { passOn, refuseWithoutList } from './look.ts';
import { tellWaiting } from './news.ts';
import { isLive, planOfOffer } from './rules.ts';
import { WAITING } from './settings.ts';
import type { WaitRecord } from './store.ts';
import { waitWords } from './text.ts';

/** What visitors are told of the list (SPEC WL1). @throws AppError NOT_FOUND while booking is switched off */
export async function waitingWays(context: Pick<Context, 'config' | 'settings' | 'switches'>): Promise<WaitingWays> {
  await refuseSwitchedOff(context);
  const [{ isOn }, phone] = await Promise.all([context.settings.read(WAITING), tellsBySms(context, 'waiting')]);
  const email = isMailOn(context.config);
  return { isOn: isOn && (email || phone), email, phone };
}

/**
 * Somebody puts themself on the list of a full day (SPEC WL2). It goes the way of all that visitors send.
 * @throws AppError NOT_FOUND, FIELD_INVALID also where a time is free, with the next ones, FIELD_REQUIRED, PHONE_INVALID, EMAIL_INVALID,
 *   CONSENT_REQUIRED, SLOT_TAKEN where so many wait already, ALREADY_CLAIMED where they do, CLIENT_ID_REUSED, RATE_LIMITED, ERASED
 */
export async function joinList(
  context: Context,
  who: Visiting,
  asked: WaitCreate,
): Promise<{ wait: OwnWait; token?: string | undefined; isRepeat: boolean }> {
  await refuseWithoutList(context);
  const { store, config, settings, now, newId } = context;
  const { site, address } = who;
  const sent = sentOf(asked);
  const { visitor, token } = await visitorOf(context, site, {
    ...(who.token !== undefined && { token: who.token }),
    // Whoever never heard our first answer has no token either; a repeat must find the same visitor.
    tokenIfNew: derivedName(
      config.secretKey,
      JSON.stringify(['sender', site.id, asked.clientId, address, who.userAgent]),
    ),
    locale: asked.locale ?? who.languages,
    timeZone: asked.timeZone ?? site.timeZone,
    userAgent: who.userAgent,
    address,
  });
  const earlier = await store.conversations.submitted(visitor.id, sent.clientId, sent.fingerprint);
  if (earlier) return { wait: await ownWaitOf(context, who, await waitIn(context, earlier)), token, isRepeat: true };
  const timeZone = shopZone(await settings.read(BOOKINGS), site);
  const visitorZone = asked.timeZone ?? timeZone;
  const ways = await waitingWays(context);
  const { name } = asked;
  const { phone, email, mistakes } = judgeReach(asked, { country: asked.country, timeZones: [visitorZone, timeZone] });
  const isReached = (ways.email && asked.email !== '') || (ways.phone && asked.phone !== '');
  refuseMistakes({
    ...(name === '' && { name: 'FIELD_REQUIRED' as const }),
    ...(!isReached && { [ways.phone ? 'phone' : 'email']: 'FIELD_REQUIRED' as const }),
    ...mistakes,
  });
  const span = spanIn(asked, visitorZone);
  const date = dayAt(span.from, timeZone);
  const there = (await store.waits.ofDay(site.id, date)).find(each => each.conversationId === visitor.conversationId);
  if (there) return { wait: await ownWaitOf(context, who, there), token, isRepeat: true };
  const open = await shopFor(context, { site, isVisitor: true }, asked.items, span);
  refuseUnfit(span, open);
  const { mostOfDay: most } = await settings.read(WAITING);
  const written = await submit(
    context,
    {
      ...{ site, visitor, address, sent },
      ...(who.signs && { signs: who.signs }),
      wait: {
        ...{ id: newId(), siteId: site.id, items: itemsOf(open, asked), date, timeZone, ...span },
        ...{ name, phone, email, locale: nearestLocale(asked.locale ?? who.languages, site.locale) },
        ...{ visitorZone, most, tellIn: site.locale, at: now() },
      },
    },
    {
      type: 'form.send',
      clientId: asked.clientId,
      ...{ name, email, phone, country: asked.country, subject: '', message: '', hasConsent: asked.hasConsent },
    },
  );
  const wait = await waitIn(context, written);
  if (!written.isRepeat) tellWaiting(context, wait);
  return { wait: await ownWaitOf(context, who, wait), token, isRepeat: written.isRepeat };
}

async function waitIn(
  { store }: Pick<Context, 'store'>,
  { entry: { body } }: { entry: { body: { kind: string; wait?: { id: string } | undefined } } },
): Promise<WaitRecord> {
  const wait = body.wait ? await store.waits.find(body.wait.id) : null;
  if (!wait) throw new AppError('NOT_FOUND', 'This place in the list is not kept any more.');
  return wait;
}

/** The stretch in which a visit is to begin. @throws AppError FIELD_INVALID */
function spanIn({ date, from, until }: Pick<WaitCreate, 'date' | 'from' | 'until'>, zone: string): Span {
  const day = daysFrom(date, 1, zone);
  const at = (time: string) =>
    Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
  // Who can come at six comes at six.
  const span = { from: from ? at(from) : day.from, to: until ? at(until) + 1 : day.to };
  if (span.from < span.to) return span;
  const fields = { until: 'FIELD_INVALID' } as const;
  throw new AppError('FIELD_INVALID', `The last hour comes after the first, got ${from} and ${until}.`, { fields });
}

/** Free times that a refusal names. */
const NEXT_TIMES = 5;

/** Nobody waits for what can be had, nor for what never will be. @throws AppError FIELD_INVALID */
function refuseUnfit(span: Span, { shop, parts }: OpenShop): void {
  const fields = { date: 'FIELD_INVALID' } as const;
  const nextTimes = freeStarts(shop, parts, span).slice(0, NEXT_TIMES);
  const [nextAt] = nextTimes;
  if (nextAt !== undefined) {
    throw new AppError('FIELD_INVALID', 'A time of that day is free; book it.', { fields, nextAt, nextTimes });
  }
  if (freeStarts(emptied(shop), parts, span).length > 0) return;
  throw new AppError('FIELD_INVALID', 'Nothing is offered on that day, or in these hours; choose others.', { fields });
}

function itemsOf({ parts, names }: OpenShop, { items }: WaitCreate): WaitItem[] {
  return items.map(({ serviceId, staffId }, at) => ({
    ...{ serviceId, name: parts[at]!.name, staffId },
    staffName: staffId === 'anybody' ? '' : (names[staffId] ?? ''),
  }));
}

/**
 * What somebody sees of their own place.
 * @param locale left out: that in which they joined
 */
export async function ownWaitOf(
  context: Pick<Context, 'config' | 'store' | 'now'>,
  { site, origin }: { site: SiteRecord; origin: string },
  wait: WaitRecord,
  locale: string = wait.locale,
): Promise<OwnWait> {
  const { store, config, now } = context;
  const { id, date, timeZone, from, to, state } = wait;
  const names = await namedFor(context, wait.items.map(asItem), locale);
  const waiting = await store.waits.ofDay(site.id, date);
  const at = waiting.findIndex(each => each.id === id);
  const offer = isOffered(wait, now()) ? wait.offer : null;
  return {
    ...{ id, date, timeZone, from, to, state },
    items: wait.items.map((item, index) => ({ ...item, name: names[index]!.name })),
    place: at < 0 || to <= now() ? null : at + 1,
    offer: offer && {
      ...{ startAt: offer.startAt, endAt: offer.endAt, until: offer.until },
      items: await namedFor(context, offer.items, locale),
    },
    url: `${origin}/f/${encodeURIComponent(site.key)}/${waitPath(config.secretKey, id)}`,
  };
}

const asItem = (item: WaitItem) => ({ ...item, startAt: 0, endAt: 0, price: null });

function isOffered({ state, offer }: WaitRecord, at: number): boolean {
  return state === 'offered' && offer !== null && offer.until > at;
}

type Press = { site: SiteRecord; wait: WaitRecord; version: number };

/**
 * They take what is kept for them (SPEC WL5). Pressed twice it is one booking. Of whoever takes it by themself it may have to be paid for,
 * as of any other.
 * @throws AppError BOOKING_OVER where it has run out, ALREADY_CLAIMED
 */
export async function takeOffer(context: Context, { site, wait, version }: Press, by: Author): Promise<BookingRecord> {
  const { store, now, newId } = context;
  const isByThem = by.kind === 'visitor';
  const asked = async (booking: BookingRecord) => (isByThem ? afterAsking(context, { site }, booking) : booking);
  const earlier = await takenBefore(context, wait, isByThem ? version + 1 : wait.version);
  if (earlier) return asked(earlier);
  const at = now();
  if (!wait.offer || !isOffered(wait, at)) throw new AppError('BOOKING_OVER', 'This place is kept no longer.');
  const { id, offer, timeZone, name, phone, locale, visitorZone } = wait;
  const taken = await store.waits.take({
    ...{ id, version, at },
    draft: {
      ...{ id: newId(), siteId: site.id, currency: (await deskHome(context)).currency, timeZone, name, note: '' },
      ...{ locale, visitorZone, source: 'waiting', by, sourceKey: 'waiting', clientId: null, fingerprint: id },
      ...{ plan: planOfOffer(offer), holdId: offer.holdId, tellIn: site.locale, at },
      ...(isByThem && (await paymentAsked(context))),
      reminders: await context.settings.read(REMINDERS),
    },
    // What the desk does it need not tell itself.
    ...(isByThem && {
      says: (booking: BookingRecord): Saying => ({
        author: by,
        body: { kind: 'form', name, email: '', phone, ...bookingWords(booking, 'booked', site.locale) },
      }),
    }),
  });
  if (taken.outcome === 'other') {
    const meanwhile = await store.waits.find(id);
    const same = meanwhile && (await takenBefore(context, meanwhile, version + 1));
    if (same) return asked(same);
    throw elsewhere();
  }
  if (taken.outcome === 'taken') throw new AppError('BOOKING_OVER', 'This place is kept no longer.');
  tellBooking(context, taken.booking, null);
  tellWaiting(context, wait);
  if (taken.written) publishEntry(context, taken.written);
  return asked(taken.booking);
}

/** What the same press made before. @param version of the wait then */
async function takenBefore(
  { store }: Pick<Context, 'store'>,
  wait: WaitRecord,
  version: number,
): Promise<BookingRecord | null> {
  if (wait.state !== 'booked' || wait.bookingId === null || wait.version !== version) return null;
  const booking = await store.bookings.find(wait.bookingId);
  return booking?.source === 'waiting' && isBooked(booking) ? booking : null;
}

/** They do not take it, and wait on for other times; the next one is asked. @throws AppError ALREADY_CLAIMED */
export async function declineOffer(context: Context, { site, wait, version }: Press): Promise<void> {
  // Pressed twice, or it has run out meanwhile: nothing is kept for them as it is.
  if (wait.state === 'waiting' && wait.version === version + 1) return;
  if (wait.state !== 'offered' || wait.version !== version) throw elsewhere();
  await passOn(context, site, wait, sayingOf(site, wait, 'declined'));
}

/** They wait no more (SPEC WL6). Pressed twice it is done once. @throws AppError ALREADY_CLAIMED */
export async function leaveList(context: Context, { site, wait, version }: Press): Promise<void> {
  if (wait.state === 'left') return;
  if (!isLive(wait)) throw elsewhere();
  const says = sayingOf(site, wait, 'left');
  const ended = await context.store.waits.end({ id: wait.id, version, state: 'left', says, at: context.now() });
  if (!ended) throw elsewhere();
  if (ended.written) publishEntry(context, ended.written);
  context.jobs.wake();
  tellWaiting(context, wait);
}

function elsewhere(): AppError {
  return new AppError('ALREADY_CLAIMED', 'Their place in the list is another by now; look at it again.');
}

function sayingOf(site: SiteRecord, wait: WaitRecord, act: 'left' | 'declined'): Saying {
  const words = waitWords(wait, act, site.locale);
  return { author: { kind: 'visitor' }, body: { kind: 'form', name: wait.name, email: '', phone: '', ...words } };
}
