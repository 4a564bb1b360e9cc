/** What we use of `Intl`, in Mongolian: Chromium knows none, and whoever does writes it in another way. */
import type { DateWords } from './date-words.ts';

/** From Sunday, as `Date.getDay` counts. */
export const WEEKDAYS = 'Ням Даваа Мягмар Лхагва Пүрэв Баасан Бямба'.split(' ');

/** @param month from 1 */
export const monthName = (month: number): string => `${month}-р сарын`;

class DateTimeFormat {
  declare private options: Intl.DateTimeFormatOptions;
  declare private dates: Intl.DateTimeFormat;
  declare private clocks: Intl.DateTimeFormat;

  constructor(_tag: string, options: Intl.DateTimeFormatOptions) {
    const { timeZone } = options;
    this.options = options;
    this.dates = new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', timeZone });
    this.clocks = new Intl.DateTimeFormat('ru', { hour: '2-digit', minute: '2-digit', timeZone });
  }

  format(at: number): string {
    const { weekday, day, hour } = this.options;
    const date = this.dates.format(at);
    const [, months, days] = date.split('-').map(Number);
    return [
      day && `${monthName(months!)} ${days}`,
      weekday && WEEKDAYS[new Date(date).getUTCDay()],
      hour && this.clocks.format(at),
    ]
      .filter(Boolean)
      .join(', ');
  }
}

const UNITS: Partial<Record<string, string>> = {
  second: 'сек',
  minute: 'мин',
  hour: 'цаг',
  kilobyte: 'КБ',
  megabyte: 'МБ',
};

class NumberFormat {
  declare private unit: string;

  constructor(_tag: string, { unit }: Intl.NumberFormatOptions) {
    this.unit = UNITS[unit!]!;
  }

  format(value: number): string {
    return `${value} ${this.unit}`;
  }
}

class RelativeTimeFormat {
  format(days: number): string {
    return ['өчигдөр', 'өнөөдөр', 'маргааш'][days + 1] ?? '';
  }
}

/** Where Mongolians are; of others the form says nothing, rather than in English. */
const countries = {
  MN: 'Монгол',
  CN: 'Хятад',
  RU: 'Орос',
  KZ: 'Казахстан',
  KR: 'Өмнөд Солонгос',
  JP: 'Япон',
  TR: 'Турк',
  DE: 'Герман',
  CZ: 'Чех',
  SE: 'Швед',
  GB: 'Их Британи',
  FR: 'Франц',
  PL: 'Польш',
  HU: 'Унгар',
  US: 'АНУ',
  CA: 'Канад',
  AU: 'Австрали',
  IN: 'Энэтхэг',
  SG: 'Сингапур',
};

export default { DateTimeFormat, NumberFormat, RelativeTimeFormat, countries } satisfies DateWords;
