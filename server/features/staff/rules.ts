/** When an employee works, and who can do what. Pure; hours are by the shop's clock, instants are ms since the epoch. */
import { isDeepStrictEqual } from 'node:util';
import { Temporal } from 'temporal-polyfill';
import type { Service } from '../../../protocol/services.ts';
import type { Employee, Resource } from '../../../protocol/staff.ts';
import { AppError } from '../../app-error.ts';
import { type OpenSpan, spansOf } from '../availability/rules.ts';

/** What says when somebody works. */
export type Worked = Pick<Employee, 'week' | 'shifts' | 'breaks' | 'daysOff'>;

/**
 * When an employee can be booked between two moments, oldest first, none of it empty (SPEC WK2): the week's hours, or those
 * of the date's shift in their place, or none on a day off; and of that no break. What begins on a date belongs to it to
 * its end, also past midnight; breaks are of the weekday on which they are.
 * @param timeZone the shop's
 */
export function workSpans(employee: Worked, timeZone: string, from: number, to: number): OpenSpan[] {
  const hoursOf = hoursByDate(employee);
  return inside(without(spansOf(hoursOf, timeZone, from, to), breaksOf(employee, timeZone, from, to)), { from, to });
}

/** The same of one date: what begins on it, whole, though it end on the next. @param date such as `2026-12-31` */
export function workSpansOn(employee: Worked, timeZone: string, date: string): OpenSpan[] {
  const hoursOf = hoursByDate(employee);
  const day = Temporal.PlainDate.from(date);
  const momentOf = (days: number) => day.add({ days }).toZonedDateTime(timeZone).epochMilliseconds;
  const [from, to] = [momentOf(0), momentOf(2)];
  const ofDate = spansOf((each, weekday) => (each === date ? hoursOf(each, weekday) : []), timeZone, from, to);
  return without(ofDate, breaksOf(employee, timeZone, from, to));
}

/** Whether any hours of a date are theirs, of what breaks leave nothing said. @param weekday 1 is Monday */
export function worksOn(employee: Worked, date: string, weekday: number): boolean {
  return hoursByDate(employee)(date, weekday).length > 0;
}

function hoursByDate({ week, shifts, daysOff }: Worked): (date: string, weekday: number) => OpenHours {
  const byDate = new Map(shifts.map(each => [each.date, each.spans]));
  return (date, weekday) => {
    if (daysOff.some(each => each.from <= date && date <= each.to)) return [];
    return byDate.get(date) ?? week[weekday - 1] ?? [];
  };
}

type OpenHours = Employee['week'][number];

function breaksOf({ breaks }: Worked, timeZone: string, from: number, to: number): OpenSpan[] {
  if (breaks.every(each => each.length === 0)) return [];
  return spansOf((_, weekday) => breaks[weekday - 1] ?? [], timeZone, from, to);
}

/** What is left of spans where others are taken out; both oldest first, neither overlapping itself. */
export function without(spans: readonly OpenSpan[], taken: readonly OpenSpan[]): OpenSpan[] {
  return spans.flatMap(span => {
    const left: OpenSpan[] = [];
    let { from } = span;
    for (const each of taken) {
      if (each.to <= from || each.from >= span.to) continue;
      if (each.from > from) left.push({ from, to: each.from });
      from = Math.max(from, each.to);
    }
    return from < span.to ? [...left, { from, to: span.to }] : left;
  });
}

function inside(spans: readonly OpenSpan[], { from, to }: OpenSpan): OpenSpan[] {
  return spans
    .map(each => ({ from: Math.max(each.from, from), to: Math.min(each.to, to) }))
    .filter(each => each.from < each.to);
}

/** Whether somebody can do all of these services (SPEC WK4). Who is gone does nothing. */
export function canDo({ id, isActive }: Pick<Employee, 'id' | 'isActive'>, services: readonly Doable[]): boolean {
  return isActive && services.every(({ staffIds }) => staffIds === null || staffIds.includes(id));
}

type Doable = Pick<Service, 'staffIds'>;

/** Who can do all of these, in the order of the list. */
export function whoCanDo<T extends Pick<Employee, 'id' | 'isActive'>>(
  employees: readonly T[],
  services: readonly Doable[],
): T[] {
  return employees.filter(each => canDo(each, services));
}

/**
 * Of which rooms or chairs these services take a place, each once: one visit sits in one chair.
 * @returns null where one of them is not there any more, so that none of it can be had
 */
export function resourcesFor(
  resources: readonly Resource[],
  services: readonly Pick<Service, 'resourceIds'>[],
): Resource[] | null {
  const wanted = new Set(services.flatMap(each => each.resourceIds));
  const there = resources.filter(each => each.isActive && wanted.has(each.id));
  return there.length === wanted.size ? there : null;
}

/** Shifts and days off of a season ago are of no use to anybody who plans. */
const KEPT_DAYS = 100;

/** Without what is long over, so that years of plans do not fill it. @param today by the shop's clock */
export function withoutPast<T extends Partial<Pick<Employee, 'shifts' | 'daysOff'>>>(settings: T, today: string): T {
  const oldest = Temporal.PlainDate.from(today).subtract({ days: KEPT_DAYS }).toString();
  const { shifts, daysOff } = settings;
  return {
    ...settings,
    ...(shifts && { shifts: shifts.filter(each => each.date >= oldest).sort(byDate) }),
    ...(daysOff && { daysOff: daysOff.filter(each => each.to >= oldest).sort(byFirst) }),
  };
}

const byDate = (a: { date: string }, b: { date: string }) => (a.date < b.date ? -1 : 1);
const byFirst = (a: { from: string }, b: { from: string }) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

/** Rooms and chairs as they are listed; of one name by id. */
export function byName(a: Pick<Resource, 'id' | 'name'>, b: Pick<Resource, 'id' | 'name'>): number {
  return a.name < b.name || (a.name === b.name && a.id < b.id) ? -1 : 1;
}

/** Which fields a change makes another, by their names. */
export function changedFields<T extends object>(before: T, change: Partial<T>): string[] {
  const names = Object.keys(change) as (keyof T & string)[];
  return names.filter(name => !isDeepStrictEqual(before[name], change[name]));
}

/** @param now the version as it is; left out: somebody changed it this moment */
export function stale(now?: number, seen?: number): AppError {
  const detail =
    now === undefined
      ? 'Somebody else changed this at the same moment; read it again.'
      : `Wanted the version ${now}, got ${seen}: somebody else changed this meanwhile; read it again.`;
  return new AppError('ALREADY_CLAIMED', detail);
}
