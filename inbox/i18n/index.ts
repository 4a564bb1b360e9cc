/**
 * Every visible word comes from here. One locale is loaded at a time, as a chunk of its own; `en.ts` is the source and
 * gives the others their type, so that a missing word does not compile.
 */
import type { Locale } from '../../protocol/wire/fields.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { fill, type Values } from '../../protocol/words.ts';
import type { Messages, Plural } from './en.ts';

/** Names of months and days for a language that browsers do not know (Chromium ships no Mongolian). */
export interface Calendar {
  /** From January. */
  months: readonly string[];
  /** From Sunday, as `Date.getDay` counts. */
  weekdays: readonly string[];
  weekdaysShort: readonly string[];
  date(parts: { day: number; month: string; year: number | null; weekday: string | null }): string;
}

export type TextKey = { [Key in keyof Messages]: Messages[Key] extends string ? Key : never }[keyof Messages];
export type PluralKey = Exclude<keyof Messages, TextKey>;

interface Loaded {
  messages: Messages;
  calendar?: Calendar;
}

const LOADERS: Record<Locale, () => Promise<Loaded>> = {
  en: async () => ({ messages: (await import('./en.ts')).en }),
  ru: async () => ({ messages: (await import('./ru.ts')).ru }),
  mn: async () => {
    const { mn, calendar } = await import('./mn.ts');
    return { messages: mn, calendar };
  },
  ar: async () => ({ messages: (await import('./ar.ts')).ar }),
  am: async () => ({ messages: (await import('./am.ts')).am }),
  hi: async () => ({ messages: (await import('./hi.ts')).hi }),
};

/** Each in its own language, so that everybody finds theirs. */
export const LANGUAGES: Record<Locale, string> = {
  en: 'English',
  ru: 'Русский',
  mn: 'Монгол',
  ar: 'العربية',
  am: 'አማርኛ',
  hi: 'हिन्दी',
};

let current: { locale: Locale; messages: Messages; calendar: Calendar | null; rules: Intl.PluralRules };

/** Makes `t` speak the locale. Rejects when its chunk can not be loaded; the old one then stays. */
export async function loadLocale(locale: Locale): Promise<void> {
  const { messages, calendar = null } = await LOADERS[locale]();
  current = { locale, messages, calendar, rules: new Intl.PluralRules(locale) };
}

export const currentLocale = (): Locale => current.locale;
export const currentCalendar = (): Calendar | null => current.calendar;
export const direction = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');

/** The nearest of our languages to what the browser prefers. */
export function nearestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const found = LOCALES.find(locale => tag.toLowerCase().split('-')[0] === locale);
    if (found) return found;
  }
  return LOCALES[0];
}

/** The words of a key, with `{name}` replaced by values. */
export function t(key: TextKey, values?: Values): string {
  return fill(current.messages[key], values, isolate);
}

/** The form of the words that `n` takes; `{n}` is the number as the locale writes it. */
export function count(key: PluralKey, n: number, values?: Values): string {
  const forms: Plural = current.messages[key];
  return fill(forms[current.rules.select(n)] ?? forms.other, { ...values, n: number(n) }, isolate);
}

export function number(n: number): string {
  return new Intl.NumberFormat(current.locale).format(n);
}

/** People's words keep their own direction inside ours (Unicode TR9, isolates); plain text has no `<bdi>`. */
const RTL = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

function isolate(words: string): string {
  return current.locale === 'ar' || RTL.test(words) ? `\u2068${words}\u2069` : words;
}
