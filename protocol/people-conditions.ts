/**
 * What a filter asks of a person, as a few closed operators over the fields of their row. Both stores compile these and
 * nothing else, and `holds` says the same plainly, for the test that compares the three.
 */
import type { ContactFieldValue } from './contact-fields.ts';
import type { Person } from './people.ts';
import type { PersonCondition, PersonFilter } from './people-filters.ts';

export type PersonAsk =
  | { field: 'stage' | 'locale'; op: 'is' | 'isNot'; value: string | null }
  | { field: 'tags' | 'siteIds' | 'consents'; op: 'has' | 'hasNot'; value: string }
  | { field: 'phone' | 'email'; op: 'known' | 'unknown'; value: null }
  | { field: 'lastAt' | 'firstAt' | 'lastPurchaseAt'; op: 'since' | 'notSince'; value: number }
  | { field: 'purchases' | 'mostSpent' | 'openComplaints'; op: 'atLeast' | 'atMost'; value: number }
  | { field: 'fields'; id: string; op: 'is' | 'isNot' | 'atLeast' | 'atMost'; value: ContactFieldValue }
  | { field: 'fields'; id: string; op: 'known' | 'unknown'; value: null };

const DAY_MS = 24 * 3_600_000;

type Asked = { [C in PersonCondition as C['field']]: (condition: C, at: number) => PersonAsk };

const LISTS = { tag: 'tags', site: 'siteIds', consent: 'consents' } as const;
const TIMES = { heard: 'lastAt', came: 'firstAt', bought: 'lastPurchaseAt' } as const;
const NUMBERS = { purchases: 'purchases', spent: 'mostSpent', complaints: 'openComplaints' } as const;

const inList = ({ field, op, value }: PersonCondition & { field: keyof typeof LISTS }): PersonAsk => {
  return { field: LISTS[field], op, value };
};
const inTime = ({ field, op, value }: PersonCondition & { field: keyof typeof TIMES }, at: number): PersonAsk => {
  return { field: TIMES[field], op: op === 'within' ? 'since' : 'notSince', value: Math.max(0, at - value * DAY_MS) };
};
const inNumber = ({ field, op, value }: PersonCondition & { field: keyof typeof NUMBERS }): PersonAsk => {
  return { field: NUMBERS[field], op, value };
};

/** What each field of a condition asks. */
const ASKED: Asked = {
  stage: condition => condition,
  locale: condition => condition,
  tag: inList,
  site: inList,
  consent: inList,
  phone: ({ field, op }) => ({ field, op, value: null }),
  email: ({ field, op }) => ({ field, op, value: null }),
  heard: inTime,
  came: inTime,
  bought: inTime,
  purchases: inNumber,
  spent: inNumber,
  complaints: inNumber,
  own: ({ id, op, value }) => ({ field: 'fields', id, op, value }),
  ownKnown: ({ id, op }) => ({ field: 'fields', id, op, value: null }),
};

/**
 * All that a filter asks: of each list one has to hold.
 * @param at when it is asked, ms since the epoch
 */
export function asksOf({ all }: PersonFilter, at: number): PersonAsk[][] {
  const asked = (condition: PersonCondition) =>
    (ASKED[condition.field] as (condition: PersonCondition, at: number) => PersonAsk)(condition, at);
  return all.map(each => ('any' in each ? each.any.map(asked) : [asked(each)]));
}

/** Whether a person is as a filter asks. */
export function isAsked(filter: PersonFilter, person: Person, at: number): boolean {
  return asksOf(filter, at).every(any => any.some(ask => holds(ask, person)));
}

/** The plain meaning of one ask. */
function holds(ask: PersonAsk, person: Person): boolean {
  if (ask.field === 'fields') return holdsOwn(ask, Object.hasOwn(person.fields, ask.id) ? person.fields[ask.id] : null);
  switch (ask.op) {
    case 'is':
      return person[ask.field] === ask.value;
    case 'isNot':
      return person[ask.field] !== ask.value;
    case 'has':
      return person[ask.field].includes(ask.value);
    case 'hasNot':
      return !person[ask.field].includes(ask.value);
    case 'known':
      return person[ask.field] !== '';
    case 'unknown':
      return person[ask.field] === '';
    case 'since':
      return (person[ask.field] ?? -1) >= ask.value;
    case 'notSince':
      return (person[ask.field] ?? -1) < ask.value;
    case 'atLeast':
      return numberOf(ask.field, person) >= ask.value;
    case 'atMost':
      return numberOf(ask.field, person) <= ask.value;
  }
}

function holdsOwn({ op, value }: PersonAsk & { field: 'fields' }, own: ContactFieldValue | null = null): boolean {
  switch (op) {
    case 'known':
      return own !== null;
    case 'unknown':
      return own === null;
    case 'is':
      return own === value;
    case 'isNot':
      return own !== value;
    case 'atLeast':
      return own !== null && typeof own === typeof value && own >= value;
    case 'atMost':
      return own !== null && typeof own === typeof value && own <= value;
  }
}

function numberOf(field: (typeof NUMBERS)[keyof typeof NUMBERS], person: Person): number {
  return field === 'mostSpent' ? mostSpent(person) : person[field];
}

/** The largest sum in one currency, minor units: what people are ordered and asked by. */
export function mostSpent({ spent }: Pick<Person, 'spent'>): number {
  return Math.max(0, ...Object.values(spent));
}
