import type { Locale } from '../../../protocol/wire/fields.ts';

/** Whose habits dates follow when the browser does not say: English without a country is read by the whole world. */
const PLAIN_TAGS: Record<Locale, string> = { en: 'en-GB', ru: 'ru', mn: 'mn', ar: 'ar', am: 'am', hi: 'hi' };

/** `Tuesday 24 November at 16:00 – 16:15`, by the clocks of a zone and the habits of a language. */
export function windowText(locale: Locale, timeZone: string, startAt: number, endAt: number): string {
  return new Intl.DateTimeFormat(PLAIN_TAGS[locale], {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
  }).formatRange(startAt, endAt);
}

export function dayText(locale: Locale, timeZone: string, at: number): string {
  const options = { weekday: 'long', day: 'numeric', month: 'long', timeZone } as const;
  return new Intl.DateTimeFormat(PLAIN_TAGS[locale], options).format(at);
}

export function clockText(locale: Locale, timeZone: string, at: number): string {
  const options = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  return new Intl.DateTimeFormat(PLAIN_TAGS[locale], options).format(at);
}

/** `Ulaanbaatar Standard Time`, `Улан-Батор, стандартное время`. */
export function zoneText(locale: Locale, timeZone: string, at: number): string {
  const parts = new Intl.DateTimeFormat(PLAIN_TAGS[locale], { timeZone, timeZoneName: 'long' }).formatToParts(at);
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
  return new Intl.NumberFormat(PLAIN_TAGS[locale], { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}
