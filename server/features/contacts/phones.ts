/** Phone numbers as people write them, read into what is dialled. Pure. */
import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { countryOf, type PhoneHints } from './home.ts';
import { asciiDigits, withoutMarks } from './marks.ts';

/** A number to dial, in E.164, and whether the text says more than it: another number, an extension, a word. */
export interface ReadPhone {
  number: string;
  saysMore: boolean;
}

/** A number in E.164 as its country writes it, `+976 9911 2233`; what is none stays as it is. */
export function phoneText(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

/** Longer than any two numbers with their labels; what is beyond is no field for a number. */
const MAX_CHARS = 200;
/** Some countries' rules take as few as four digits for a number; two halves of one would pass for two numbers. */
const LOCAL_DIGITS = 7;
/** "99112233,88112233" looks to the library like a number with an extension; no switchboard has one of so many digits. */
const EXTENSION_DIGITS = 6;

/**
 * The first number in a text that can be rung, or null. Digits of any script count, and so do `tel:` links, a label
 * ("Tel.:", "моб"), a remark behind it ("(WhatsApp)"), brackets around the country's code, and `00` for the plus.
 * Sentences are no numbers: "call me at 9911" is none.
 */
export function readPhone(typed: string, hints: PhoneHints = {}): ReadPhone | null {
  if (typed.length > MAX_CHARS) return null;
  const text = asciiDigits(withoutMarks(typed)).trim();
  if (!/\d/.test(text)) return null;
  const country = countryOf(hints);
  const whole = parsed(text, country);
  if (whole) return { number: whole.number, saysMore: saysMoreThan(whole, text) };
  const first = firstOf(text, country);
  return first ? { number: first.number, saysMore: true } : null;
}

/** Between two numbers: a sign, a new line, one word ("or", "эсвэл"), or the plus that begins the next. */
const BETWEEN = /[,;|/\n&]+|(?<=\d\)?)\s+[\p{L}\p{M}]+\.?:?\s+(?=[+(\d])|(?<=\d\)?)\s+(?=\(?\+)/u;

/** The first good number among several in one text. */
function firstOf(text: string, country: CountryCode | undefined): PhoneNumber | null {
  const parts = text.split(BETWEEN).filter(part => /\d/.test(part));
  if (parts.length > 1) return parts.map(part => parsed(part, country)).find(Boolean) ?? null;
  return sideBySide(text.split(/\s+/), country);
}

/**
 * Two or three numbers with nothing but spaces between: written alike, as many groups and digits in each, and all of
 * them good. Anything else may be one number with a typing mistake, which must not be cut into somebody else's.
 */
function sideBySide(groups: string[], country: CountryCode | undefined): PhoneNumber | null {
  for (const count of [2, 3]) {
    if (groups.length % count !== 0) continue;
    const size = groups.length / count;
    const parts = Array.from({ length: count }, (_, at) => groups.slice(at * size, (at + 1) * size).join(' '));
    if (new Set(parts.map(part => part.replace(/\d/g, '0'))).size > 1) continue;
    const numbers = parts.map(part => parsed(part, country));
    if (numbers.every(number => number !== null && number.nationalNumber.length >= LOCAL_DIGITS))
      return numbers[0] ?? null;
  }
  return null;
}

/** One number that can be rung, and nothing beside it but its label. */
function parsed(text: string, country: CountryCode | undefined): PhoneNumber | null {
  const bare = withoutLabels(text);
  return (
    valid(bare, country) ??
    valid(bare.replace(/^\+?\s*00\s*/, '+'), country) ??
    valid(asDialledNow(bare, country), country)
  );
}

/**
 * As it is dialled today, what many still write as it was: Russia's 8 behind a plus; Brazil's place for a carrier
 * (`0xx11`); Mexico's 1 and 044 before a mobile's number, gone since 2019.
 */
function asDialledNow(text: string, country: CountryCode | undefined): string {
  if (country === 'RU' || country === 'KZ') return text.replace(/^\+\s*8/, '8');
  if (country === 'BR') return text.replace(/^\(?0\s*xx\s*/i, '0');
  const digits = text.replace(/[^\d+]/g, '');
  const mobile = /^\+?521(\d{10})$/.exec(digits)?.[1] ?? (country === 'MX' && /^04[45](\d{10})$/.exec(digits)?.[1]);
  return mobile ? `+52${mobile}` : text;
}

/** Brazil's mobiles have a 9 in front since 2016, and old books and telephone systems still leave it out. */
const BRAZIL_OLD = /^(\+55[1-9]{2})([6-9]\d{7})$/;

/** The country's own prefix for calls abroad is tried before `00`, which most countries use, is taken for a plus. */
function valid(text: string, country: CountryCode | undefined): PhoneNumber | null {
  const number = parsePhoneNumberFromString(text, { ...(country && { defaultCountry: country }), extract: false });
  if (!number?.isValid() || (number.ext ?? '').length > EXTENSION_DIGITS) return null;
  const now = number.number.replace(BRAZIL_OLD, '$19$2');
  return now === number.number ? number : (parsePhoneNumberFromString(now) ?? number);
}

function withoutLabels(text: string): string {
  return withoutScheme(text)
    .trim()
    .replace(/^[\p{L}\p{M}]+(?:\.?:|\.)?\s*(?=[+(\d])/u, '')
    .replace(/(?<!\s)\s*\([^()\d]+\)$|(?<!\s)\s+[\p{L}\p{M}]+[.!]?$/u, '')
    .replace(/^\(\s*(\+|00)\s*(\d[\d\s]*)\)|^\+\s*\(([\d\s]+)\)/, (_whole, sign, code, bare) =>
      bare === undefined ? `${sign}${code} ` : `+${bare} `,
    )
    .replace(/_/g, '-')
    .trim();
}

/** RFC 3966: `tel:+976-9911-2233;ext=5`; links on pages write blanks as `%20`. */
function withoutScheme(text: string): string {
  return text
    .replace(/^(?:tel|callto|sms):(?:\/\/)?/i, '')
    .replace(/%20/g, ' ')
    .replace(/%2B/gi, '+')
    .replace(/;ext=/i, ' ext ')
    .replace(/;[a-z-]+=[^;]*/gi, '');
}

function saysMoreThan({ nationalNumber, ext }: PhoneNumber, text: string): boolean {
  const bare = withoutScheme(text);
  return Boolean(ext) || /\p{L}/u.test(bare) || !bare.replace(/\D/g, '').endsWith(nationalNumber);
}
