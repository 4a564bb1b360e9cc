import { am } from '../../../protocol/doctor/words/am.ts';
import { ar } from '../../../protocol/doctor/words/ar.ts';
import { type DoctorWords, en } from '../../../protocol/doctor/words/en.ts';
import { hi } from '../../../protocol/doctor/words/hi.ts';
import { mn } from '../../../protocol/doctor/words/mn.ts';
import { ru } from '../../../protocol/doctor/words/ru.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';

/** What the doctor says, for who reads no page of the inbox. */
export const DOCTOR_WORDS: Record<Locale, DoctorWords> = { en, ru, mn, ar, am, hi };
