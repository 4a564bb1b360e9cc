/**
 * The panel's words. Numbers, units, dates and their plurals come from `Intl`, so that no message needs plural forms:
 * `{time}` arrives as "2 min" or "Monday 09:00", written for its language.
 */
import type { Locale } from '../../protocol/wire/fields.ts';
import type en from './en.ts';
import type laterEn from './later/en.ts';

export type Messages = Record<keyof typeof en, string>;

/** Those of what is loaded later: the choice of a time, what stands after a form, a message that is too long. */
export type LaterMessages = Record<keyof typeof laterEn, string>;

/** A locale's chunk. */
export interface Words {
  code: Locale;
  default: Messages;
  later(): Promise<{ default: LaterMessages }>;
  /** Where the browser does not know the language: loads what stands in for `Intl`. */
  calendar?: false | (() => Promise<{ default: DateWords }>);
}

/** What the panel uses of `Intl`. */
export interface DateWords {
  DateTimeFormat: new (
    tag: string,
    options: Intl.DateTimeFormatOptions,
  ) => Pick<Intl.DateTimeFormat, 'format' | 'formatRange'>;
  NumberFormat: new (tag: string, options: Intl.NumberFormatOptions) => { format(value: number): string };
  RelativeTimeFormat: new (
    tag: string,
    options: Intl.RelativeTimeFormatOptions,
  ) => { format(value: number, unit: 'day'): string };
}

/**
 * The tag to write dates and numbers by: the visitor's own variant of the panel's language where the browser names one
 * (en-US, ar-EG), or the language itself. Bare English means the day before the month and 24 hours.
 */
export function formatTag(locale: string, languages: readonly string[]): string {
  const own = languages.find(tag => tag.startsWith(`${locale}-`));
  // Chromium without a language of its own says en-US@posix, at which all of `Intl` throws.
  return own?.split('@')[0] ?? (locale === 'en' ? 'en-GB' : locale);
}
