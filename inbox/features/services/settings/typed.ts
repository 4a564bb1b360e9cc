/** A service while it is typed, and what is sent of it. */
import { plainDigits, readMoney } from '../../../../protocol/money.ts';
import type { Service, ServiceSettings } from '../../../../protocol/services.ts';
import type { Locale } from '../../../../protocol/wire/fields.ts';
import { moneyPlain } from '../../../shell/money.ts';

type Kept = 'category' | 'staffIds' | 'resourceIds' | 'isOnline' | 'siteIds' | 'isActive';

export type Draft = Pick<ServiceSettings, Kept> & {
  names: Partial<Record<Locale, string>>;
  minutes: string;
  before: string;
  after: string;
  /** Days until somebody wants it again; empty: that is not known. */
  again: string;
  /** Empty: none is named. */
  price: string;
  isFrom: boolean;
};

/** @param service null: a new one. @param locale in which the desk names its things */
export function draftOf(service: Service | null, locale: Locale, currency: string): Draft {
  if (!service) {
    return {
      ...{ names: { [locale]: '' }, category: '', minutes: '', before: '0', after: '0', price: '', isFrom: false },
      again: '',
      ...{ staffIds: null, resourceIds: [], isOnline: true, siteIds: null, isActive: true },
    };
  }
  const { names, durationMinutes, bufferBeforeMinutes, bufferAfterMinutes, price, returnDays, ...rest } = service;
  const { category, staffIds, resourceIds, isOnline, siteIds, isActive } = rest;
  return {
    ...{ category, staffIds, resourceIds, isOnline, siteIds, isActive },
    names: names[locale] === undefined ? { [locale]: '', ...names } : names,
    minutes: String(durationMinutes),
    before: String(bufferBeforeMinutes),
    after: String(bufferAfterMinutes),
    again: returnDays ? String(returnDays) : '',
    price: price ? moneyPlain(price.minor, currency) : '',
    isFrom: price?.isFrom ?? false,
  };
}

/** Fields that can not be so, by their names on the wire, each with its code. */
export type Mistakes = Partial<Record<keyof ServiceSettings, 'FIELD_REQUIRED' | 'FIELD_INVALID'>>;

/** What is sent of what was typed; what can not be read is a mistake. */
export function settingsOf(draft: Draft, currency: string): { settings: ServiceSettings; mistakes: Mistakes } {
  const { names, minutes, before, after, again, price, isFrom, ...rest } = draft;
  const named = Object.entries(names).flatMap(([locale, name]) => (name.trim() ? [[locale, name.trim()]] : []));
  const minor = price.trim() ? readMoney(price, currency) : null;
  const settings: ServiceSettings = {
    ...rest,
    names: Object.fromEntries(named),
    durationMinutes: minutesOf(minutes),
    bufferBeforeMinutes: minutesOf(before),
    bufferAfterMinutes: minutesOf(after),
    price: minor === null ? null : { minor, isFrom },
    returnDays: again.trim() ? minutesOf(again) : null,
  };
  const { returnDays } = settings;
  const mistakes: Mistakes = {
    ...(named.length === 0 && { names: 'FIELD_REQUIRED' }),
    ...(!isLength(settings.durationMinutes, 5, 1440) && { durationMinutes: 'FIELD_INVALID' }),
    ...(!isLength(settings.bufferBeforeMinutes, 0, 240) && { bufferBeforeMinutes: 'FIELD_INVALID' }),
    ...(!isLength(settings.bufferAfterMinutes, 0, 240) && { bufferAfterMinutes: 'FIELD_INVALID' }),
    ...(returnDays !== null && !isDays(returnDays) && { returnDays: 'FIELD_INVALID' }),
    ...(price.trim() && minor === null && { price: 'FIELD_INVALID' }),
    ...(rest.siteIds?.length === 0 && { siteIds: 'FIELD_REQUIRED' }),
  };
  return { settings, mistakes };
}

/** In whichever digits; NaN: no number. */
const minutesOf = (text: string): number => (text.trim() ? Number(plainDigits(text.trim())) : Number.NaN);
const isLength = (minutes: number, least: number, most: number) =>
  minutes >= least && minutes <= most && minutes % 5 === 0;

const isDays = (days: number | undefined) => days !== undefined && Number.isInteger(days) && days >= 1 && days <= 730;

/** What of it is another than before: so that two who change different things both keep theirs. */
export function changesOf(before: ServiceSettings, after: ServiceSettings): Partial<ServiceSettings> {
  const names = Object.keys(after) as (keyof ServiceSettings)[];
  const changed = names.filter(name => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
  return Object.fromEntries(changed.map(name => [name, after[name]]));
}
