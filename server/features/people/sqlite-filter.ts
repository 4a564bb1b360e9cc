import type { SQLInputValue } from 'node:sqlite';
import type { PersonAsk } from '../../../protocol/people-conditions.ts';

/** Where the fields of asks lie in `people p`; lists are JSON. */
const COLUMNS: Record<Exclude<PersonAsk['field'], 'fields'>, string> = {
  stage: 'p.stage',
  locale: 'p.locale',
  tags: 'p.tags',
  siteIds: 'p.sites',
  consents: 'p.consents',
  phone: 'p.phone',
  email: 'p.email',
  firstAt: 'p.first_at',
  lastAt: 'p.last_at',
  lastPurchaseAt: 'p.last_purchase_at',
  purchases: 'p.purchases',
  mostSpent: 'p.most_spent',
  openComplaints: 'p.open_complaints',
};

const isIn = (column: string, value: string) => `EXISTS (SELECT 1 FROM json_each(${column}) WHERE value = ${value})`;

const OPERATORS: Record<Exclude<PersonAsk, { field: 'fields' }>['op'], (column: string, value: string) => string> = {
  is: (column, value) => `${column} IS ${value}`,
  isNot: (column, value) => `${column} IS NOT ${value}`,
  has: isIn,
  hasNot: (column, value) => `NOT ${isIn(column, value)}`,
  known: column => `${column} <> ''`,
  unknown: column => `${column} = ''`,
  since: (column, value) => `${column} >= ${value}`,
  notSince: (column, value) => `${column} < ${value}`,
  atLeast: (column, value) => `${column} >= ${value}`,
  atMost: (column, value) => `${column} <= ${value}`,
};

/** An own field as JSON, so that `5`, `"5"` and `true` are three things. */
const OWN = '(p.fields -> :path)';
const isOfType =
  'json_type(p.fields, :path) IN (SELECT value FROM json_each(iif(typeof(:value) = \'text\', \'["text"]\', \'["integer","real"]\')))';

const OWN_OPERATORS: Record<Extract<PersonAsk, { field: 'fields' }>['op'], string> = {
  is: `${OWN} IS :json`,
  isNot: `${OWN} IS NOT :json`,
  known: `${OWN} IS NOT NULL`,
  unknown: `${OWN} IS NULL`,
  atLeast: `(${isOfType} AND (p.fields ->> :path) >= :value)`,
  atMost: `(${isOfType} AND (p.fields ->> :path) <= :value)`,
};

export interface Where {
  sql: string;
  values: Record<string, SQLInputValue>;
}

/** All lists of asks, of each of which one has to hold. Its parameters begin with `ask`. */
export function whereOf(asks: readonly (readonly PersonAsk[])[]): Where {
  const values: Where['values'] = {};
  let count = 0;
  const one = (ask: PersonAsk): string => {
    const name = `ask${count++}`;
    if (ask.field !== 'fields') {
      values[name] = ask.value;
      // One that takes no value names none.
      return OPERATORS[ask.op](COLUMNS[ask.field], `:${name}`);
    }
    values[`${name}path`] = `$."${ask.id}"`;
    values[`${name}json`] = JSON.stringify(ask.value);
    values[`${name}value`] = typeof ask.value === 'boolean' ? null : ask.value;
    return OWN_OPERATORS[ask.op].replaceAll(':', `:${name}`);
  };
  const sql = asks.map(any => `(${any.map(one).join(' OR ')})`).join(' AND ');
  return { sql: sql || 'TRUE', values };
}
