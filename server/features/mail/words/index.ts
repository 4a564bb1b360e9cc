import type { Locale } from '../../../../protocol/wire/fields.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { en, type Messages } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

export type { Messages };

/** All six at once: a server mails in any of them at any moment. */
export const MESSAGES: Record<Locale, Messages> = { en, ru, mn, ar, am, hi };
