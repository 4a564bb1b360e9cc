/** A booking that an owner's program has to agree to, or that is paid for before it is confirmed (SPEC BP1 to BP4). */
import type { BookingHookMessage, BookingHookReply } from '../../../protocol/booking-hook.ts';
import type { BookingPayment } from '../../../protocol/bookings.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { cardOf } from '../contacts/card.ts';
import { contactSummary } from '../contacts/rules.ts';
import { publishEntry } from '../conversations/news.ts';
import type { JobHandler } from '../jobs/runner.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { MINUTE_MS } from './free-times.ts';
import { askHook, BOOKING_HOOK } from './hook.ts';
import { bookingPath, paidPath } from './links.ts';
import { tellBooking } from './news.ts';
import { bookingOf, isLive, movedPlan, prepaid, waitsForPayment } from './rules.ts';
import { placesBeside, readShop } from './shop.ts';
import type { BookingChange, BookingRecord } from './store.ts';
import { type PaymentNote, paymentNote } from './text.ts';

/** Whoever was to ask and died over it: so long, and the booking stands. */
const GIVEN_UP_MS = 15_000;
/** For whom the program names no end. */
const PAY_WITHIN_MS = 30 * MINUTE_MS;
/** How often a payment is written down anew where somebody changes its booking in this moment. */
const TRIES = 5;

/** With what a new booking begins; undefined: nobody is asked. */
export async function paymentAsked({ settings, now }: Context): Promise<{ payment?: BookingPayment }> {
  const hook = await settings.read(BOOKING_HOOK);
  return hook?.isOn ? { payment: { state: 'asking', url: '', until: now() + GIVEN_UP_MS } } : {};
}

/** Asks about one that was just taken, or asks again where the answer was lost. @returns it as it is then */
export async function afterAsking(
  context: Context,
  where: { site: SiteRecord },
  booking: BookingRecord,
): Promise<BookingRecord> {
  if (booking.payment?.state !== 'asking' || !waitsForPayment(booking)) return booking;
  const hook = await context.settings.read(BOOKING_HOOK);
  const end = hook?.isOn
    ? await askHook(context, hook, `booking_${booking.id}`, await messageOf(context, where, booking))
    : { reply: { confirm: true } as const };
  let now = booking;
  for (let tries = 0; tries < TRIES && now.payment?.state === 'asking' && waitsForPayment(now); tries += 1) {
    const changed =
      'problem' in end
        ? await standing(context, now, end.problem)
        : await write(context, now, { payment: agreed(end.reply, now, context.now()) });
    if (changed) return changed;
    // Somebody changed it while the program thought: what it said is of that one, too.
    now = (await context.store.bookings.find(booking.id)) ?? booking;
  }
  return now;
}

async function messageOf(
  { config, store, ownAddress, now }: Context,
  { site }: { site: SiteRecord },
  booking: BookingRecord,
): Promise<BookingHookMessage> {
  const tree = await store.contacts.cardTree(booking.contactId);
  // Not where the request says that it came to: whoever has these addresses may say that it is paid.
  const address = await ownAddress.read();
  return {
    type: 'booking.asked',
    timestamp: new Date(now()).toISOString(),
    data: {
      siteId: site.id,
      booking: bookingOf(booking),
      ...(tree && { contact: contactSummary(cardOf(tree)) }),
      url: `${address}/f/${encodeURIComponent(site.key)}/${bookingPath(config.secretKey, booking.id)}`,
      paidUrl: `${address}${paidPath(config.secretKey, booking.id)}`,
    },
  };
}

/** Null: it stands as any other does. Nobody has to pay for what has begun. */
function agreed(reply: BookingHookReply, { startAt }: BookingRecord, now: number): BookingPayment | null {
  if ('confirm' in reply || startAt <= now) return null;
  const until = reply.until ?? now + PAY_WITHIN_MS;
  return { state: 'awaited', url: reply.pay, until: Math.min(Math.max(until, now + MINUTE_MS), startAt) };
}

/** Nobody could be asked: what somebody booked stands, and the desk is told why (SPEC BP4). */
function standing(context: Context, booking: BookingRecord, problem: string): Promise<BookingRecord | null> {
  const payment = { state: 'unasked', url: '', until: context.now() } as const;
  return write(context, booking, { payment }, 'unasked', problem);
}

/** What is done when nobody answered in time, or nobody paid. */
export function createPaymentWatch(contextOf: () => Context): JobHandler {
  return async job => {
    const context = contextOf();
    const booking = await context.store.bookings.find(job.subject);
    if (booking?.version !== job.subjectVersion || !waitsForPayment(booking)) {
      return void (await context.store.jobs.drop(job));
    }
    // The job ends with what it waited for, in one step.
    if (booking.payment?.state === 'asking')
      await standing(context, booking, `no answer within ${GIVEN_UP_MS / 1000} s`);
    else
      await write(
        context,
        booking,
        { state: 'cancelled', payment: { ...booking.payment!, state: 'lapsed' } },
        'lapsed',
      );
  };
}

/**
 * It is paid for. One that was let go takes its time again where that is free still; said twice, it is done once.
 * @throws AppError NOT_FOUND, BOOKING_OVER where it is cancelled, or its time is somebody else's by now
 */
export async function takePayment(context: Context, id: string): Promise<void> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const booking = await context.store.bookings.find(id);
    if (!booking) throw new AppError('NOT_FOUND');
    const { payment } = booking;
    const isLapsed = !isLive(booking) && payment?.state === 'lapsed';
    if (!isLive(booking) && !isLapsed) throw new AppError('BOOKING_OVER');
    if (payment?.state === 'paid') return;
    const paid = prepaid(booking, context.now());
    // Nobody comes to what has begun.
    const isLate = isLapsed && booking.startAt <= context.now();
    const change =
      isLapsed && !isLate ? { ...paid, state: 'confirmed' as const, plan: await planAgain(context, booking) } : paid;
    if (!isLate && (await write(context, booking, change, 'paid'))) return;
    // The money has come all the same: people have to give it back.
    if (isLapsed && (await write(context, booking, { payment: paid.payment }, 'late')))
      throw new AppError('BOOKING_OVER');
  }
  throw new AppError('STORE_UNAVAILABLE', 'The booking is changed by others in this moment; say it again.');
}

async function planAgain(context: Context, booking: BookingRecord) {
  const site = await context.sites.byId(booking.siteId);
  if (!site) throw new AppError('NOT_FOUND');
  const { resources, names } = await readShop(context, site, { from: booking.startAt, to: booking.endAt });
  return movedPlan(booking, {}, names, placesBeside(resources));
}

/** @returns null: it is another by now, or somebody has its time */
async function write(
  context: Context,
  booking: BookingRecord,
  change: BookingChange,
  note?: PaymentNote,
  problem = '',
): Promise<BookingRecord | null> {
  const site = await context.sites.byId(booking.siteId);
  const author = { kind: 'system' } as const;
  const changed = await context.store.bookings.change({
    reminders: await context.settings.read(REMINDERS),
    ...{ id: booking.id, version: booking.version, change, by: author, at: context.now() },
    ...(note && {
      says: next => ({
        author,
        body: { kind: 'note', text: paymentNote(note, next, site?.locale ?? next.locale, problem) },
      }),
    }),
  });
  if (changed?.outcome !== 'changed') return null;
  tellBooking(context, changed.booking, changed.before);
  if (changed.written) publishEntry(context, changed.written);
  return changed.booking;
}
