/** How dates and hours are written, on the widget, the inbox and the server's pages alike: one source, so that no two of them differ. */
import type { Locale } from '../wire/fields.ts';

/** What we use of `Intl`, so that a language which browsers do not know may bring its own. */
export interface DateWords {
  DateTimeFormat: new (tag: string, options: Intl.DateTimeFormatOptions) => { format(at: number): string };
  NumberFormat: new (tag: string, options: Intl.NumberFormatOptions) => { format(value: number): string };
  RelativeTimeFormat: new (
    tag: string,
    options: Intl.RelativeTimeFormatOptions,
  ) => { format(value: number, unit: 'day'): string };
  /** By their ISO 3166 code; missing: `Intl` knows all of them. */
  countries?: Partial<Record<string, string>>;
}

export const CLOCK: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' };
export const DATE: Intl.DateTimeFormatOptions = { weekday: 'long', day: 'numeric', month: 'long' };

/**
 * The tag to write dates and numbers by: the reader's own variant of our language where the browser names one (en-US,
 * ar-EG), or the language itself. Bare English means the day before the month and 24 hours.
 */
export function formatTag(locale: string, languages: readonly string[]): string {
  const own = languages.find(tag => tag.startsWith(`${locale}-`));
  // Chromium without a language of its own says en-US@posix, at which all of `Intl` throws.
  return own?.split('@')[0] ?? (locale === 'en' ? 'en-GB' : locale);
}

/**
 * A day and an hour, each written by a format of its own: what `Intl` makes of both at once differs between browsers and
 * servers, and in Amharic the part of the day stands now before the clock and now after it.
 */
export function dayAndTime(locale: Locale, day: string, time: string): string {
  return `${day}${COMMAS[locale] ?? ','} ${time}`;
}

const COMMAS: Partial<Record<Locale, string>> = { ar: '،', am: '፣' };

/** `16:00–16:15` */
export function timeRange(from: string, to: string): string {
  return `${from}–${to}`;
}
