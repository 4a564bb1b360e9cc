/** Money as people read and type it. Kept are whole minor units of a currency. */
import { minorDigits } from '../../protocol/money.ts';
import { currentTag } from './locale.ts';

/** `45,000 ₮`, `$12.50`: without decimals where there are none to tell. */
export function moneyText(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  const format = new Intl.NumberFormat(currentTag(), {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: minor % 10 ** digits === 0 ? 0 : digits,
  });
  return format.format(minor / 10 ** digits);
}

/** The same as it stands in a field: `12.5`. */
export function moneyPlain(minor: number, currency: string): string {
  return String(minor / 10 ** minorDigits(currency));
}

/** Currencies by their codes, each with its name. */
export function currencyOptions(): (readonly [string, string])[] {
  const names = new Intl.DisplayNames(currentTag(), { type: 'currency' });
  return Intl.supportedValuesOf('currency').map(code => [code, `${code} · ${names.of(code) ?? ''}`] as const);
}
