/** What kind of number somebody leaves. Pure. */
import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { SpamSettings } from '../../../protocol/spam.ts';
import type { Signs } from './rules.ts';

/**
 * `premium`: whoever rings it pays for it. `foreign`: of a country that is not among those that the site welcomes; of
 * numbers that belong to no country nothing is said.
 * @param phone E.164, or empty
 */
export function kindOfNumber(phone: string, { countries }: Pick<SpamSettings, 'countries'>): Signs['number'] {
  const number = phone === '' ? undefined : parsePhoneNumberFromString(phone);
  if (!number) return 'fine';
  if (number.getType() === 'PREMIUM_RATE') return 'premium';
  const { country } = number;
  return countries.length > 0 && country !== undefined && !countries.includes(country) ? 'foreign' : 'fine';
}

/** ISO 3166 of a number; undefined: none, or of no country. */
export function countryOfNumber(phone: string): string | undefined {
  return parsePhoneNumberFromString(phone)?.country;
}

/** Whether there are numbers of such a country. @param code ISO 3166, in capitals */
export const isCountry = (code: string): boolean => isSupportedCountry(code);
