import { nameOf } from '../../../../protocol/service-names.ts';
import type { Service } from '../../../../protocol/services.ts';
import { currentLocale } from '../../../shell/locale.ts';
import { moneyText } from '../../../shell/money.ts';
import { count as shellCount } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** What it is called for who reads. @param desk the language in which the desk names its things */
export function serviceName(service: Pick<Service, 'names'>, desk: string): string {
  return nameOf(service, currentLocale(), desk);
}

/** `45 min`, `from 35,000 ₮`, its category: what one looks for in a list. */
export function serviceFacts(
  { durationMinutes, price, category, isOnline }: Pick<Service, 'durationMinutes' | 'price' | 'category' | 'isOnline'>,
  currency: string,
): string[] {
  const money = price && moneyText(price.minor, currency);
  return [
    shellCount('minutes', durationMinutes),
    money && (price.isFrom ? t('from', { price: money }) : money),
    category,
    !isOnline && t('deskOnly'),
  ].filter(each => typeof each === 'string' && each !== '') as string[];
}
