/** Where a number without a plus sign is at home. Pure. */
import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js/min';
import type { Locale } from '../../../protocol/wire/fields.ts';

/** What is known of the person and the site; the first hint that names a country decides. */
export interface PhoneHints {
  /** ISO 3166, as the visitor chose it. */
  country?: string | undefined;
  /** IANA zones: the visitor's, then the site's. `UTC` says nothing. */
  timeZones?: readonly string[];
  locale?: Locale | undefined;
}

/** The country whose rules read a number: chosen, or where the clocks are, or where the language is spoken most. */
export function countryOf({ country, timeZones = [], locale }: PhoneHints): CountryCode | undefined {
  if (country && isSupportedCountry(country)) return country;
  for (const zone of timeZones) {
    if (zone === 'UTC') continue;
    // Asking for the canonical name takes longer than all else that is done to a number.
    const found = zoneCountries().get(zone) ?? zoneCountries().get(canonical(zone));
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
    for (const zone of zonesOf(region)) countries.set(zone, region).set(canonical(zone), region);
  }
  return countries;
}

/** Time zones of a country, by the tables that Node carries. Newer engines have the method, older ones only the accessor; TypeScript knows neither yet. */
export function zonesOf(region: string): readonly string[] {
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
