import { language } from '../../panel/language.ts';
import { timeZone } from '../../panel/times.ts';

/**
 * The country whose clock the visitor's is, if one of their languages comes from there: by its rules the server reads a
 * number without a plus sign, as far as the page can tell.
 */
export function country(): string | undefined {
  const { tag } = language.now;
  known[tag] ??= find(tag);
  return known[tag];
}

/** By the language it is said in: asking is slow. */
const known: Record<string, string | undefined> = {};

function find(tag: string): string | undefined {
  const regions = navigator.languages.map(each => new Intl.Locale(each.split('@')[0]!).maximize()) as KnowingLocale[];
  const region = regions.find(locale => locale.getTimeZones?.()?.includes(timeZone()))?.region;
  return region && new Intl.DisplayNames([tag, 'en'], { type: 'region' }).of(region);
}

/** Newer than TypeScript's library, and than some browsers. */
type KnowingLocale = Intl.Locale & { getTimeZones?(): string[] | undefined };
