/**
 * Which language the inbox speaks, and everything that differs by it. Each room brings its words as a file for each
 * language; only those of the language that is spoken are fetched. What reads them reads a signal: a component that
 * shows words is drawn anew when the language changes.
 */
import { computed, signal } from '@preact/signals';
import { formatTag } from '../../protocol/calendar/date-words.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import { LOCALES } from '../../protocol/wire/limits.ts';
import { fill, type Values } from '../../protocol/words.ts';
import { isolated } from './bidi.ts';

/** A text that depends on a number: its forms, as `Intl.PluralRules` names them; `{n}` is that number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;

/** What a room's other languages owe to its English: the same keys, texts for texts and plurals for plurals. */
export type MessagesOf<English> = { readonly [Key in keyof English]: English[Key] extends string ? string : Plural };

/** The keys of texts; the others are plurals. */
export type TextKey<Messages> = { [Key in keyof Messages]: Messages[Key] extends string ? Key : never }[keyof Messages];

type ByLocale<T> = Readonly<Record<Locale, () => Promise<T>>>;

interface Spoken {
  isLoaded(locale: Locale): boolean;
  load(locale: Locale): Promise<void>;
}

const current = signal<Locale | null>(null);
/** What rooms have brought so far; a lazy one adds its own when its code is there. */
const everything: Spoken[] = [];

/** Null until the first `speak`. */
export const spokenLocale = (): Locale | null => current.value;
/** The language that is spoken; only for what is drawn after the first `speak`. */
export const currentLocale = (): Locale => current.value!;

/**
 * Something that differs by language.
 * @param loaders fetch it for one language each
 * @returns reads it in the language that is spoken; `speak` or `loadWords` must have fetched it
 */
export function byLocale<T>(loaders: ByLocale<T>): () => T {
  const loaded = new Map<Locale, T>();
  everything.push({
    isLoaded: locale => loaded.has(locale),
    load: async locale => void loaded.set(locale, await loaders[locale]()),
  });
  return () => loaded.get(currentLocale())!;
}

export interface Words<Messages> {
  /** The words of a key, with `{name}` replaced by values. */
  t(key: TextKey<Messages>, values?: Values): string;
  /** The form of the words that `n` takes; `{n}` is the number as the language writes it. */
  count(key: Exclude<keyof Messages, TextKey<Messages>>, n: number, values?: Values): string;
}

const pluralRules = computed(() => new Intl.PluralRules(currentLocale()));

/** The words of one room. */
export function words<Messages extends Readonly<Record<string, string | Plural>>>(
  loaders: ByLocale<{ default: Messages }>,
): Words<Messages> {
  const module = byLocale(loaders);
  const form = (key: keyof Messages, n: number) => {
    const text: string | Plural = module().default[key]!;
    return typeof text === 'string' ? text : (text[pluralRules.value.select(n)] ?? text.other);
  };
  return {
    t: (key, values) => fill(form(key, 0), values, isolate),
    count: (key, n, values) => fill(form(key, n), { ...values, n: number(n) }, isolate),
  };
}

/** Fetches what is missing in a language, also of rooms that come meanwhile. Rejects when a file does not come. */
async function load(locale: Locale): Promise<void> {
  const missing = everything.filter(each => !each.isLoaded(locale));
  if (missing.length === 0) return;
  await Promise.all(missing.map(each => each.load(locale)));
  await load(locale);
}

let asked = 0;

/** Goes over to a language, everywhere at once. Rejects when its words can not be fetched; the old one then stays. */
export async function speak(locale: Locale): Promise<void> {
  const question = ++asked;
  await load(locale);
  // Somebody may have chosen another one meanwhile.
  if (question === asked) current.value = locale;
}

/** Fetches the words of rooms that have just come. Rejects as `speak` does. */
export async function loadWords(): Promise<void> {
  const locale = current.peek();
  if (!locale) return;
  await load(locale);
  if (locale !== current.peek()) await loadWords();
}

/** Each in its own language, so that everybody finds theirs. */
const LANGUAGES: Record<Locale, string> = {
  en: 'English',
  ru: 'Русский',
  mn: 'Монгол',
  ar: 'العربية',
  am: 'አማርኛ',
  hi: 'हिन्दी',
};

/** The same for a choice of one. */
export const LANGUAGE_OPTIONS = LOCALES.map(locale => [locale, LANGUAGES[locale]] as const);

export const direction = (locale: Locale): 'ltr' | 'rtl' => (locale === 'ar' ? 'rtl' : 'ltr');

/** The nearest of our languages to what the browser prefers. */
export function nearestLocale(wanted: readonly string[]): Locale {
  for (const tag of wanted) {
    const found = LOCALES.find(locale => tag.toLowerCase().split('-')[0] === locale);
    if (found) return found;
  }
  return LOCALES[0];
}

/** What dates and numbers are written by: the agent's own variant of the language that is spoken, as the browser names it. */
export const currentTag = (): string =>
  // To 24: hours of the afternoon would be taken for those that are counted from dawn.
  currentLocale() === 'am' ? 'am-u-hc-h23' : formatTag(currentLocale(), globalThis.navigator?.languages ?? []);

const numberFormat = computed(() => new Intl.NumberFormat(currentTag()));

export const number = (n: number): string => numberFormat.value.format(n);

/** Letters that run from the right, and signs that set a direction. */
const DIRECTED = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc]/;

/** People's words keep their own direction inside ours. */
export function isolate(words: string): string {
  return currentLocale() === 'ar' || DIRECTED.test(words) ? isolated(words) : words;
}
