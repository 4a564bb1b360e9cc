/** The shop as it is now, for whoever looks for a time in it. */
import type { BookingItem, BookingSettings, WantedItem } from '../../../protocol/bookings.ts';
import { nameOf } from '../../../protocol/service-names.ts';
import type { Service } from '../../../protocol/services.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { openSpans, scheduleOf } from '../availability/rules.ts';
import { deskHome } from '../money/settings.ts';
import { isOffered } from '../services/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { whoCanDo, workSpans } from '../staff/rules.ts';
import { dayAt, daysFrom, MINUTE_MS, ownerOfPlace, type Places, resourceIn, type Shop } from './free-times.ts';
import { BOOKINGS } from './settings.ts';
import type { Span } from './spans.ts';
import type { BookingRecord } from './store.ts';
import { byOwner, fairOrder, type PlannedPart, type Take } from './visit.ts';

const DAY_MS = 24 * 60 * MINUTE_MS;

/** All that is known of a shop in a stretch of time. */
export interface KnownShop {
  /** In which these may be asked for. */
  shopOf(staffIds: Iterable<string>): Shop;
  services: readonly Service[];
  employees: readonly Employee[];
  /** Of employees by their ids. */
  names: Record<string, string>;
  resources: readonly Resource[];
  currency: string;
  settings: BookingSettings;
}

/** The same for one visit. */
export interface OpenShop extends KnownShop {
  shop: Shop;
  parts: PlannedPart[];
}

/** Who looks for one. */
export interface Looking {
  site: SiteRecord;
  /** Visitors are offered less than the desk: only what is offered on their site, and by whom. */
  isVisitor: boolean;
}

type Reading = Pick<Context, 'store' | 'settings' | 'sites' | 'now'>;

/** Whose clock it is by. */
export function shopZone(settings: Pick<BookingSettings, 'timeZone'>, site: Pick<SiteRecord, 'timeZone'>): string {
  return settings.timeZone ?? site.timeZone;
}

/** The shop as it is now, in a stretch of time. */
export async function readShop(context: Reading, site: SiteRecord, span: Span): Promise<KnownShop> {
  const { store } = context;
  const now = context.now();
  // A visit may begin before the stretch, and buffers reach out of it.
  const wide = { from: startOfDay(span.from) - DAY_MS, to: startOfDay(span.to) + 2 * DAY_MS };
  const [services, employees, resources, settings, { currency }, taken] = await Promise.all([
    store.services.all(),
    store.employees.all(),
    store.resources.all(),
    context.settings.read(BOOKINGS),
    deskHome(context),
    store.bookings.taken(wide, now),
  ]);
  const timeZone = shopZone(settings, site);
  const { leadMinutes, horizonDays, stepMinutes } = settings;
  const rules = { timeZone, stepMinutes, now, leadMinutes, horizonDays, open: openOf(site, timeZone, wide), taken };
  return {
    shopOf(staffIds) {
      const asked = new Set(staffIds);
      const working = employees.filter(({ id, isActive }) => isActive && asked.has(id));
      const spans = working.map(each => [each.id, hoursOf(each, timeZone, wide)] as const);
      return { ...rules, staff: new Map(spans) };
    },
    names: Object.fromEntries(employees.map(each => [each.id, each.name])),
    ...{ services, employees, resources, currency, settings },
  };
}

/** Whole days, so that who asks a minute later asks for the same hours. */
function startOfDay(at: number): number {
  return Math.floor(at / DAY_MS) * DAY_MS;
}

/** Hours that are remembered: of a large shop, for the stretches that people look at. A version of an employee has its hours for good. */
const REMEMBERED = 1_000;
const remembered = new Map<string, readonly Span[]>();

/** Hours of months are most of the work of a look, and the same for everybody who looks. */
function hoursOf(employee: Employee, timeZone: string, { from, to }: Span): readonly Span[] {
  const key = `${employee.id} ${employee.version} ${timeZone} ${from} ${to}`;
  const known = remembered.get(key);
  if (known) return known;
  if (remembered.size >= REMEMBERED) remembered.clear();
  const hours = workSpans(employee, timeZone, from, to);
  remembered.set(key, hours);
  return hours;
}

/**
 * The same for one visit.
 * @throws AppError FIELD_INVALID for a service that is not offered there, or an employee who can not do it
 */
export async function shopFor(
  context: Reading,
  { site, isVisitor }: Looking,
  items: readonly WantedItem[],
  span: Span,
): Promise<OpenShop> {
  const known = await readShop(context, site, span);
  const { employees, resources, settings } = known;
  const services = known.services.filter(each => (isVisitor ? isOffered(each, site.id) : each.isActive));
  const wanted = items.map(item => wantedOf(item, services, employees));
  const shop = known.shopOf(wanted.flatMap(each => each.staffIds));
  // Of a stretch of days each has its own order: it is asked for once a time is chosen.
  const day = daysFrom(dayAt(span.from, shop.timeZone), 1, shop.timeZone);
  const order = (ids: string[]) => (settings.anybody === 'fair' ? fairOrder(ids, shop.taken, day) : ids);
  const parts = wanted.map(({ service, staffIds }) =>
    partOf(service, order(staffIds), resources, nameOf(service, site.locale, site.locale)),
  );
  return { ...known, shop, parts };
}

/** The services of a booking as it has them, whatever became of what the shop offers, by whom it has them. */
export function partsOf({ items, takes }: BookingRecord, resources: readonly Resource[]): PlannedPart[] {
  const beside = placesBeside(resources);
  const places = takes.slice(items.length);
  return items.map(({ serviceId, name, price, staffId, startAt, endAt }, at) => {
    const { from, to } = takes[at]!;
    const its = places.filter(each => each.from <= startAt && endAt <= each.to);
    return {
      ...{ serviceId, name, price, staffIds: [staffId] },
      minutes: (endAt - startAt) / MINUTE_MS,
      beforeMinutes: (startAt - from) / MINUTE_MS,
      afterMinutes: (to - endAt) / MINUTE_MS,
      resources: its.map(({ owner }) => ({ id: resourceIn(owner), owners: beside(owner) })),
    };
  });
}

/** A shop in which the time of a booking is free. */
export function withoutOwn(shop: Shop, { takes }: Pick<BookingRecord, 'takes'>): Shop {
  const taken = new Map(shop.taken);
  for (const { owner, from, to } of takes) {
    const others = (taken.get(owner) ?? []).filter(each => each.from !== from || each.to !== to);
    taken.set(owner, others);
  }
  return { ...shop, taken };
}

function wantedOf(
  { serviceId, staffId }: WantedItem,
  services: readonly Service[],
  employees: readonly Employee[],
): { service: Service; staffIds: string[] } {
  const service = services.find(each => each.id === serviceId);
  if (!service) {
    const fields = { services: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', `No service ${serviceId} is offered here; read the services again.`, {
      fields,
    });
  }
  const able = whoCanDo(employees, [service]).map(each => each.id);
  if (staffId === 'anybody') return { service, staffIds: able };
  if (!able.includes(staffId)) {
    const fields = { staff: 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', `The employee ${staffId} does not do the service ${serviceId}.`, { fields });
  }
  return { service, staffIds: [staffId] };
}

function partOf(
  service: Service,
  staffIds: readonly string[],
  resources: readonly Resource[],
  name: string,
): PlannedPart {
  return {
    serviceId: service.id,
    name,
    price: service.price,
    minutes: service.durationMinutes,
    beforeMinutes: service.bufferBeforeMinutes,
    afterMinutes: service.bufferAfterMinutes,
    staffIds,
    // One that is gone or out of use has no place, so nothing that needs it can be had.
    resources: service.resourceIds.map(id => placesOf(id, resources)),
  };
}

function placesOf(id: string, resources: readonly Resource[]): Places {
  const resource = resources.find(each => each.id === id && each.isActive);
  return { id, owners: Array.from({ length: resource?.places ?? 0 }, (_, place) => ownerOfPlace(id, place)) };
}

/** All places of the resource that one of them is of. */
export function placesBeside(resources: readonly Resource[]): (owner: string) => readonly string[] {
  const all = resources.filter(each => each.isActive).map(each => placesOf(each.id, resources).owners);
  return owner => all.find(owners => owners.includes(owner)) ?? [owner];
}

/** Weeks are those of who works there; of the site are the dates on which it is closed, or open for less. */
function openOf(site: SiteRecord, timeZone: string, { from, to }: Span): Span[] | null {
  const { days } = scheduleOf(site, 'chat');
  return days.size === 0 ? null : openSpans({ week: null, days, timeZone }, from, to);
}

/** Services by their names in somebody's language: a booking keeps those of the desk. */
export async function namedFor(
  { store }: Pick<Context, 'store'>,
  items: readonly BookingItem[],
  locale: string,
): Promise<BookingItem[]> {
  const services = await store.services.all();
  return items.map(item => {
    const service = services.find(each => each.id === item.serviceId);
    return { ...item, name: (service && nameIn(service, locale)) ?? item.name };
  });
}

function nameIn({ names }: Service, locale: string): string | undefined {
  return (names as Readonly<Record<string, string>>)[locale];
}

/** A shop in which nothing is taken. */
export function emptied(shop: Shop): Shop {
  return { ...shop, taken: byOwner<Take>([]) };
}
