import { formatTag } from '../../../../protocol/calendar/date-words.ts';
import { isolatedName } from '../../../../protocol/turning.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { fill, type Values } from '../../../../protocol/words.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { en, type Messages } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

/** The keys of texts; the others are plurals. */
export type PlainKey = { [Key in keyof Messages]: Messages[Key] extends string ? Key : never }[keyof Messages];

/** All six at once: a server writes to agents in any of them at any moment. */
export const NOTICE_WORDS: Record<Locale, Messages> = { en, ru, mn, ar, am, hi };

/** A sentence with its `{placeholders}` filled in. Plain text. */
export function say(locale: Locale, key: PlainKey, values?: Values): string {
  return fill(NOTICE_WORDS[locale][key], values, value => named(locale, value));
}

/** A name among our words: where those run from right to left, it keeps its own direction and leaves them theirs. */
export function named(locale: Locale, name: string): string {
  return locale === 'ar' && name ? isolatedName(name) : name;
}

/** The form of the words that `n` takes, with `n` as the language writes it. */
export function count(locale: Locale, key: Exclude<keyof Messages, PlainKey>, n: number): string {
  const forms = NOTICE_WORDS[locale][key];
  const form = forms[new Intl.PluralRules(locale).select(n)] ?? forms.other;
  return fill(form, { n: new Intl.NumberFormat(formatTag(locale, [])).format(n) });
}
