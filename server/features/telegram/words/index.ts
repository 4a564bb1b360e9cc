import type { Locale } from '../../../../protocol/wire/fields.ts';
import { fill, type Values } from '../../../../protocol/words.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { en, type Messages } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

export type MessageKey = keyof Messages;

const MESSAGES: Record<Locale, Messages> = { en, ru, mn, ar, am, hi };

/** A sentence of the bot's with its `{placeholders}` filled in. Plain text. */
export function say(locale: Locale, key: MessageKey, values?: Values): string {
  return fill(MESSAGES[locale][key], values, locale === 'ar' ? isolated : undefined);
}

/** A name in another direction stays in its place: first strong isolate and its end (UAX #9). */
function isolated(value: string): string {
  return `\u2068${value}\u2069`;
}
