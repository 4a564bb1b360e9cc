/**
 * How somebody can be reached: the one place that judges whether a mail address or a phone number is good, whoever typed
 * it and wherever (SPEC F1). Pure.
 */
import { type CountryCode, getCountries, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';

/** Where a number without a plus sign may be at home; the first known one decides. */
export interface PhoneHints {
  /** ISO 3166, as the visitor chose it. */
  country?: string | undefined;
  /** IANA zones: the visitor's, then the site's. `UTC` says nothing. */
  timeZones?: readonly string[];
  locale?: Locale | undefined;
}

/**
 * What was typed, in the form in which it is kept: the phone number in E.164. What is no good is an empty string, and
 * `mistakes` says why. What is empty or absent stays so.
 */
export function judgeReach<Typed extends string | null | undefined>(
  { email, phone }: { email: Typed; phone: Typed },
  hints: PhoneHints,
): { email: Typed | string; phone: Typed | string; mistakes: { email?: ErrorCode; phone?: ErrorCode } } {
  const mistakes: { email?: ErrorCode; phone?: ErrorCode } = {};
  if (email && !isEmail(email)) mistakes.email = 'EMAIL_INVALID';
  const number = phone ? (toE164(phone, hints) ?? '') : phone;
  if (phone && !number) mistakes.phone = 'PHONE_INVALID';
  return { email: mistakes.email ? '' : email, phone: number, mistakes };
}

/** Whether a number as typed can be read without knowing where its owner is at home. */
export function saysItsCountry({ phone, country }: { phone: string; country?: string | undefined }): boolean {
  return country !== undefined || phone.startsWith('+');
}

/**
 * Something, an @, and a domain name with an ending, in any script: names outside ASCII are real addresses since
 * RFC 6531. Quoted local parts and bare hosts are legal and always a mistake in a form.
 */
const EMAIL =
  /^[^\s@"<>()[\]:;,\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)+(?:[\p{L}\p{M}]{2,63}|xn--[a-z0-9-]{2,59})$/iu;

/** Whether mail could get there, judged by the looks. */
export function isEmail(text: string): boolean {
  return text.length <= LIMITS.emailChars && EMAIL.test(text) && !/^\.|\.@|\.\./.test(text);
}

/**
 * A phone number as it is dialled from anywhere (E.164), or null when it can not be rung. Digits of any script count,
 * words do not: "call me at 9911" is no number. Extensions are left out, E.164 has none.
 */
export function toE164(typed: string, hints: PhoneHints = {}): string | null {
  const text = asciiDigits(typed);
  const number = parsePhoneNumberFromString(text, { defaultCountry: countryOf(hints), extract: false });
  return number?.isValid() ? number.number : null;
}

function countryOf({ country, timeZones = [], locale }: PhoneHints): CountryCode | undefined {
  if (country && isSupportedCountry(country)) return country;
  for (const zone of timeZones) {
    const found = zoneCountries().get(canonical(zone));
    if (found) return found;
  }
  const region = locale && new Intl.Locale(locale).maximize().region;
  return region && isSupportedCountry(region) ? region : undefined;
}

let countries: Map<string, CountryCode> | null = null;

/** Country of each time zone, from the tables that Node carries (CLDR); read once, at the first number without a plus. */
function zoneCountries(): Map<string, CountryCode> {
  if (countries) return countries;
  countries = new Map();
  for (const region of getCountries()) {
    for (const zone of zonesOf(region)) countries.set(canonical(zone), region);
  }
  return countries;
}

/** Newer engines have the method, older ones only the accessor; TypeScript knows neither yet. */
function zonesOf(region: string): readonly string[] {
  const locale = new Intl.Locale('und', { region }) as Intl.Locale & {
    getTimeZones?: () => string[] | undefined;
    timeZones?: string[];
  };
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** One name for the zones that have several, as browsers disagree on them: Asia/Kolkata, Asia/Calcutta. */
function canonical(zone: string): string {
  return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
}

/** Decimal digits of every script stand in runs of ten, so a digit's value is its distance from the run's first. */
function asciiDigits(text: string): string {
  return text.normalize('NFKC').replace(/[^\P{Nd}0-9]/gu, digit => {
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(digit.codePointAt(0)! - value - 1))) value += 1;
    return String(value);
  });
}
