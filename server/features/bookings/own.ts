/** What people do with a booking that they have, by their link. */
import type { OwnBooking } from '../../../protocol/booking-times.ts';
import type { Booking } from '../../../protocol/bookings.ts';
import { AppError } from '../../app-error.ts';
import { calendarFile } from '../../calendar-file.ts';
import type { Context } from '../../context.ts';
import { publishEntry } from '../conversations/news.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { freeStarts, MINUTE_MS } from './free-times.ts';
import { bookingPath } from './links.ts';
import { tellBooking } from './news.ts';
import { bookingTaken, isLive, isOpen, waitsForPayment } from './rules.ts';
import { BOOKINGS } from './settings.ts';
import { namedFor, partsOf, readShop, withoutOwn } from './shop.ts';
import type { Span } from './spans.ts';
import type { BookingChange, BookingRecord } from './store.ts';
import { bookingWords, servicesText, staffText } from './text.ts';
import { planAt, worksThen } from './visit.ts';

/**
 * What somebody sees of their booking. What the shop noted of how it went is not for them (SPEC BK11).
 * @param locale left out: that in which they booked
 */
export async function ownOf(
  context: Pick<Context, 'config' | 'settings' | 'store'>,
  { site, origin }: { site: SiteRecord; origin: string },
  booking: BookingRecord,
  locale: string = booking.locale,
): Promise<OwnBooking> {
  const { config, settings } = context;
  const { changeMinutes } = await settings.read(BOOKINGS);
  const items = await namedFor(context, booking.items, locale);
  const { id, currency, startAt, endAt, timeZone, state, name, note, payment } = booking;
  const url = `${origin}/f/${encodeURIComponent(site.key)}/${bookingPath(config.secretKey, id)}`;
  return {
    ...{ id, items, currency, startAt, endAt, timeZone, name, note },
    state: state === 'no_show' || state === 'arrived' ? 'done' : state,
    url,
    calendarUrl: `${url}/visit.ics`,
    changeUntil: changeUntil(booking, changeMinutes),
    payment: waitsForPayment(booking) && payment?.url ? { url: payment.url, until: payment.until } : null,
  };
}

function changeUntil({ startAt }: Pick<Booking, 'startAt'>, changeMinutes: number): number {
  return Math.max(0, startAt - changeMinutes * MINUTE_MS);
}

/**
 * A visit as a file for its person's calendar, which moves what it has when it comes again.
 * @param text what its link is called there
 */
export function visitFile(
  site: Pick<SiteRecord, 'name'>,
  { booking, own, text }: { booking: BookingRecord; own: OwnBooking; text: string },
  now: number,
): string {
  const event = {
    ...{ id: booking.id, startAt: booking.startAt, endAt: booking.endAt, sequence: booking.version },
    title: `${site.name}: ${servicesText(own)}`,
    words: staffText(own),
    isCancelled: !isLive(booking),
    link: { url: own.url, text },
  };
  return calendarFile([event], now);
}

/** Days that are offered for a move. */
const MOVE_DAYS = 14;

/** To when somebody can move their booking: by whom they have it, at least as long before. Empty: it is too late, or it is over. */
export async function moveTimes(context: Context, site: SiteRecord, booking: BookingRecord): Promise<number[]> {
  const at = context.now();
  const { changeMinutes } = await context.settings.read(BOOKINGS);
  if (!isOpen(booking) || at > changeUntil(booking, changeMinutes)) return [];
  const span = { from: at, to: at + MOVE_DAYS * 24 * 60 * MINUTE_MS };
  const { shop, parts } = await moveShop(context, site, booking, span);
  return freeStarts(shop, parts, span).filter(each => each !== booking.startAt);
}

async function moveShop(context: Context, site: SiteRecord, booking: BookingRecord, span: Span) {
  const known = await readShop(context, site, span);
  const parts = partsOf(booking, known.resources);
  const shop = withoutOwn(known.shopOf(parts.flatMap(each => each.staffIds)), booking);
  return { ...known, shop, parts };
}

/** What somebody does by their link. */
export type OwnAct = { kind: 'move'; startAt: number } | { kind: 'cancel'; reason: string } | { kind: 'confirm' };

/**
 * Somebody moves or cancels their booking, or says that they come (SPEC BK10).
 * @param version as they saw it
 * @throws AppError SLOT_TAKEN, BOOKING_OVER where it is too late or over, ALREADY_CLAIMED where it is another by now
 */
export async function changeOwn(
  context: Context,
  site: SiteRecord,
  booking: BookingRecord,
  version: number,
  act: OwnAct,
): Promise<BookingRecord> {
  const { store, now, settings } = context;
  const at = now();
  if (isDone(booking, act)) return booking;
  const { changeMinutes } = await settings.read(BOOKINGS);
  const isLate = at > (act.kind === 'confirm' ? booking.startAt : changeUntil(booking, changeMinutes));
  if (!isOpen(booking) || isLate) throw new AppError('BOOKING_OVER');
  // Whoever has to pay says by that that they come.
  if (act.kind === 'confirm' && waitsForPayment(booking))
    throw new AppError('ALREADY_CLAIMED', 'It has to be paid first.');
  const changed = await store.bookings.change({
    id: booking.id,
    version,
    reminders: await settings.read(REMINDERS),
    change: await changeOf(context, site, booking, act),
    by: { kind: 'visitor' },
    says: next => ({
      author: { kind: 'visitor' },
      body: { kind: 'form', name: next.name, email: '', phone: '', ...bookingWords(next, SAID[act.kind], site.locale) },
    }),
    at,
  });
  if (!changed) throw new AppError('NOT_FOUND');
  if (changed.outcome === 'other')
    throw new AppError('ALREADY_CLAIMED', 'This booking is another by now; look at it again.');
  if (changed.outcome !== 'changed') throw bookingTaken();
  const { before, written } = changed;
  tellBooking(context, changed.booking, before);
  if (written) publishEntry(context, written);
  return changed.booking;
}

const SAID = { move: 'moved', cancel: 'cancelled', confirm: 'confirmed' } as const;

/** Pressed twice, or a page that was open since. */
function isDone({ state, startAt }: BookingRecord, act: OwnAct): boolean {
  if (act.kind === 'move') return isOpen({ state }) && startAt === act.startAt;
  return state === (act.kind === 'cancel' ? 'cancelled' : 'confirmed');
}

async function changeOf(
  context: Context,
  site: SiteRecord,
  booking: BookingRecord,
  act: OwnAct,
): Promise<BookingChange> {
  if (act.kind === 'cancel') return { state: 'cancelled', reason: act.reason };
  if (act.kind === 'confirm') return { state: 'confirmed' };
  const span = { from: act.startAt, to: act.startAt + 1 };
  const { shop, parts, names } = await moveShop(context, site, booking, span);
  const isOffered = freeStarts(shop, parts, span).includes(act.startAt);
  const plan = isOffered ? planAt(parts, act.startAt, names, worksThen(shop)) : null;
  if (!plan) throw bookingTaken();
  return { plan };
}
