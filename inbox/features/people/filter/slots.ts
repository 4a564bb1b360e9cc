/** The fields of the filter's dialog: each asks at most one thing, and knows it again. */
import type { ContactField } from '../../../../protocol/contact-fields.ts';
import { minorDigits } from '../../../../protocol/money.ts';
import type { PersonCondition } from '../../../../protocol/people-filters.ts';
import { LOCALES } from '../../../../protocol/wire/limits.ts';
import { languageName } from '../../../shell/languages.ts';
import { asTag } from '../../tags/match.ts';
import { type Names, stageName } from '../page/said.ts';
import { t as pageText } from '../page/words/index.ts';
import { count, t } from './words/index.ts';

type Options = readonly (readonly [value: string, label: string])[];

export interface Slot {
  key: string;
  label: string;
  /** A choice, to which "any" is added; left out: something to type. */
  options?: Options;
  type?: 'text' | 'number' | 'date';
  /** What the field shows of a condition that is its own; null: it is none. */
  read(condition: PersonCondition): string | null;
  /** What a choice or typed words ask; null: nothing. */
  ask(value: string): PersonCondition | null;
}

/** By which people may have allowed to be written to. */
const CHANNELS = ['email', 'sms', 'phone', 'telegram', 'whatsapp', 'viber'] as const;
const NO_STAGE = ' ';
const WITHIN = [7, 30, 90, 365];
const NOT_FOR = [30, 90, 180, 365];

/** All fields, as far as the desk has something to choose from. */
export function slotsOf({ stages, fields, sites, currency }: Names): Slot[] {
  return [
    {
      key: 'stage',
      label: pageText('stage'),
      options: [
        ...stageIds(stages.map(each => each.id)).map(id => [id, stageName(id, stages)] as const),
        [NO_STAGE, pageText('noStage')],
      ],
      read: each => (each.field === 'stage' && each.op === 'is' ? (each.value ?? NO_STAGE) : null),
      ask: value => ({ field: 'stage', op: 'is', value: value === NO_STAGE ? null : value }),
    },
    {
      key: 'tag',
      label: pageText('tags'),
      read: each => (each.field === 'tag' && each.op === 'has' ? each.value : null),
      ask: typed => (asTag(typed) ? { field: 'tag', op: 'has', value: asTag(typed) } : null),
    },
    timeSlot('heard'),
    timeSlot('bought'),
    timeSlot('came'),
    numberSlot('purchases', t('atLeast', { what: pageText('purchases') })),
    ...(currency ? [sumSlot(currency)] : []),
    {
      key: 'complaints',
      label: pageText('complaints'),
      options: [
        ['some', t('open')],
        ['none', t('none')],
      ],
      read: each => (each.field !== 'complaints' ? null : each.op === 'atLeast' ? 'some' : 'none'),
      ask: value => ({ field: 'complaints', ...(value === 'some' ? SOME : NONE) }),
    },
    {
      key: 'locale',
      label: pageText('language'),
      options: LOCALES.map(each => [each, languageName(each)] as const),
      read: each => (each.field === 'locale' && each.op === 'is' ? each.value : null),
      ask: value => ({ field: 'locale', op: 'is', value: LOCALES.find(each => each === value)! }),
    },
    ...(sites.length > 1
      ? [
          {
            key: 'site',
            label: pageText('site'),
            options: sites.map(each => [each.id, each.name] as const),
            read: each => (each.field === 'site' && each.op === 'has' ? each.value : null),
            ask: value => ({ field: 'site', op: 'has', value }),
          } satisfies Slot,
        ]
      : []),
    {
      key: 'consent',
      label: t('consentBy'),
      options: CHANNELS.map(each => [each, each] as const),
      read: each => (each.field === 'consent' && each.op === 'has' ? each.value : null),
      ask: value => ({ field: 'consent', op: 'has', value }),
    },
    knownSlot('phone'),
    knownSlot('email'),
    ...fields.map(ownSlot),
  ];
}

const SOME = { op: 'atLeast', value: 1 } as const;
const NONE = { op: 'atMost', value: 0 } as const;

/** As the funnel begins with, where it says none. */
function stageIds(ids: readonly string[]): readonly string[] {
  return ids.length > 0 ? ids : ['new', 'talking', 'offered', 'bought', 'regular', 'lost'];
}

function timeSlot(field: 'heard' | 'bought' | 'came'): Slot {
  return {
    key: field,
    label: pageText(field),
    options: [
      ...WITHIN.map(days => [`within ${days}`, count('last', days)] as const),
      ...NOT_FOR.map(days => [`notWithin ${days}`, count('notFor', days)] as const),
    ],
    read: each => (each.field === field ? `${each.op} ${each.value}` : null),
    ask(value) {
      const [op, days] = value.split(' ');
      return { field, op: op === 'within' ? 'within' : 'notWithin', value: Number(days) };
    },
  };
}

function knownSlot(field: 'phone' | 'email'): Slot {
  return {
    key: field,
    label: pageText(field),
    options: [
      ['known', t('known')],
      ['unknown', t('unknown')],
    ],
    read: each => (each.field === field ? each.op : null),
    ask: value => ({ field, op: value === 'known' ? 'known' : 'unknown' }),
  };
}

function numberSlot(field: 'purchases' | 'spent', label: string, digits = 0): Slot {
  return {
    key: field,
    label,
    type: 'number',
    read: each => (each.field === field && each.op === 'atLeast' ? String(each.value / 10 ** digits) : null),
    ask(typed) {
      const value = Math.round(Number(typed) * 10 ** digits);
      return typed.trim() !== '' && Number.isSafeInteger(value) && value >= 0 ? { field, op: 'atLeast', value } : null;
    },
  };
}

/** Sums are asked for in the currency that people buy in. */
function sumSlot(currency: string): Slot {
  return numberSlot('spent', t('sumAtLeast', { currency }), minorDigits(currency));
}

function ownSlot({ id, name, kind, choices }: ContactField): Slot {
  const key = `own/${id}`;
  const isMine = (each: PersonCondition, op: 'is' | 'atLeast') =>
    each.field === 'own' && each.id === id && each.op === op;
  const read = (op: 'is' | 'atLeast') => (each: PersonCondition) =>
    isMine(each, op) && 'value' in each ? String(each.value) : null;
  const own = { field: 'own', id } as const;
  switch (kind) {
    case 'choice':
      return {
        ...{ key, label: name, options: choices.map(each => [each, each] as const), read: read('is') },
        ask: value => ({ ...own, op: 'is', value }),
      };
    case 'yes_no':
      return {
        key,
        label: name,
        options: [
          ['true', pageText('yes')],
          ['false', pageText('no')],
        ],
        read: read('is'),
        ask: value => ({ ...own, op: 'is', value: value === 'true' }),
      };
    case 'number':
      return {
        ...{ key, label: t('atLeast', { what: name }), type: 'number', read: read('atLeast') },
        ask: typed =>
          typed.trim() !== '' && Number.isFinite(Number(typed))
            ? { ...own, op: 'atLeast', value: Number(typed) }
            : null,
      };
    case 'date':
      return {
        ...{ key, label: t('from', { what: name }), type: 'date', read: read('atLeast') },
        ask: value => (value ? { ...own, op: 'atLeast', value } : null),
      };
    case 'text':
      return {
        ...{ key, label: name, read: read('is') },
        ask: typed => (typed.trim() ? { ...own, op: 'is', value: typed.trim() } : null),
      };
  }
}
