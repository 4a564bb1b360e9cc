/** Days and hours as the shop's clocks show them; instants are ms since the epoch. */
import type { Employee } from '../../../protocol/staff.ts';
import { DAY_MS, MINUTE_MS } from '../../shell/times.ts';
import { firstWeekday } from './week.ts';

export const DAY_MINUTES = 24 * 60;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let made = formats.get(timeZone);
  if (!made) {
    const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
    made = new Intl.DateTimeFormat('en-CA', { ...digits, hourCycle: 'h23', timeZone });
    formats.set(timeZone, made);
  }
  return made;
}

/** The day there, and the minutes of its clock. */
export function wallOf(at: number, timeZone: string): { date: string; minutes: number } {
  const parts = Object.fromEntries(
    formatOf(timeZone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return {
    date: `${parts.year}-${parts.month}-${parts.day}`,
    minutes: Number(parts.hour) * 60 + Number(parts.minute),
  };
}

/** When clocks there show so many minutes of a day; more than a day's are of the next. Skipped ones are moved on. */
export function instantOf(date: string, minutes: number, timeZone: string): number {
  const wanted = Date.parse(date) + minutes * MINUTE_MS;
  const ahead = (at: number) => {
    const wall = wallOf(at, timeZone);
    return Date.parse(wall.date) + wall.minutes * MINUTE_MS - Math.floor(at / MINUTE_MS) * MINUTE_MS;
  };
  const near = wanted - ahead(wanted);
  const at = wanted - ahead(near);
  // Right before clocks change the first look may be an hour off.
  return at;
}

/** Whether it is a day that there is, as `2026-03-05`. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Days further on, or back. */
export function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The day on which a day's week begins. @param firstDay of each week, 1 for Monday to 7 for Sunday; left out: as whoever looks counts them */
export function weekOf(date: string, firstDay: number = firstWeekday()): string {
  return dateAfter(date, -((weekdayOf(date) + 8 - firstDay) % 7));
}

/** From Monday, 0 to 6. */
function weekdayOf(date: string): number {
  return (new Date(Date.parse(date)).getUTCDay() + 6) % 7;
}

/** A stretch of a day, in minutes of its clock. */
export interface Stretch {
  from: number;
  to: number;
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** What lies in the hours of one date, also past its midnight. */
function stretches(spans: Employee['week'][number]): Stretch[] {
  return spans.map(({ from, to }) => {
    const [begins, ends] = [minutesOf(from), minutesOf(to)];
    return { from: begins, to: ends <= begins ? ends + DAY_MINUTES : ends };
  });
}

type Worked = Pick<Employee, 'week' | 'shifts' | 'breaks' | 'daysOff'>;

function hoursOn({ week, shifts, daysOff }: Worked, date: string): Stretch[] {
  if (daysOff.some(each => each.from <= date && date <= each.to)) return [];
  return stretches(shifts.find(each => each.date === date)?.spans ?? week[weekdayOf(date)] ?? []);
}

/** What of a day somebody does not work: outside of their hours, and in their breaks. */
export function offOn(employee: Worked, date: string): Stretch[] {
  const before = hoursOn(employee, dateAfter(date, -1)).map(({ from, to }) => ({
    from: from - DAY_MINUTES,
    to: to - DAY_MINUTES,
  }));
  const worked = [...before, ...hoursOn(employee, date)].filter(each => each.to > 0).sort((a, b) => a.from - b.from);
  const off: Stretch[] = [];
  let at = 0;
  for (const { from, to } of worked) {
    if (from > at) off.push({ from: at, to: Math.min(from, DAY_MINUTES) });
    at = Math.max(at, to);
  }
  if (at < DAY_MINUTES) off.push({ from: at, to: DAY_MINUTES });
  return [...off, ...stretches(employee.breaks[weekdayOf(date)] ?? [])];
}

/** The hours of a day as they are said: the first and the last minute of them; null: they do not work. */
export function hoursOf(employee: Worked, date: string): Stretch | null {
  const hours = hoursOn(employee, date);
  if (hours.length === 0) return null;
  return { from: Math.min(...hours.map(each => each.from)), to: Math.max(...hours.map(each => each.to)) };
}
