import type { ContactField } from '../../../../protocol/contact-fields.ts';
import { t } from './words/index.ts';

/** What may stand beside a name, in the order of the table. */
export const COLUMNS = [
  'stage',
  'phone',
  'email',
  'heard',
  'came',
  'bought',
  'purchases',
  'spent',
  'complaints',
  'tags',
  'language',
  'site',
  'consent',
] as const;
/** Own fields stand behind those, each as `own/ID`. */
export type Column = (typeof COLUMNS)[number] | `own/${string}`;

const DEFAULTS: readonly Column[] = ['stage', 'phone', 'heard', 'bought', 'spent', 'tags'];
/** Of the own fields so many are shown before anybody chose. */
const OWN_AT_FIRST = 2;

/** All that there are, each with its name. */
export function columnNames(fields: readonly ContactField[]): (readonly [Column, string])[] {
  return [
    ...COLUMNS.map(each => [each, t(each)] as const),
    ...fields.map(({ id, name }) => [`own/${id}` as const, name] as const),
  ];
}

/** Those that an agent chose, or has at first; what there is not any more is left out. */
export function shownColumns(chosen: readonly string[] | null, fields: readonly ContactField[]): Column[] {
  const first = fields.slice(0, OWN_AT_FIRST).map(({ id }) => `own/${id}` as const);
  const wanted: readonly string[] = chosen ?? [...DEFAULTS, ...first];
  return columnNames(fields).flatMap(([column]) => (wanted.includes(column) ? [column] : []));
}

/** Numbers stand below each other. */
export function isNumber(column: Column): boolean {
  return column === 'spent' || column === 'purchases' || column === 'complaints';
}
