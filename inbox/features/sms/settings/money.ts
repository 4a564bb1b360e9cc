/** Prices as people read and type them. Kept are integers: minor units of a currency for a thousand segments. */
import { minorDigits, plainDigits } from '../../../../protocol/money.ts';
import type { SmsSettings } from '../../../../protocol/sms.ts';
import { currentTag } from '../../../shell/locale.ts';

type Price = NonNullable<SmsSettings['price']>;

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
  const plain = plainDigits(typed.normalize('NFKC')).replace(/[,٫]/g, '.').replace(/\s/g, '');
  const perThousand = Math.round(Number(plain) * 1000 * 10 ** minorDigits(currency));
  return plain !== '' && Number.isSafeInteger(perThousand) && perThousand > 0 ? { perThousand, currency } : null;
}
