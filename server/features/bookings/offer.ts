/** What can be had, and why something can not. */
import { Temporal } from 'temporal-polyfill';
import type { FreeDay, TimesAnswer, TimesQuery } from '../../../protocol/booking-times.ts';
import type { WantedItem, WhyNot } from '../../../protocol/bookings.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { SiteRecord } from '../sites/store.ts';
import { workSpans } from '../staff/rules.ts';
import { byDay, dayAt, daysFrom, freeStarts, MINUTE_MS, offeredSpan, ownerOfStaff, stretchesOf } from './free-times.ts';
import { BOOKINGS } from './settings.ts';
import { emptied, type Looking, type OpenShop, shopFor, shopZone } from './shop.ts';
import type { Span } from './spans.ts';
import type { Taken } from './store.ts';
import { byOwner, type PlannedPart } from './visit.ts';
import { type Block, whyNotAt } from './why-not.ts';

type Reading = Pick<Context, 'store' | 'settings' | 'sites' | 'now' | 'switches'>;

/** @throws AppError NOT_FOUND while booking is switched off */
export async function refuseSwitchedOff({ switches }: Pick<Context, 'switches'>): Promise<void> {
  if (!(await switches.read()).booking) throw new AppError('NOT_FOUND', 'Booking is switched off.');
}

/** Services as they were asked for, each with its employee. @throws AppError FIELD_INVALID */
export function wantedFrom({
  services,
  staff = [],
}: {
  services: string[];
  staff?: string[] | undefined;
}): WantedItem[] {
  if (staff.length > services.length) {
    const fields = { staff: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', `Wanted one employee for each service, got ${staff.length}.`, { fields });
  }
  return services.map((serviceId, at) => ({ serviceId, staffId: staff[at] ?? 'anybody' }));
}

/**
 * When a visit can begin, day by day (SPEC BK1, BK3).
 * @param isVisitor false: also of what the desk alone books
 * @throws AppError NOT_FOUND, FIELD_INVALID
 */
export async function freeTimes(
  context: Reading,
  site: SiteRecord,
  query: TimesQuery,
  isVisitor = true,
): Promise<TimesAnswer> {
  if (isVisitor) await refuseSwitchedOff(context);
  const settings = await context.settings.read(BOOKINGS);
  const zone = query.timeZone ?? shopZone(settings, site);
  const now = context.now();
  const first = query.from ?? dayAt(now, zone);
  const span = daysFrom(first, query.days, zone);
  const looking: Looking = { site, isVisitor };
  // What is long past or far ahead is not looked at, whatever day is asked for.
  const open = await shopFor(context, looking, wantedFrom(query), within(span, { now, ...settings, timeZone: zone }));
  const { shop, parts } = open;
  const times = byDay(freeStarts(shop, parts, span), zone, span);
  const dates = Array.from({ length: query.days }, (_, days) =>
    Temporal.PlainDate.from(first).add({ days }).toString(),
  );
  const couldBe = dates.every(date => times.has(date))
    ? times
    : byDay(freeStarts(emptied(shop), parts, span), zone, span);
  return {
    timeZone: zone,
    shopZone: shop.timeZone,
    minutes: stretchesOf(parts).at(-1)!.ends / MINUTE_MS,
    days: dates.map(
      (date): FreeDay => ({
        date,
        times: times.get(date) ?? [],
        isFull: !times.has(date) && couldBe.has(date),
      }),
    ),
    until: dayAt(offeredSpan(shop).to - 1, zone),
  };
}

function within({ from, to }: Span, rules: Parameters<typeof offeredSpan>[0]): Span {
  const offered = offeredSpan(rules);
  return from >= offered.to || to <= offered.from
    ? { from: offered.from, to: offered.from }
    : { from: Math.max(from, offered.from), to: Math.min(to, offered.to) };
}

/** Free times that a refusal names. */
const NEXT_TIMES = 5;
/** How far they are looked for. */
const NEXT_DAYS = 14;

/** The next few times after one that is taken; none: nothing is free for two weeks. */
export async function nextTimes(
  context: Reading,
  looking: Looking,
  items: readonly WantedItem[],
  startAt: number,
): Promise<number[]> {
  const from = Math.max(startAt + 1, context.now());
  const span = { from, to: from + NEXT_DAYS * 24 * 60 * MINUTE_MS };
  const { shop, parts } = await shopFor(context, looking, items, span);
  return freeStarts(shop, parts, span).slice(0, NEXT_TIMES);
}

/** Why a visit can not begin then, and what has its time; empty: it can (SPEC BK4). */
export async function whyNot(
  context: Reading,
  looking: Looking,
  items: readonly WantedItem[],
  startAt: number,
): Promise<{ reasons: WhyNot[]; open: OpenShop }> {
  const span = { from: startAt, to: startAt + 1 };
  const open = await shopFor(context, looking, items, span);
  return { reasons: await reasonsFor(context, open, open.parts, startAt), open };
}

/** The same of a visit whose shop is known. */
export async function reasonsFor(
  { store, now }: Pick<Context, 'store' | 'now'>,
  { shop, employees }: Pick<OpenShop, 'shop' | 'employees'>,
  parts: readonly PlannedPart[],
  startAt: number,
): Promise<WhyNot[]> {
  const reach = 24 * 60 * MINUTE_MS;
  const span = { from: startAt - reach, to: startAt + 2 * reach };
  const taken = await store.bookings.takenBy(span, now());
  const duties = employees.map(each => {
    const hours = workSpans({ ...each, breaks: [] }, shop.timeZone, span.from, span.to);
    return [each.id, { hours, daysOff: each.daysOff }] as const;
  });
  return whyNotAt(shop, parts, startAt, {
    blocks: byOwner(await blocksOf({ store }, taken, span)),
    duties: new Map(duties),
  });
}

/** With the times of the services themselves, so that a buffer is told from what it is around. */
async function blocksOf(
  { store }: Pick<Context, 'store'>,
  taken: readonly Taken[],
  span: Span,
): Promise<(Taken & Block)[]> {
  const found = new Map((await store.bookings.between({ siteIds: null, span })).map(each => [each.id, each]));
  return taken.map(take => {
    const items = (take.bookingId === null ? [] : (found.get(take.bookingId)?.items ?? [])).filter(
      each => take.owner === ownerOfStaff(each.staffId) && each.startAt < take.to && take.from < each.endAt,
    );
    if (items.length === 0) return { ...take, begins: take.from, ends: take.to };
    const begins = Math.min(...items.map(each => each.startAt));
    return { ...take, begins, ends: Math.max(...items.map(each => each.endAt)) };
  });
}

/** What keeps a plan of the desk's from being had: ids of the bookings that have its time. */
export async function conflictsOf(
  { store, now }: Pick<Context, 'store' | 'now'>,
  slots: readonly (Span & { owners: readonly string[] })[],
  ownId: string | null,
): Promise<string[]> {
  const span = { from: Math.min(...slots.map(each => each.from)), to: Math.max(...slots.map(each => each.to)) };
  const taken = await store.bookings.takenBy(span, now());
  const found = taken.filter(take =>
    slots.some(({ owners, from, to }) => owners.includes(take.owner) && take.from < to && from < take.to),
  );
  return [...new Set(found.flatMap(each => each.bookingId ?? []))].filter(id => id !== ownId);
}
