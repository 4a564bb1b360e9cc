import amharic from '../../../protocol/calendar/am.ts';
import {
  CLOCK,
  DATE,
  type DateWords,
  dayAndTime,
  formatTag,
  timeRange,
} from '../../../protocol/calendar/date-words.ts';
import mongolian from '../../../protocol/calendar/mn.ts';
import { minorDigits } from '../../../protocol/money.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';

/** As the widget writes them, whatever of a language the server itself knows. */
const CALENDARS: Partial<Record<Locale, DateWords>> = { am: amharic, mn: mongolian };

function wordsOf(locale: Locale): DateWords {
  return CALENDARS[locale] ?? Intl;
}

/** Whose habits dates follow when the browser does not say: English without a country is read by the whole world. */
function tagOf(locale: Locale): string {
  return formatTag(locale, []);
}

/** `Tuesday 24 November, 16:00–16:15`, by the clocks of a zone and the habits of a language. */
export function windowText(locale: Locale, timeZone: string, startAt: number, endAt: number): string {
  const [from, to] = [clockText(locale, timeZone, startAt), clockText(locale, timeZone, endAt)];
  return dayAndTime(locale, dayText(locale, timeZone, startAt), timeRange(from, to));
}

export function dayText(locale: Locale, timeZone: string, at: number): string {
  return formatOf(locale, timeZone, 'day').format(at);
}

/** `24 November 2026`: the day of a year that need not be this one. */
export function dateText(locale: Locale, timeZone: string, at: number): string {
  const parts = { day: 'numeric', month: 'long', timeZone } as const;
  if (locale !== 'mn') {
    return new (wordsOf(locale).DateTimeFormat)(tagOf(locale), { ...parts, year: 'numeric' }).format(at);
  }
  const year = new Intl.DateTimeFormat('en', { year: 'numeric', timeZone }).format(at);
  return `${year} оны ${new mongolian.DateTimeFormat('mn', parts).format(at)}`;
}

export function clockText(locale: Locale, timeZone: string, at: number): string {
  return formatOf(locale, timeZone, 'clock').format(at);
}

const OPTIONS = { day: DATE, clock: CLOCK };
/** Made once for each use: a page of free times writes hundreds of them, and making one takes longer than writing them all. */
const formats = new Map<string, { format(at: number): string }>();
/** Whoever asks names the zone: so many are kept, and then they begin anew. */
const MOST_FORMATS = 500;

function formatOf(locale: Locale, timeZone: string, what: keyof typeof OPTIONS) {
  const key = `${locale} ${what} ${timeZone}`;
  let made = formats.get(key);
  if (!made) {
    made = new (wordsOf(locale).DateTimeFormat)(tagOf(locale), { ...OPTIONS[what], timeZone });
    if (formats.size >= MOST_FORMATS) formats.clear();
    formats.set(key, made);
  }
  return made;
}

/** `Ulaanbaatar Standard Time`, `Улан-Батор, стандартное время`. */
export function zoneText(locale: Locale, timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat(tagOf(locale), { timeZone, timeZoneName: 'long' }).formatToParts(at);
  return parts.find(part => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** `GMT+2`, the same in every language. */
export function offsetText(timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'shortOffset' }).formatToParts(at);
  return parts.find(part => part.type === 'timeZoneName')?.value ?? timeZone;
}

/** Whether two zones show the same clock at a moment: then naming both would only confuse. */
export function isSameClock(a: string, b: string, at: number): boolean {
  return clockText('en', a, at) === clockText('en', b, at) && dayText('en', a, at) === dayText('en', b, at);
}

/** `45 sec`, `2 min`; short, because Russian would otherwise want the number in another case. */
export function waitText(locale: Locale, ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  const [value, unit] = seconds <= 90 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return new (wordsOf(locale).NumberFormat)(tagOf(locale), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** `2.5 MB`, or kB where that would be nothing; as the widget writes it. */
export function sizeText(locale: Locale, bytes: number): string {
  const isSmall = bytes < 100_000;
  const unit = isSmall ? 'kilobyte' : 'megabyte';
  const value = Math.round(bytes / (isSmall ? 100 : 100_000)) / 10;
  return new (wordsOf(locale).NumberFormat)(tagOf(locale), { style: 'unit', unit }).format(value);
}

/** How long something lasts: `45 min`, `2 hr`, `1 hr 30 min`. */
export function lengthText(locale: Locale, minutes: number): string {
  const parts = [
    ['hour', Math.floor(minutes / 60)],
    ['minute', minutes % 60],
  ] as const;
  const texts = parts.map(([unit, value]) =>
    value === 0
      ? ''
      : new (wordsOf(locale).NumberFormat)(tagOf(locale), { style: 'unit', unit, unitDisplay: 'short' }).format(value),
  );
  return texts.filter(Boolean).join(' ');
}

/** An amount with its currency, without decimals where there are none. */
export function moneyText(locale: Locale, minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const amount = minor / 10 ** digits;
  const shown = Number.isInteger(amount) ? 0 : digits;
  return new Intl.NumberFormat(tagOf(locale), {
    ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
    ...{ minimumFractionDigits: shown, maximumFractionDigits: shown },
  }).format(amount);
}
