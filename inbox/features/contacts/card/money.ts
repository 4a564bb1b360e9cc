import { currentTag } from '../../../shell/locale.ts';

/** A price or a sum as people read it: whole units where there are no others. @param minor units of the currency */
export function moneyText(minor: number, currency: string): string {
  const style = { style: 'currency', currency } as const;
  const digits = new Intl.NumberFormat('en', style).resolvedOptions().maximumFractionDigits ?? 2;
  const amount = minor / 10 ** digits;
  const isWhole = Number.isInteger(amount);
  return new Intl.NumberFormat(currentTag(), {
    ...style,
    currencyDisplay: 'narrowSymbol',
    ...(isWhole && { maximumFractionDigits: 0 }),
  }).format(amount);
}
