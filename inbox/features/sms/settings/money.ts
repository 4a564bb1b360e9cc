/** Prices as people read and type them. Kept are integers: minor units of a currency for a thousand segments. */
import type { SmsSettings } from '../../../../protocol/sms.ts';
import { currentTag } from '../../../shell/locale.ts';

type Price = NonNullable<SmsSettings['price']>;

const minorDigits = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** What so many segments cost: `MNT 110`, `$0.0158`. */
export function priceText({ perThousand, currency }: Price, segments: number): string {
  const digits = minorDigits(currency);
  const amount = (perThousand * segments) / (1000 * 10 ** digits);
  const format = new Intl.NumberFormat(currentTag(), {
    style: 'currency',
    currency,
    minimumFractionDigits: 0,
    maximumFractionDigits: digits + 3,
  });
  return format.format(amount);
}

/** The price of one segment as it stands in a field: `0.0079`. */
export function pricePlain(price: Price | null): string {
  return price ? String(price.perThousand / (1000 * 10 ** minorDigits(price.currency))) : '';
}

/** A typed price of one segment, in any digits of our languages. Null: none was typed, or it is no number. */
export function priceTyped(typed: string, currency: string): Price | null {
  const plain = typed
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, digit => String(digitValue(digit)))
    .replace(/[,٫]/g, '.')
    .replace(/\s/g, '');
  const perThousand = Math.round(Number(plain) * 1000 * 10 ** minorDigits(currency));
  return plain !== '' && Number.isSafeInteger(perThousand) && perThousand > 0 ? { perThousand, currency } : null;
}

/** Blocks of ten digits begin at a code point that ends in 0 or 6; 0 to 9 themselves are such a block. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0)!;
  for (let value = 0; value < 10; value++) {
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) return value;
  }
  return 0;
}

/** Currencies by their codes, each with its name. */
export function currencyOptions(): (readonly [string, string])[] {
  const names = new Intl.DisplayNames(currentTag(), { type: 'currency' });
  return Intl.supportedValuesOf('currency').map(code => [code, `${code} · ${names.of(code) ?? ''}`] as const);
}
