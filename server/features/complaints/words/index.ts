import type { Locale } from '../../../../protocol/wire/fields.ts';
import { fill, type Values } from '../../../../protocol/words.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { en, type Messages } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

const MESSAGES: Record<Locale, Messages> = { en, ru, mn, ar, am, hi };

/** A sentence with its `{placeholders}` filled in. Plain text. */
export function say(locale: Locale, key: keyof Messages, values: Values): string {
  return fill(MESSAGES[locale][key], values);
}
