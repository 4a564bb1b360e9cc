import type { Locale } from '../../../../../protocol/wire/fields.ts';
import { am } from './am.ts';
import { ar } from './ar.ts';
import { en, type FieldNames } from './en.ts';
import { hi } from './hi.ts';
import { mn } from './mn.ts';
import { ru } from './ru.ts';

export type { FieldNames };
export const FIELD_NAMES: Record<Locale, FieldNames> = { en, ru, mn, ar, am, hi };
