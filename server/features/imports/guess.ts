/** What the columns of a file seem to be. Pure. */
import {
  type ImportKind,
  type ImportMapping,
  type ImportPreset,
  type ImportTarget,
  PURCHASE_COLUMNS,
} from '../../../protocol/imports.ts';
import { readEmail } from '../contacts/emails.ts';
import type { PhoneHints } from '../contacts/home.ts';
import { readPhone } from '../contacts/phones.ts';
import { presetOf, targetNamed } from './headers.ts';
import { arePurchases, purchaseColumnNamed } from './purchase-headers.ts';
import { dayIn } from './rules.ts';

export interface Guess {
  hasHeader: boolean;
  preset: ImportPreset | null;
  /** What its rows seem to be. */
  kind: ImportKind;
  mappings: Record<ImportKind, ImportMapping>;
}

/** Of the cells that are filled, so many must look like it. */
const MOSTLY = 0.7;
/** Of these there is one in a card; a second column of them is a mistake to choose by itself. */
const ONCE: readonly ImportTarget[] = [
  'name',
  'firstName',
  'middleName',
  'lastName',
  'callMe',
  'birthday',
  'externalId',
];

/**
 * By the names of the columns, and where these say nothing by what is in them.
 * @param rows the first of the file, its header among them if there is one
 * @param fields of the desk's own
 */
export function guessColumns(
  rows: readonly (readonly string[])[],
  fields: readonly { id: string; name: string }[],
  hints: PhoneHints,
): Guess {
  const [first = [], ...rest] = rows;
  const width = Math.max(0, ...rows.map(each => each.length));
  const preset = presetOf(first);
  const named = Array.from({ length: width }, (_, at) => targetNamed(first[at] ?? '', preset, fields));
  const bought = Array.from({ length: width }, (_, at) => purchaseColumnNamed(first[at] ?? ''));
  const hasHeader = [...named, ...bought].some(each => each !== null) || !first.some(cell => isReach(cell, hints));
  const body = hasHeader ? rest : rows;
  const guessed = (names: ImportMapping, byCells: (cells: string[]) => ImportTarget | null) =>
    names.map((name, at) => (hasHeader && name) || byCells(body.flatMap(row => row[at] || [])));
  const people = guessed(named, cells => targetOfCells(cells, hints));
  const purchases = guessed(
    bought,
    cells =>
      targetOfCells(cells, hints) ?? (cells.length > 0 && cells.every(cell => dayIn(cell) !== null) ? 'date' : null),
  );
  return {
    ...{ hasHeader, preset },
    kind: preset === null && arePurchases(first) ? 'purchases' : 'people',
    mappings: { people: withName(eachOnce(people, ONCE), body), purchases: eachOnce(purchases, PURCHASE_COLUMNS) },
  };
}

function isReach(cell: string, hints: PhoneHints): boolean {
  return readEmail(cell) !== null || (/\d{5}/.test(cell) && readPhone(cell, hints) !== null);
}

function targetOfCells(cells: string[], hints: PhoneHints): ImportTarget | null {
  const are = (test: (cell: string) => boolean) =>
    cells.length > 0 && cells.filter(test).length / cells.length >= MOSTLY;
  if (are(cell => readEmail(cell) !== null)) return 'email';
  if (are(cell => /\d{6}|\d[\d\s()-]{6,}\d/.test(cell) && readPhone(cell, hints) !== null)) return 'phone';
  return null;
}

function eachOnce(mapping: ImportMapping, once: readonly ImportTarget[]): ImportMapping {
  return mapping.map((target, at) =>
    target !== null && (once.includes(target) || target.startsWith('field:')) && mapping.indexOf(target) < at
      ? null
      : target,
  );
}

/** Where nothing is called a name, it is the first column of words that nobody knows. */
function withName(mapping: ImportMapping, rows: readonly (readonly string[])[]): ImportMapping {
  if (mapping.some(each => each === 'name' || each === 'firstName' || each === 'lastName')) return mapping;
  const at = mapping.findIndex(
    (target, column) =>
      target === null && rows.some(row => /^[\p{L}\p{M}][\p{L}\p{M} .'’-]+$/u.test(row[column] ?? '')),
  );
  return at < 0 ? mapping : mapping.toSpliced(at, 1, 'name');
}
