import { type CountryCode, getCountries, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/min';
import type { Locale } from '../../../protocol/wire/fields.ts';

/** Where a number without a plus sign may be at home; the first known one decides. */
export interface PhoneHints {
  /** ISO 3166, as the visitor chose it. */
  country?: string;
  /** IANA zones: the visitor's, then the site's. `UTC` says nothing. */
  timeZones?: readonly string[];
  locale?: Locale;
}

/**
 * A phone number as it is dialled from anywhere (E.164), or null when it can not be rung. Digits of any script count,
 * words do not: "call me at 9911" is no number. Extensions are left out, E.164 has none (SPEC F1).
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
