/**
 * What we use of `Intl`, in Amharic. In Ethiopia hours are counted from dawn and from dusk, six behind those of `Intl`, and days by a
 * calendar of thirteen months; browsers know the months, and none knows the hours. Who lives by other clocks, though, reads theirs.
 */
import type { DateWords } from './date-words.ts';

/** Elsewhere to 24: hours of the afternoon would be taken for those that are counted from dawn. */
const TAG = 'am-u-hc-h23';
/** Where people count so. */
const ZONE = 'Africa/Addis_Ababa';

/** From Sunday, as `Date.getUTCDay` counts. */
const WEEKDAYS = 'እሑድ ሰኞ ማክሰኞ ረቡዕ ሐሙስ ዓርብ ቅዳሜ'.split(' ');
const MONTHS = 'መስከረም ጥቅምት ኅዳር ታኅሣሥ ጥር የካቲት መጋቢት ሚያዝያ ግንቦት ሰኔ ሐምሌ ነሐሴ ጳጉሜን'.split(' ');
/** Of six hours each, from midnight on. */
const PARTS = ['ሌሊት', 'ጠዋት', 'ቀን', 'ምሽት'];

const DAY_MS = 86_400_000;
/** Days from the first of the calendar to 1970 (Dershowitz and Reingold, Calendrical Calculations, chapter 4). */
const BEFORE_1970 = 716_367;

/** @param days since the epoch. @returns year, month from 1, day */
export function ethiopicDate(days: number): [year: number, month: number, day: number] {
  const count = days + BEFORE_1970;
  const year = Math.floor((4 * count + 1463) / 1461);
  const dayOfYear = count - 365 * (year - 1) - Math.floor(year / 4);
  return [year, Math.floor(dayOfYear / 30) + 1, (dayOfYear % 30) + 1];
}

class DateTimeFormat {
  declare private options: Intl.DateTimeFormatOptions;
  /** Of another clock. */
  declare private other: Intl.DateTimeFormat | null;

  constructor(_tag: string, options: Intl.DateTimeFormatOptions) {
    const { timeZone = new Intl.DateTimeFormat().resolvedOptions().timeZone } = options;
    this.options = options;
    this.other = timeZone === ZONE ? null : new Intl.DateTimeFormat(TAG, options);
  }

  format(at: number): string {
    if (this.other) return this.other.format(at);
    const { weekday, day, year, hour } = this.options;
    // No clock was ever changed there.
    const local = at + 3 * 3_600_000;
    const days = Math.floor(local / DAY_MS);
    const [ofEra, month, date] = ethiopicDate(days);
    const hours = new Date(local).getUTCHours();
    const minutes = new Date(local).getUTCMinutes();
    return [
      weekday && WEEKDAYS[new Date(local).getUTCDay()],
      day && `${MONTHS[month - 1]} ${date}${year ? ` ${ofEra}` : ''}`,
      hour && `${(hours + 6) % 12 || 12}:${String(minutes).padStart(2, '0')} ${PARTS[Math.floor(hours / 6)]}`,
    ]
      .filter(Boolean)
      .join('፣ ');
  }
}

const { NumberFormat, RelativeTimeFormat } = Intl;

export default { DateTimeFormat, NumberFormat, RelativeTimeFormat } satisfies DateWords;
