import { language } from '../../panel/language.ts';
import { once, timeZone } from '../../panel/times.ts';

/**
 * The country whose clock the visitor's is, if one of their languages comes from there: by its rules the server reads a
 * number without a plus sign, as far as the page can tell.
 */
export function country(): string | undefined {
  // Asking is slow.
  return once('country', find);
}

function find(): string | undefined {
  const { tag, intl } = language.now;
  const regions = navigator.languages.map(each => new Intl.Locale(each.split('@')[0]!).maximize()) as KnowingLocale[];
  const region = regions.find(locale => locale.getTimeZones?.()?.includes(timeZone()))?.region;
  if (!region) return;
  return intl.countries ? intl.countries[region] : new Intl.DisplayNames([tag, 'en'], { type: 'region' }).of(region);
}

/** Newer than TypeScript's library, and than some browsers. */
type KnowingLocale = Intl.Locale & { getTimeZones?(): string[] | undefined };
