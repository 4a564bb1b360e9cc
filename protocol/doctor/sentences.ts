/** What the doctor says, in a language: the same in the inbox and on the command line. */
import { fill } from '../words.ts';
import type { CheckName, Said } from './says.ts';
import type { DoctorWords } from './words/en.ts';

export interface Tongue {
  words: DoctorWords;
  /** What numbers are written by, such as `ru-RU`. */
  tag: string;
  /** Keeps what comes from elsewhere in its own direction. */
  isolate: (words: string) => string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const UNITS = ['megabytes', 'gigabytes', 'terabytes'] as const;

/** The name of a thing that is looked at. */
export function titleOf(check: CheckName, { words }: Pick<Tongue, 'words'>): string {
  return words[`${check}Title`];
}

/** The whole in a few words. @param n how many things are broken */
export function toMendText(n: number, tongue: Tongue): string {
  if (n === 0) return tongue.words.allFine;
  return fill(form('toMend', n, tongue), { n: numberOf(n, tongue) });
}

/** One thing that was found: some words where it is fine, else a sentence with what to do. */
export function sentence({ code, values }: Said, tongue: Tongue): string {
  const shown = Object.entries(values).map(([name, value]) => [name, shownValue(name, value, tongue)] as const);
  return fill(form(code, Number(values.n ?? 0), tongue), Object.fromEntries(shown), tongue.isolate);
}

function shownValue(name: string, value: string | number, tongue: Tongue): string {
  if (typeof value === 'string') return value;
  if (name === 'age') return durationOf(value, tongue);
  if (name === 'size') return sizeOf(value, tongue);
  return numberOf(value, tongue);
}

function durationOf(ms: number, tongue: Tongue): string {
  const counted = (unit: 'seconds' | 'minutes' | 'hours' | 'days', n: number) => {
    const whole = Math.floor(n);
    return fill(form(unit, whole, tongue), { n: numberOf(whole, tongue) });
  };
  if (ms < MINUTE_MS) return counted('seconds', Math.max(1, ms / 1_000));
  if (ms < HOUR_MS) return counted('minutes', ms / MINUTE_MS);
  return ms < 2 * DAY_MS ? counted('hours', ms / HOUR_MS) : counted('days', ms / DAY_MS);
}

function sizeOf(bytes: number, tongue: Tongue): string {
  let [size, unit] = [bytes / 1024 ** 2, 0];
  while (size >= 1024 && unit < UNITS.length - 1) [size, unit] = [size / 1024, unit + 1];
  return fill(form(UNITS[unit]!, size, tongue), {
    n: numberOf(size < 10 ? Math.round(size * 10) / 10 : Math.round(size), tongue),
  });
}

function numberOf(n: number, { tag }: Tongue): string {
  return new Intl.NumberFormat(tag).format(n);
}

function form(key: keyof DoctorWords, n: number, { words, tag }: Tongue): string {
  const text = words[key];
  return typeof text === 'string' ? text : (text[new Intl.PluralRules(tag).select(n)] ?? text.other);
}
