/**
 * The panel's words. Numbers, units, dates and their plurals come from `Intl`, so that no message needs plural forms:
 * `{time}` arrives as "2 min" or "Monday 09:00", written for its language.
 */
import type { DateWords } from '../../protocol/calendar/date-words.ts';
import type { Locale } from '../../protocol/wire/fields.ts';
import type en from './en.ts';
import type laterEn from './later/en.ts';

export type Messages = Record<keyof typeof en, string>;

/** Those of what is loaded later: the choice of a time, what stands after a form, a message that is too long. */
export type LaterMessages = Record<keyof typeof laterEn, string>;

/** A locale's chunk. */
export interface Words {
  code: Locale;
  default: Messages;
  later(): Promise<{ default: LaterMessages }>;
  /** Where browsers do not know the language, or its hours: loads what stands in for `Intl`. */
  calendar?(): Promise<{ default: DateWords }>;
}
