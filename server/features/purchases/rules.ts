/** How a purchase is read from what is brought, and what many of them say of somebody: pure, with the clock passed in. */
import { hash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { PurchaseColumn } from '../../../protocol/imports.ts';
import { currencyOf, plainDigits, readMoney } from '../../../protocol/money.ts';
import { lineTotal, totalOf } from '../../../protocol/purchase-sums.ts';
import {
  type Employee,
  type Purchase,
  type PurchaseGlance,
  type PurchaseInput,
  type PurchaseItem,
  type PurchaseLine,
  type PurchaseSend,
  type PurchaseUpdate,
  purchaseSend,
} from '../../../protocol/purchases.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { fieldErrors, issuesOf } from '../../http/field-errors.ts';
import type { DeskNews } from '../webhooks/rules.ts';
import type { PurchaseRecord, PurchaseSums } from './store.ts';

/** A row that can be kept, or what is wrong with it by its fields. */
export type Judged = { send: PurchaseSend } | { mistakes: Record<string, ErrorCode>; message: string };

/** Reads one row of what is brought, whoever brings it. */
export function judged(row: unknown): Judged {
  const read = purchaseSend.safeParse(row);
  if (read.success) return { send: read.data };
  const issues = issuesOf(read.error);
  const said = issues.slice(0, 8).map(({ path, message }) => `${path.map(String).join('.') || 'row'}: ${message}`);
  return { mistakes: fieldErrors(issues), message: said.join('; ') };
}

/** Tells a repeat from other content under the same id (SPEC PB2). */
export function fingerprintOf(send: PurchaseSend): string {
  return hash('sha256', JSON.stringify(sorted(send)), 'base64url');
}

/** The same for the same content, in whichever order its fields were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, each]) => [name, sorted(each)]));
}

/**
 * The instant and the day of a purchase. A day alone is told by its noon there, which is that day by most other clocks too.
 * @param desk.timeZone by whose clock it is where nobody says
 */
export function momentOf(
  { at, date, timeZone }: Pick<PurchaseSend, 'at' | 'date' | 'timeZone'>,
  desk: { timeZone: string; now: number },
): Pick<Purchase, 'at' | 'date' | 'timeZone'> {
  const zone = timeZone ?? desk.timeZone;
  if (at === undefined && date !== undefined) {
    const noon = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime: '12:00' });
    const instant = Math.min(Math.max(noon.epochMilliseconds, 0), LIMITS.latestAt);
    return { at: instant, date, timeZone: zone };
  }
  const instant = at ?? desk.now;
  const day = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone).toPlainDate();
  return { at: instant, date: day.toString(), timeZone: zone };
}

/** A purchase with what is corrected in it. What it comes to follows from its lines. */
export function corrected(
  before: PurchaseRecord,
  {
    at,
    date,
    timeZone,
    lines,
    currency,
  }: { [K in Exclude<keyof PurchaseUpdate, 'employee'>]?: PurchaseUpdate[K] | undefined },
  employee: Employee | null | undefined,
  now: number,
): PurchaseRecord {
  const isMoved = at !== undefined || date !== undefined || timeZone !== undefined;
  const moment = isMoved
    ? momentOf(
        { at: at ?? (date === undefined ? before.at : undefined), date, timeZone },
        { timeZone: before.timeZone, now },
      )
    : {};
  return {
    ...before,
    ...moment,
    ...(lines && { lines, total: totalOf(lines)! }),
    ...(currency !== undefined && { currency }),
    ...(employee !== undefined && { employee }),
    // Later than what was read, whatever the clock says: so the two are told apart.
    updatedAt: Math.max(now, before.updatedAt + 1),
  };
}

/** As it is told: without what only tells repeats apart. */
export function purchaseOf({ sourceKey: _, fingerprint: __, ...purchase }: PurchaseRecord): Purchase {
  return purchase;
}

/** What others are told of one that was added, or corrected. */
export function newsOf(record: PurchaseRecord): DeskNews {
  const { id, contactId, createdAt, updatedAt } = record;
  const event = updatedAt === createdAt ? 'purchase.added' : 'purchase.changed';
  const data = { siteId: null, purchase: purchaseOf(record) };
  return { event, contactId, cause: [id, updatedAt], at: updatedAt, data };
}

/** How far back it is looked what somebody usually takes. */
export const RECENT = 50;

/** What is taken most often, the newer of two; null: nothing was taken twice. @param recent newest first */
export function usualOf(recent: readonly Pick<Purchase, 'lines'>[]): string | null {
  const counts = new Map<string, { name: string; count: number }>();
  for (const { lines } of recent) {
    for (const key of new Set(lines.map(({ name }) => name.toLocaleLowerCase()))) {
      const known = counts.get(key);
      const { name } = lines.find(line => line.name.toLocaleLowerCase() === key)!;
      counts.set(key, { name: known?.name ?? name, count: (known?.count ?? 0) + 1 });
    }
  }
  const [first] = [...counts.values()].sort((a, b) => b.count - a.count);
  return first && first.count > 1 ? first.name : null;
}

/** @param recent the newest `RECENT` of them, newest first */
export function glanceFrom({ sums, firstAt }: PurchaseSums, recent: readonly PurchaseRecord[]): PurchaseGlance {
  const [last] = recent;
  return {
    count: sums.reduce((count, each) => count + each.count, 0),
    sums: sums.toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1)),
    firstAt,
    last: last ? purchaseOf(last) : null,
    usual: usualOf(recent),
  };
}

export function itemOf(record: PurchaseRecord): PurchaseItem {
  return { kind: 'purchase', id: record.id, at: record.at, purchase: purchaseOf(record) };
}

/** A row of a file as a purchase, or which of its columns can not be read. */
export type ReadCells = { purchase: PurchaseInput } | { mistakes: Partial<Record<PurchaseColumn, ErrorCode>> };

/**
 * Reads a row of a file. What it gives is still to be `judged`: whether the person's number or mail is one, for example.
 * @param cells as they stand in the file; a column that is absent is as an empty one
 * @param desk.isMonthFirst how `3/5/2026` is meant; left out: the day comes first
 */
export function purchaseOfCells(
  cells: Partial<Record<PurchaseColumn, string>>,
  desk: { currency: string; timeZone: string; isMonthFirst?: boolean },
): ReadCells {
  const cell = (column: PurchaseColumn) => cells[column]?.trim() ?? '';
  const mistakes: Partial<Record<PurchaseColumn, ErrorCode>> = {};
  const said = cell('currency').toUpperCase();
  const currency = said === '' ? desk.currency : currencyOf(said);
  if (currency === null) mistakes.currency = 'FIELD_INVALID';
  const quantity = cell('quantity') === '' ? 1 : readQuantity(cell('quantity'));
  if (quantity === null) mistakes.quantity = 'FIELD_INVALID';
  const [price, total] = (['price', 'total'] as const).map(column => {
    const amount = currency === null || cell(column) === '' ? null : readMoney(cell(column), currency);
    if (amount === null && cell(column) !== '') mistakes[column] = 'FIELD_INVALID';
    return amount;
  }) as [number | null, number | null];
  if (cell('price') === '' && cell('total') === '') mistakes.price = 'FIELD_REQUIRED';
  const line = quantity === null ? null : lineOf({ name: cell('what'), quantity, price, total });
  if (line === null && price !== null && total !== null) mistakes.total = 'FIELD_INVALID';
  const when = cell('date') === '' ? {} : readDay(cell('date'), desk.isMonthFirst ?? false);
  if (when === null) mistakes.date = 'FIELD_INVALID';
  if (cell('what') === '') mistakes.what = 'FIELD_REQUIRED';
  const person = {
    ...(cell('phone') && { phone: cell('phone') }),
    ...(cell('email') && { email: cell('email') }),
    ...(cell('person') && { externalId: cell('person') }),
    ...(cell('name') && { name: cell('name') }),
  };
  if (!cell('phone') && !cell('email') && !cell('person')) mistakes.phone = 'FIELD_REQUIRED';
  if (currency === null || line === null || when === null || Object.keys(mistakes).length > 0) return { mistakes };
  return {
    purchase: {
      ...when,
      ...{ person, currency, timeZone: desk.timeZone },
      lines: [line],
      ...(cell('employee') && { employee: { name: cell('employee') } }),
      ...(cell('externalId') && { externalId: cell('externalId') }),
    },
  };
}

/** One line of a file; null: neither price nor total, or they contradict each other. */
function lineOf({
  name,
  quantity,
  price,
  total,
}: {
  name: string;
  quantity: number;
  price: number | null;
  total: number | null;
}): PurchaseLine | null {
  const known = price ?? (total === null ? null : Math.round(total / quantity));
  if (known === null) return null;
  const line = { name, quantity, price: known };
  if (total === null || lineTotal(line) === total) return line;
  // Three for a hundred have no price of each, so they are bought as one.
  return price === null ? { name: `${name} × ${quantity}`, quantity: 1, price: total } : null;
}

function readQuantity(text: string): number | null {
  const plain = plainDigits(text)
    .replace(/[\s'’]/g, '')
    .replace(',', '.');
  return /^\d+(\.\d{1,3})?$/.test(plain) && Number(plain) > 0 ? Number(plain) : null;
}

/** `2026-05-03`, with an hour or without, `3.5.2026`, `3/5/2026`. An hour is that of the desk's clock, and the day is enough. */
function readDay(text: string, isMonthFirst: boolean): { date: string } | null {
  const plain = plainDigits(text);
  const iso = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?=$|[ T])/.exec(plain);
  const other = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?=$|[ T])/.exec(plain);
  if (!iso && !other) return null;
  const parts = iso ? [iso[1], iso[2], iso[3]] : dayFirst(other!, isMonthFirst);
  const [year, month, day] = parts.map(Number) as [number, number, number];
  try {
    return { date: Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString() };
  } catch {
    return null;
  }
}

/** With dots the day always comes first; with strokes by what is said, unless only one of both can be a month. */
function dayFirst([, first, sign, second, year]: RegExpExecArray, isMonthFirst: boolean): (string | undefined)[] {
  const isTurned = sign === '/' && (Number(second) > 12 || (isMonthFirst && Number(first) <= 12));
  return isTurned ? [year, first, second] : [year, second, first];
}
