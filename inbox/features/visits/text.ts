/** How months and figures are said. */
import type { Money, Planned, StaffFigures } from '../../../protocol/visits.ts';
import { shownName } from '../../shell/bidi.ts';
import { currentLocale, currentTag, number } from '../../shell/locale.ts';
import { moneyText } from '../../shell/money.ts';
import { t } from './words/index.ts';

/** `November 2026`. */
export function monthText(month: string): string {
  const [year, of] = month.split('-').map(Number) as [number, number];
  // Chromium knows no Mongolian.
  if (currentLocale() === 'mn') return `${year} оны ${of}-р сар`;
  const format = new Intl.DateTimeFormat(currentTag(), { month: 'long', year: 'numeric', timeZone: 'UTC' });
  return format.format(Date.UTC(year, of - 1));
}

/** The month so many later. */
export function monthAfter(month: string, by: number): string {
  const [year, of] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, of - 1 + by)).toISOString().slice(0, 7);
}

/** By currency, one after the other; where there are none, nothing of the desk's. */
export function sumsText(sums: readonly Money[], currency: string): string {
  const shown = sums.length > 0 ? sums : [{ currency, amount: 0 }];
  return shown.map(each => moneyText(each.amount, each.currency)).join(' · ');
}

export const staffName = ({ name }: Pick<StaffFigures, 'name'>): string => shownName(name) || t('somebody');

export function averageText({ count, sum }: StaffFigures['ratings']): string {
  const format = new Intl.NumberFormat(currentTag(), { maximumFractionDigits: 1 });
  return format.format(sum / count);
}

/** A number of a plan, as its metric is said. */
export const plannedText = (value: number, { metric, currency }: Pick<Planned, 'metric' | 'currency'>): string =>
  metric === 'sum' ? moneyText(value, currency) : number(value);

/** `43 % of 120`. */
export function shareText(plan: Planned & { target: number }): string {
  const share = new Intl.NumberFormat(currentTag(), { style: 'percent' }).format(plan.done / plan.target);
  return t('ofPlan', { share, target: plannedText(plan.target, plan) });
}
