/** Rows of a file of purchases: who bought, what, and what is wrong with it. Pure. */
import type { ImportReason, PurchaseColumn } from '../../../protocol/imports.ts';
import { totalOf } from '../../../protocol/purchase-sums.ts';
import type { PurchaseSend } from '../../../protocol/purchases.ts';
import { withoutMarks } from '../contacts/marks.ts';
import { fingerprintOf, judged, momentOf, purchaseOfCells } from '../purchases/rules.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import { type FileRowReader, type PersonFacts, type ReadRow, readRow, withoutGuard } from './rules.ts';

/** Who bought, and what; the person is known by what the row says of them. */
export interface ReadPurchase {
  facts: PersonFacts;
  bought: { send: PurchaseSend; fingerprint: string };
}

/** Whose external ids the rows of all files are; those that a program sends as a file as well. */
const SOURCE = { source: 'csv', sourceKey: 'csv' } as const;

const REASONS: Record<PurchaseColumn, { missing: ImportReason; invalid: ImportReason }> = {
  phone: { missing: 'PERSON_MISSING', invalid: 'PHONE_INVALID' },
  email: { missing: 'PERSON_MISSING', invalid: 'EMAIL_INVALID' },
  person: { missing: 'PERSON_MISSING', invalid: 'TOO_LONG' },
  name: { missing: 'PERSON_MISSING', invalid: 'TOO_LONG' },
  date: { missing: 'DATE_INVALID', invalid: 'DATE_INVALID' },
  what: { missing: 'ITEM_MISSING', invalid: 'TOO_LONG' },
  quantity: { missing: 'NUMBER_INVALID', invalid: 'NUMBER_INVALID' },
  price: { missing: 'PRICE_MISSING', invalid: 'NUMBER_INVALID' },
  total: { missing: 'PRICE_MISSING', invalid: 'NUMBER_INVALID' },
  currency: { missing: 'CURRENCY_UNKNOWN', invalid: 'CURRENCY_UNKNOWN' },
  employee: { missing: 'TOO_LONG', invalid: 'TOO_LONG' },
  externalId: { missing: 'TOO_LONG', invalid: 'TOO_LONG' },
};

/** Columns that are a purchase's field by another name. */
const COLUMN_OF: Readonly<Record<string, PurchaseColumn>> = {
  'person.phone': 'phone',
  'person.email': 'email',
  'person.externalId': 'person',
  'person.name': 'name',
  'lines.0.name': 'what',
  'lines.0.quantity': 'quantity',
  'lines.0.price': 'price',
  lines: 'price',
  'employee.name': 'employee',
};

/** @param cells trimmed; those that are missing at the end are empty */
export function readPurchase(
  cells: readonly string[],
  { plan, hints, desk }: Pick<FileRowReader, 'plan' | 'hints' | 'desk'>,
): ReadPurchase | Extract<ReadRow, { reason: ImportReason }> {
  const said: Partial<Record<PurchaseColumn, string>> = {};
  for (const [at, target] of plan.mapping.entries()) {
    const cell = withoutGuard(withoutMarks(cells[at] ?? '').trim());
    if (target !== null && cell !== '' && !/^[-–—.?]+$/.test(cell)) said[target as PurchaseColumn] ??= cell;
  }
  const wrong = (column: string, reason: ImportReason) => {
    const at = plan.mapping.indexOf(column as PurchaseColumn);
    return { reason, column: at < 0 ? null : at };
  };
  const person = readRow(
    [said.phone, said.email, said.person, said.name].map(each => each ?? ''),
    {
      plan: { mapping: ['phone', 'email', 'externalId', 'name'], tag: plan.tag },
      ...{ fields: [], hints },
    },
  );
  if ('reason' in person && person.reason !== 'EMPTY') {
    return wrong(['phone', 'email', 'person', 'name'][person.column ?? 3]!, person.reason);
  }
  const read = purchaseOfCells(said, desk);
  if ('mistakes' in read) {
    const [column, code] = Object.entries(read.mistakes)[0] as [PurchaseColumn, string];
    if (said.price && said.total && column === 'total') return wrong(column, 'TOTAL_DIFFERS');
    return wrong(column, REASONS[column][code === 'FIELD_REQUIRED' ? 'missing' : 'invalid']);
  }
  const judgement = judged(read.purchase);
  if ('mistakes' in judgement) {
    const [field = ''] = Object.keys(judgement.mistakes);
    const column = COLUMN_OF[field] ?? (field as PurchaseColumn);
    return wrong(column, REASONS[column]?.invalid ?? 'UNREADABLE');
  }
  const facts =
    'facts' in person ? person.facts : { ...NOBODY, tags: plan.tag ? [plan.tag] : [], externalId: said.person ?? '' };
  return { facts, bought: { send: judgement.send, fingerprint: fingerprintOf(judgement.send) } };
}

/** Of whom nothing but an id is known. */
const NOBODY: PersonFacts = {
  ...{ name: '', callMe: '', phones: [], emails: [], birthday: '', addresses: [], tags: [], notes: [] },
  ...{ externalId: '', fields: {} },
};

/** The purchase of a row, now that it is known whose it is. */
export function purchaseOfRow(
  { send, fingerprint }: ReadPurchase['bought'],
  of: {
    id: string;
    contactId: string;
    siteId: string | null;
    at: number;
    desk: { currency: string; timeZone: string };
  },
): PurchaseRecord {
  const { lines, externalId = null, currency = of.desk.currency, employee } = send;
  const { id, contactId, siteId, at, desk } = of;
  return {
    ...{ id, contactId, siteId, lines, currency, externalId },
    ...momentOf(send, { timeZone: desk.timeZone, now: at }),
    employee: employee?.name ? { agentId: null, name: employee.name } : null,
    ...{ total: totalOf(lines)!, ...SOURCE },
    fingerprint: externalId === null ? '' : fingerprint,
    ...{ createdAt: at, updatedAt: at },
  };
}
