/** What the desk does with bookings. */
import type { Agent } from '../../../protocol/agents.ts';
import type {
  Booking,
  BookingByHand,
  BookingPaid,
  BookingSettings,
  BookingUpdate,
  ShownBooking,
  WantedItem,
} from '../../../protocol/bookings.ts';
import type { Author } from '../../../protocol/entries.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee, maySeeRow, seenSites } from '../../sight.ts';
import { cardOf, isKnown } from '../contacts/card.ts';
import { personNamed } from '../contacts/named.ts';
import { contactSummary } from '../contacts/rules.ts';
import { sentOf } from '../conversations/rules.ts';
import { purchaseToAdd, tellBought } from '../purchases/commands.ts';
import { REMINDERS } from '../reminders/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { stale, whoCanDo } from '../staff/rules.ts';
import { withSharesOf } from '../visits/rules.ts';
import { dayAt } from './free-times.ts';
import { tellBooking } from './news.ts';
import { conflictsOf, nextTimes } from './offer.ts';
import { bookingOf, bookingTaken, isLive, movedPlan, prepaid } from './rules.ts';
import { BOOKINGS } from './settings.ts';
import { type Looking, placesBeside, readShop, shopFor } from './shop.ts';
import type { Span } from './spans.ts';
import type { BookingChange, BookingRecord } from './store.ts';
import { CELL_MS, type Plan, planAt, worksThen } from './visit.ts';

export type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** Who writes down or changes one: an agent, or a program. */
export interface Booker {
  by: Sees;
  author: Author;
  /** Who gives the client ids. */
  sourceKey: string;
}

/** Those that overlap a stretch of time, of the sites that somebody sees. */
export async function bookingsIn(
  context: Pick<Context, 'store'>,
  by: Sees,
  { from, to, staffId }: Span & { staffId?: string | undefined },
): Promise<ShownBooking[]> {
  const found = await context.store.bookings.between({ siteIds: seenSites(by), staffId, span: { from, to } });
  return shownBookings(context, by, found);
}

/** Each with whose it is, as far as somebody sees the card. */
export async function shownBookings(
  { store }: Pick<Context, 'store'>,
  by: Sees,
  records: readonly BookingRecord[],
): Promise<ShownBooking[]> {
  const ids = [...new Set(records.map(each => each.contactId))];
  const trees = await store.contacts.cardTrees(ids);
  const cards = new Map([...trees].map(([id, tree]) => [id, cardOf(tree)]));
  const seen = seenSites(by);
  return records.map(record => {
    const card = cards.get(record.contactId);
    const isSeen = card && maySeeRow(seen, record.siteId, card.siteIds);
    return { booking: bookingOf(record), contact: isSeen ? contactSummary(card) : null };
  });
}

/** @throws AppError NOT_FOUND */
export async function readBooking(context: Pick<Context, 'store'>, by: Sees, id: string): Promise<ShownBooking> {
  return (await shownBookings(context, by, [await seenBooking(context, by, id)]))[0]!;
}

/** @throws AppError NOT_FOUND */
async function seenBooking({ store }: Pick<Context, 'store'>, by: Sees, id: string): Promise<BookingRecord> {
  const found = await store.bookings.find(id);
  if (!found || !maySee(by, found.siteId)) throw new AppError('NOT_FOUND');
  return found;
}

/** @throws AppError SITE_UNKNOWN */
export async function seenSite({ sites }: Pick<Context, 'sites'>, by: Sees, siteId: string): Promise<SiteRecord> {
  const site = await sites.byId(siteId);
  if (!site || !maySee(by, siteId)) throw new AppError('SITE_UNKNOWN');
  return site;
}

/**
 * Writes down a booking that somebody of the desk, or a program, made with a person (SPEC BK14). It may stand outside of hours and of
 * what visitors are offered; nobody's time is given away twice.
 * @returns `isNew` false: a repeat of the client id
 * @throws AppError SITE_UNKNOWN, NOT_FOUND, FIELD_INVALID, PHONE_INVALID, EMAIL_INVALID, SLOT_TAKEN with what has the time, CLIENT_ID_REUSED
 */
export async function bookByHand(
  context: Context,
  booker: Booker,
  asked: BookingByHand,
): Promise<{ shown: ShownBooking; isNew: boolean }> {
  const { store, settings, newId, now } = context;
  const site = await seenSite(context, booker.by, asked.siteId);
  const looking = { site, isVisitor: false };
  const { plan, currency, timeZone } = await planByHand(context, looking, asked.items, asked.startAt);
  const source = booker.author.kind === 'agent' ? 'hand' : 'api';
  const card = await personNamed(context, booker.by, asked.person, source === 'hand' ? 'agent' : 'api');
  // Of whom they are not known, they are those of where it is booked, and not those of the desk's first site.
  const locale = isKnown(card, 'locale') ? card.locale : site.locale;
  const visitorZone = isKnown(card, 'timeZone') ? card.timeZone : timeZone;
  const made = await store.bookings.book(
    {
      ...{ id: newId(), siteId: site.id, currency, timeZone, name: asked.name, note: asked.note },
      ...{ locale, visitorZone, source, by: booker.author, sourceKey: booker.sourceKey },
      ...sentOf(asked),
      ...{ holdId: null, tellIn: site.locale, reminders: await settings.read(REMINDERS), at: now(), plan },
    },
    { contactId: card.id },
  );
  if (!made) throw await refusedTime(context, looking, asked.items, plan, null);
  if (made.outcome === 'other') throw new AppError('CLIENT_ID_REUSED');
  const isNew = made.outcome === 'booked';
  if (isNew) tellBooking(context, made.booking, null);
  return { shown: (await shownBookings(context, booker.by, [made.booking]))[0]!, isNew };
}

/** @throws AppError FIELD_INVALID */
async function planByHand(
  context: Context,
  looking: Looking,
  items: readonly WantedItem[],
  startAt: number,
): Promise<{ plan: Plan; currency: string; timeZone: string }> {
  refuseOffCells({ startAt });
  const { shop, parts, names, currency } = await shopFor(context, looking, items, { from: startAt, to: startAt + 1 });
  // Who works then is asked first; where nobody does, the desk knows better.
  const plan = planAt(parts, startAt, names, worksThen(shop)) ?? planAt(parts, startAt, names, () => true);
  if (!plan) {
    const fields = { staff: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', 'Nobody does one of these services; say who does it first.', { fields });
  }
  return { plan, currency, timeZone: shop.timeZone };
}

function refuseOffCells(times: { startAt?: number | undefined; endAt?: number | undefined }): void {
  for (const [field, at] of Object.entries(times)) {
    if (at === undefined || at % CELL_MS === 0) continue;
    const fields: Record<string, ErrorCode> = { [field]: 'FIELD_INVALID' };
    throw new AppError('FIELD_INVALID', `A booking begins and ends at a whole five minutes, got ${at}.`, { fields });
  }
}

/** Why a time can not be had: what has it, and when else there is room. */
async function refusedTime(
  context: Context,
  looking: Looking,
  items: readonly WantedItem[],
  plan: Plan,
  ownId: string | null,
): Promise<AppError> {
  const [conflicts, next] = await Promise.all([
    conflictsOf(context, plan.slots, ownId),
    // What the shop does not offer any more can be moved, and has no other times.
    nextTimes(context, looking, items, plan.startAt).catch(none),
  ]);
  return bookingTaken(next, conflicts);
}

function none(error: unknown): number[] {
  if (error instanceof AppError && error.code === 'FIELD_INVALID') return [];
  throw error;
}

/**
 * Moves, stretches, marks or cancels one (SPEC BK7). With `paid` what was taken becomes a purchase.
 * @throws AppError NOT_FOUND, ALREADY_CLAIMED where it is another by now, FIELD_INVALID, SLOT_TAKEN with what has the time
 */
export async function changeBooking(
  context: Context,
  booker: Booker,
  id: string,
  update: BookingUpdate,
): Promise<ShownBooking> {
  const { store, settings, now } = context;
  const before = await seenBooking(context, booker.by, id);
  const { version, state, note, reason, paid, isPrepaid } = update;
  if (before.version !== version) throw stale(before.version, version);
  const site = await seenSite(context, booker.by, before.siteId);
  const looking = { site, isVisitor: false };
  const plan = await planOf(context, looking, before, update);
  if (paid && state !== 'done') {
    const detail = 'What was paid is said with the state "done".';
    throw new AppError('FIELD_INVALID', detail, { fields: { state: 'FIELD_INVALID' } });
  }
  const changed = await store.bookings.change({
    ...{ id, version, by: booker.author, reminders: await settings.read(REMINDERS), at: now() },
    change: {
      ...(isPrepaid && prepaid(before, now())),
      ...(state && { state }),
      plan,
      note,
      reason,
      paid: paid && (await paidFor(context, booker, before, paid)),
    },
  });
  if (!changed || changed.outcome === 'gone') throw new AppError('NOT_FOUND');
  if (changed.outcome === 'other') throw stale(changed.booking.version, version);
  if (changed.outcome === 'taken') throw await refusedTime(context, looking, wantedOf(before), plan!, id);
  if (changed.outcome === 'paid')
    throw new AppError('CLIENT_ID_REUSED', 'Something else was paid for this booking; correct that purchase.');
  tellBooking(context, changed.booking, changed.before);
  if (changed.isBought) tellBought(context, new Set([changed.booking.contactId]));
  return (await shownBookings(context, booker.by, [changed.booking]))[0]!;
}

const wantedOf = ({ items }: Booking): WantedItem[] => items.map(({ serviceId, staffId }) => ({ serviceId, staffId }));

/** Where it is to be; undefined: it stays. One that was cancelled has to take its time again. */
async function planOf(
  context: Context,
  looking: Looking,
  before: BookingRecord,
  { startAt, endAt, staffIds, items, state }: BookingUpdate,
): Promise<Plan | undefined> {
  refuseOffCells({ startAt, endAt });
  const isBack = !isLive(before) && state !== undefined && state !== 'cancelled';
  if (items) return (await planByHand(context, looking, items, startAt ?? before.startAt)).plan;
  if (startAt === undefined && endAt === undefined && !staffIds && !isBack) return undefined;
  const { employees, services, resources, names } = await readShop(context, looking.site, {
    from: before.startAt,
    to: before.endAt,
  });
  const able = before.items.map(({ serviceId, staffId }, at) => {
    const wanted = staffIds?.[at] ?? staffId;
    if (wanted !== 'anybody') return [wanted];
    const service = services.find(each => each.id === serviceId);
    return service ? whoCanDo(employees, [service]).map(each => each.id) : [staffId];
  });
  const unknown = able
    .flat()
    .find(each => names[each] === undefined && !before.items.some(item => item.staffId === each));
  if (unknown !== undefined) {
    const fields = { staffIds: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', `There is no employee ${unknown}.`, { fields });
  }
  return movedPlan(before, { startAt, endAt, staffIds: able }, names, placesBeside(resources));
}

/** What was taken and paid, once for each booking. @throws AppError FIELD_INVALID */
async function paidFor(
  context: Context,
  { by }: Booker,
  { id, contactId, startAt, timeZone, items }: BookingRecord,
  { lines, currency }: BookingPaid,
): Promise<BookingChange['paid']> {
  const { staffId, staffName } = items[0]!;
  const agentId = (await context.store.employees.all()).find(each => each.id === staffId)?.agentId;
  const at = context.now();
  // The same when it is sent again: of who came early the day, and not this instant.
  const when = startAt <= at ? { at: startAt } : { date: dayAt(at, timeZone) };
  const staff = Object.fromEntries(items.map(each => [each.staffId, each.staffName]));
  const from = { by, source: 'hand', sourceKey: 'bookings', staff } as const;
  return purchaseToAdd(context, from, {
    person: { contactId },
    ...{ lines: withSharesOf(items, lines), externalId: id, ...when, timeZone },
    ...(currency !== undefined && { currency }),
    employee: agentId ? { agentId } : { name: staffName },
  }).catch(error => {
    if (!(error instanceof AppError) || !error.fields) throw error;
    const fields = Object.fromEntries(Object.entries(error.fields).map(([key, code]) => [`paid.${key}`, code]));
    throw new AppError(error.code, error.message, { fields });
  });
}

export function bookingSettingsOf({ settings }: Pick<Context, 'settings'>): Promise<BookingSettings> {
  return settings.read(BOOKINGS);
}
