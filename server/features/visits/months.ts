/** Months and days by the shop's clock. */
import { Temporal } from 'temporal-polyfill';

/** All dates of a month. @param month such as `2026-11` */
export function datesOf(month: string): string[] {
  const { daysInMonth } = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: daysInMonth }, (_, at) => `${month}-${String(at + 1).padStart(2, '0')}`);
}

export function monthBefore(month: string): string {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString();
}

export function daysBefore(date: string, days: number): string {
  return Temporal.PlainDate.from(date).subtract({ days }).toString();
}

/** Its instants: from the first one to before that of the next month, whatever clocks do meanwhile. */
export function spanOf(month: string, timeZone: string): { from: number; to: number } {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 });
  const beginOf = (date: Temporal.PlainDate) => date.toZonedDateTime(timeZone).epochMilliseconds;
  return { from: beginOf(first), to: beginOf(first.add({ months: 1 })) };
}
