/** The rules of bonus as an owner types them: services and levels one a line, parts parted by strokes. */
import type { LoyaltySettings } from '../../../../protocol/loyalty.ts';
import { plainDigits, readMoney } from '../../../../protocol/money.ts';
import { ApiError } from '../../../shell/http.ts';
import { moneyPlain } from '../../../shell/money.ts';

export type Typed = Record<Exclude<keyof LoyaltySettings, 'referral'> | 'referrer' | 'newcomer', string>;

export function typedOf(settings: LoyaltySettings, currency: string): Typed {
  const { percent, months, mostPercent, services, levels, referral } = settings;
  return {
    percent: String(percent),
    months: months === null ? '' : String(months),
    mostPercent: String(mostPercent),
    services: services.map(each => `${each.name} | ${each.percent}`).join('\n'),
    levels: levels
      .map(({ name, fromSum, percentDiscount }) => `${name} | ${moneyPlain(fromSum, currency)} | ${percentDiscount}`)
      .join('\n'),
    referrer: moneyPlain(referral.referrer, currency),
    newcomer: moneyPlain(referral.newcomer, currency),
  };
}

/** @throws ApiError with the fields that can not be read */
export function settingsOf(typed: Typed, currency: string): LoyaltySettings {
  const percent = percentOf(typed.percent);
  const mostPercent = percentOf(typed.mostPercent);
  const months = typed.months.trim() === '' ? null : wholeOf(typed.months);
  const services = rowsOf(typed.services).map(([name = '', rate = '', ...more]) => {
    const read = percentOf(rate);
    return name && read !== null && more.length === 0 ? { name, percent: read } : null;
  });
  const levels = rowsOf(typed.levels).map(([name = '', sum = '', rate = '', ...more]) => {
    const [fromSum, read] = [readMoney(sum, currency), percentOf(rate)];
    return name && fromSum !== null && read !== null && more.length === 0
      ? { name, fromSum, percentDiscount: read }
      : null;
  });
  const [referrer, newcomer] = [sumOf(typed.referrer, currency), sumOf(typed.newcomer, currency)];
  const areMonthsWrong = months !== null && (Number.isNaN(months) || months < 1 || months > 120);
  const wrong = Object.entries({
    percent: percent === null,
    mostPercent: mostPercent === null,
    months: areMonthsWrong,
    services: services.includes(null),
    levels: levels.includes(null),
    referrer: referrer === null,
    newcomer: newcomer === null,
  }).flatMap(([field, isWrong]) => (isWrong ? [[field, 'FIELD_INVALID'] as const] : []));
  if (wrong.length > 0) throw new ApiError('FIELD_INVALID', Object.fromEntries(wrong));
  return {
    ...{ percent: percent!, mostPercent: mostPercent!, months },
    services: services.filter(each => each !== null),
    levels: levels.filter(each => each !== null),
    referral: { referrer: referrer!, newcomer: newcomer! },
  };
}

function rowsOf(text: string): string[][] {
  const lines = text.split('\n').filter(line => line.trim() !== '');
  return lines.map(line => line.split('|').map(part => part.trim()));
}

/** Nothing is none. */
function sumOf(text: string, currency: string): number | null {
  return text.trim() === '' ? 0 : readMoney(text, currency);
}

function wholeOf(text: string): number {
  const plain = plainDigits(text).replace(/[%٪\s]/g, '');
  return /^\d{1,4}$/.test(plain) ? Number(plain) : Number.NaN;
}

function percentOf(text: string): number | null {
  const read = wholeOf(text);
  return read <= 100 ? read : null;
}
