import type { Locale } from '../../../../protocol/wire/fields.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { type ExportWords, en } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

export type { ExportWords };
export const EXPORT_WORDS: Record<Locale, ExportWords> = { en, ru, mn, ar, am, hi };
