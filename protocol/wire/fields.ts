/** What frames, bodies and entities are built of. Times are milliseconds since the epoch, UTC; ids are opaque strings. */
import { z } from 'zod';
import { LIMITS, LOCALES } from './limits.ts';

export const id = z.string().min(1).max(64);

/** Bounded, so that a sum of one and a few hours is still a time, and a number that every store gives back as it was. */
export const timestamp = z.number().int().nonnegative().max(LIMITS.latestAt);

export const seq = z.number().int().nonnegative();

/** Made by the client for each thing it sends and kept over retries, so that the store can tell a repeat (SPEC ST2). */
export const clientId = z.string().min(8).max(LIMITS.clientIdChars);

/**
 * One line of text: control characters have no business in names and subjects, nor in the mail headers they may become. One
 * in which nothing can be seen counts as none.
 */
export const line = z
  .string()
  .max(LIMITS.lineChars)
  .transform(text =>
    UNSEEN.test(text)
      ? ''
      : text
          .toWellFormed()
          .replace(/\p{Cc}+/gu, ' ')
          .trim(),
  );

/** Blanks, marks and fillers; the empty pattern of Braille is no blank by its kind. */
const UNSEEN = /^[\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]*$/u;

export const optionalLine = line.default('');

export const url = z.string().max(LIMITS.urlChars);

export const locale = z.enum(LOCALES);
export type Locale = z.infer<typeof locale>;

/** Asked of `Intl` when somebody names a zone, which takes it 6 ms. */
let timeZones: Set<string> | undefined;

/** An IANA zone. Names that this machine does not know become UTC, because a visitor's clock must not lose a message. */
export const timeZone = z
  .string()
  .max(64)
  .transform(zone => (isTimeZone(zone) ? zone : 'UTC'));

/** An IANA zone in settings, where a name that nobody knows is a mistake that its owner can mend. */
export const knownTimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'wanted the name of a time zone such as Asia/Ulaanbaatar');

/** Whether this machine knows a zone of that name. */
export function isTimeZone(zone: string): boolean {
  timeZones ??= new Set(['UTC', ...Intl.supportedValuesOf('timeZone')]);
  if (timeZones.has(zone)) return true;
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** Text over several lines: kept as typed but for the ends and for control characters other than tab and newline. */
export const textOrNone = z.string().overwrite(cleaned).max(LIMITS.messageChars);

export const text = textOrNone.min(1);

/** The same, longer: what comes by a form. */
export const letter = z.string().overwrite(cleaned).max(LIMITS.letterChars);

// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f]/g;
/** Those, and halves of pairs; whole pairs too, which are looked at closer then. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const UNCLEAN = /[\u0000-\u0008\u000b-\u001f\u007f\ud800-\udfff]/;

function cleaned(typed: string): string {
  // Nearly every text is clean, and every message passes here.
  if (!UNCLEAN.test(typed)) return typed.trim();
  // Half of a pair is a sign for no store: all that hear of it shall hear the same.
  return typed.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();
}

/** ISO 3166 country whose dialling rules read a number typed without a plus sign. */
export const country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .optional();
