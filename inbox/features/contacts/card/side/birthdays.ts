import { currentCalendar } from '../../../../shell/calendar.ts';
import { currentTag } from '../../../../shell/locale.ts';
import { date } from '../../../../shell/times.ts';

/** The parts of a birthday as it is kept; of a year that nobody knows, none. */
export function partsOf(birthday: string | null): { year: string; month: string; day: string } {
  const [, year = '', month = '', day = ''] = /^(\d{4}|-)-(\d{2})-(\d{2})$/.exec(birthday ?? '') ?? [];
  return { year: year === '-' ? '' : year, month, day };
}

/** A birthday from its parts, as it is kept. Null: none was typed. */
export function birthdayOf({ year, month, day }: ReturnType<typeof partsOf>): string | null {
  if (!year && !month && !day) return null;
  return `${year || '-'}-${month}-${day.padStart(2, '0')}`;
}

/** 14 March; with the year where it is known. */
export function birthdayText(birthday: string, now: number): string {
  const { year, month, day } = partsOf(birthday);
  const at = Date.UTC(Number(year || new Date(now).getUTCFullYear()), Number(month) - 1, Number(day));
  return date(at, now, { timeZone: 'UTC', isLong: true, hasWeekday: false });
}

/** A month alone, in the language that is spoken. @param month 1 to 12 */
export function monthName(month: number): string {
  const format = new Intl.DateTimeFormat(currentTag(), { month: 'long', timeZone: 'UTC' });
  return currentCalendar()?.month(month) ?? format.format(Date.UTC(2000, month - 1, 1));
}
