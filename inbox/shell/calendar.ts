import { byLocale } from './locale.ts';

/** Names of months and days for a language that browsers do not know. */
export interface Calendar {
  /** @param month from 1 */
  month(month: number): string;
  /** From Sunday, as `Date.getDay` counts. */
  weekdays: readonly string[];
  weekdaysShort: readonly string[];
  date(parts: { day: number; month: string; year: number | null; weekday: string | null }): string;
}

const none = async () => null;

/** The calendar of the language that is spoken; null where `Intl` has one. Chromium ships no Mongolian. */
export const currentCalendar = byLocale<Calendar | null>({
  en: none,
  ru: none,
  mn: async () => (await import('./words/mn.ts')).calendar,
  ar: none,
  am: none,
  hi: none,
});
