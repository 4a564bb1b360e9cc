import type { PurchaseRecord } from '../../features/purchases/store.ts';

/** `SELECT ${PURCHASE} …` gives rows for `purchaseFromRow`; add WHERE and ORDER BY. */
export const PURCHASE = `id, contact AS contactId, site AS siteId, at, day AS date, zone AS timeZone, lines, currency, total, employee,
  source, source_key AS sourceKey, external_id AS externalId, fingerprint, created_at AS createdAt, updated_at AS updatedAt
  FROM purchases`;

export function purchaseFromRow(from: unknown): PurchaseRecord {
  const { lines, employee, ...purchase } = from as Omit<PurchaseRecord, 'lines' | 'employee'> & {
    lines: string;
    employee: string | null;
  };
  return { ...purchase, lines: JSON.parse(lines), employee: employee === null ? null : JSON.parse(employee) };
}

/** The values of a row, by the names of the record. */
export function purchaseRow({ lines, employee, ...purchase }: PurchaseRecord) {
  return { ...purchase, lines: JSON.stringify(lines), employee: employee && JSON.stringify(employee) };
}
