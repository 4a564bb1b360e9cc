/** What is said of a service and of a time. */
import { CLOCK, dayAndTime } from '../../../../protocol/calendar/date-words.ts';
import { minorDigits } from '../../../../protocol/money.ts';
import type { PricedService } from '../../../../protocol/service-sums.ts';
import { fill } from '../../../../protocol/words.ts';
import { language, laterWords } from '../../../panel/language.ts';
import { clock, day, daysAway, format, HOUR_MS, near, once } from '../../../panel/times.ts';

/** Its length, and its price where one is named. */
export function priced({ durationMinutes, price }: PricedService, currency: string): string {
  const { tag, intl } = language.now;
  const unit = (unit: string, value: number) =>
    value && once(unit, () => new intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'short' })).format(value);
  const long = [unit('hour', Math.floor(durationMinutes / 60)), unit('minute', durationMinutes % 60)];
  const parts = [long.filter(Boolean).join(' ')];
  if (price) {
    const amount = price.minor / 10 ** minorDigits(currency);
    const digits = amount % 1 ? {} : { maximumFractionDigits: 0 };
    const money = new Intl.NumberFormat(tag, {
      ...{ style: 'currency', currency, currencyDisplay: 'narrowSymbol' },
      ...digits,
    }).format(amount);
    parts.push(price.isFrom ? fill(laterWords()!.from, { price: money }) : money);
  }
  return parts.join(' · ');
}

/** `today, 13:00`, or the day that it is. */
export const soon = (at: number) => (daysAway(at) > 1 ? near(at) : dayAndTime(language.now.code, day(at), clock(at)));

/** An hour that comes twice that night is told apart by how far the clock is from UTC. */
export function hourText(at: number): string {
  const time = clock(at);
  const isTwice = [at - HOUR_MS, at + HOUR_MS].some(other => clock(other) === time);
  const hours = new Date(at).getTimezoneOffset() / -60;
  return isTwice ? `${time} (GMT${hours < 0 ? '' : '+'}${hours})` : time;
}

/** Whose clock it is, and what the shop's shows then where that is another time. */
export function zoneText(at: number, timeZone: string): string {
  const t = laterWords()!;
  const time = format({ ...CLOCK, timeZone }).format(at);
  const city = timeZone.replace(/^.*\/|_/g, ' ').trim();
  return time === clock(at) ? t.yours : `${t.yours} · ${fill(t.city, { time, city })}`;
}
