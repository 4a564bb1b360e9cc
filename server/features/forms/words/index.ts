import type { Locale } from '../../../../protocol/wire/fields.ts';
import { fill, type Values } from '../../../../protocol/words.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { en, type Messages } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

export type { Messages };
export type MessageKey = keyof Messages;

/** All six at once: together they are some 20 KB, and a server answers in any of them at any moment. */
export const MESSAGES: Record<Locale, Messages> = { en, ru, mn, ar, am, hi };

/** A sentence with its `{placeholders}` filled in. Plain text: escaping is for whoever puts it into a page. */
export function say(locale: Locale, key: MessageKey, values?: Values): string {
  return fill(MESSAGES[locale][key], values);
}

export function directionOf(locale: Locale): 'ltr' | 'rtl' {
  return locale === 'ar' ? 'rtl' : 'ltr';
}
