/** What a filter asks, in words. */
import type { ContactField, ContactFieldValue } from '../../../../protocol/contact-fields.ts';
import type { PersonCondition, PersonFilter } from '../../../../protocol/people-filters.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { languageName } from '../../../shell/languages.ts';
import { number } from '../../../shell/locale.ts';
import { moneyText } from '../../../shell/money.ts';
import { date } from '../../../shell/times.ts';
import type { StageName } from './state.ts';
import { count, t } from './words/index.ts';

/** What names of things come from. */
export interface Names {
  stages: readonly StageName[];
  fields: readonly ContactField[];
  sites: readonly Site[];
  /** In which sums are asked for; null: nobody has bought anything yet. */
  currency: string | null;
}

const STAGES = {
  new: 'stageNew',
  talking: 'stageTalking',
  offered: 'stageOffered',
  bought: 'stageBought',
  regular: 'stageRegular',
  lost: 'stageLost',
} as const;

/** What the stages are called; those that every desk begins with have no name of their own at first. */
export function stageName(id: string, stages: readonly StageName[]): string {
  const key = Object.hasOwn(STAGES, id) ? STAGES[id as keyof typeof STAGES] : undefined;
  return stages.find(each => each.id === id)?.name || (key ? t(key) : id);
}

/** One line for each part of a filter. */
export function summaryOf({ all }: PersonFilter, names: Names): string[] {
  return all.map(each =>
    'any' in each
      ? each.any.map(one => said(one, names)).reduce((one, other) => t('or', { one, other }))
      : said(each, names),
  );
}

function said(condition: PersonCondition, names: Names): string {
  const what = nameOf(condition, names);
  switch (condition.op) {
    case 'within':
    case 'notWithin':
      return count(condition.op, condition.value, { what });
    case 'known':
      return t('isKnown', { what });
    case 'unknown':
      return t('isUnknown', { what });
    case 'has':
      return t('is', { what, value: valueText(condition, names) });
    case 'hasNot':
      return t('isNot', { what, value: valueText(condition, names) });
    default:
      return t(condition.op, { what, value: valueText(condition, names) });
  }
}

function nameOf(condition: PersonCondition, { fields }: Names): string {
  switch (condition.field) {
    case 'locale':
      return t('language');
    case 'tag':
      return t('tags');
    case 'own':
    case 'ownKnown':
      return fields.find(each => each.id === condition.id)?.name ?? condition.id;
    default:
      return t(condition.field);
  }
}

function valueText(condition: Extract<PersonCondition, { value: unknown }>, names: Names): string {
  const { stages, fields, sites, currency } = names;
  switch (condition.field) {
    case 'stage':
      return condition.value === null ? t('noStage') : stageName(condition.value, stages);
    case 'locale':
      return languageName(condition.value);
    case 'site':
      return sites.find(each => each.id === condition.value)?.name ?? condition.value;
    case 'spent':
      return currency ? moneyText(condition.value, currency) : number(condition.value);
    case 'own':
      return ownText(condition.value, fields.find(each => each.id === condition.id)?.kind);
    default:
      return typeof condition.value === 'number' ? number(condition.value) : condition.value;
  }
}

/** What stands in an own field, as people read it. */
export function ownText(value: ContactFieldValue, kind: ContactField['kind'] | undefined): string {
  if (typeof value === 'boolean') return value ? t('yes') : t('no');
  if (typeof value === 'number') return number(value);
  // A day is the same one everywhere.
  const at = kind === 'date' ? Date.parse(value) : Number.NaN;
  return Number.isFinite(at) ? date(at, 0, { timeZone: 'UTC', hasWeekday: false }) : value;
}
