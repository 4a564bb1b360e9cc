/** What the desk is told of times before it books one. */
import type { TimesAnswer, TimesQuery } from '../../../protocol/booking-times.ts';
import type { WantedItem, WhyAnswer } from '../../../protocol/bookings.ts';
import type { Context } from '../../context.ts';
import { maySee } from '../../sight.ts';
import { type Sees, seenSite, shownBookings } from './commands.ts';
import { freeTimes, whyNot } from './offer.ts';

/** Free times of whatever the desk books (SPEC BK14). @throws AppError SITE_UNKNOWN, FIELD_INVALID */
export async function freeAtDesk(
  context: Context,
  by: Sees,
  { siteId, ...query }: TimesQuery & { siteId: string },
): Promise<TimesAnswer> {
  return freeTimes(context, await seenSite(context, by, siteId), query, false);
}

/** Why visitors are not offered a time (SPEC BK4). @throws AppError SITE_UNKNOWN, FIELD_INVALID */
export async function whyNotOffered(
  context: Context,
  by: Sees,
  { siteId, items, startAt }: { siteId: string; items: readonly WantedItem[]; startAt: number },
): Promise<WhyAnswer> {
  const site = await seenSite(context, by, siteId);
  const { reasons } = await whyNot(context, { site, isVisitor: false }, items, startAt);
  const ids = [...new Set(reasons.flatMap(each => each.bookingId ?? []))];
  const found = (await Promise.all(ids.map(id => context.store.bookings.find(id)))).filter(each => each !== null);
  const bookings = await shownBookings(
    context,
    by,
    found.filter(each => maySee(by, each.siteId)),
  );
  return { isOffered: reasons.length === 0, reasons, bookings };
}
