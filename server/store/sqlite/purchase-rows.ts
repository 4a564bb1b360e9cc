import type { Sale } from '../../features/loyalty/store.ts';
import { newsOf } from '../../features/purchases/rules.ts';
import type { PurchaseAdded, PurchaseRecord } from '../../features/purchases/store.ts';
import type { ContactRows } from './contact-rows.ts';
import type { Leaving } from './leaving.ts';
import type { ListedRows } from './listed-rows.ts';
import type { LoyaltyRows } from './loyalty-rows.ts';
import type { Turns } from './turns.ts';
import type { VisitRows } from './visit-rows.ts';

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

export type PurchaseRows = ReturnType<typeof createPurchaseRows>;

/** What the steps of purchases and of bookings add. Inside a step. */
export function createPurchaseRows(
  { writer }: Turns,
  {
    contacts,
    loyalty,
    people,
    visits,
  }: { contacts: ContactRows; loyalty: LoyaltyRows; people: ListedRows; visits: VisitRows },
  leaving: Leaving,
) {
  const insert = writer.prepare(`
    INSERT INTO purchases (id, contact, site, at, day, zone, lines, currency, total, employee, source, source_key, external_id,
      fingerprint, created_at, updated_at)
    VALUES (:id, :contactId, :siteId, :at, :date, :timeZone, :lines, :currency, :total, :employee, :source, :sourceKey,
      :externalId, :fingerprint, :createdAt, :updatedAt)`);
  const byExternal = writer.prepare(`SELECT ${PURCHASE} WHERE source_key = ? AND external_id = ?`);

  function add(purchase: PurchaseRecord, sale: Sale | undefined, shopZone: string | undefined): PurchaseAdded {
    const { sourceKey, externalId, fingerprint } = purchase;
    const there = externalId === null ? undefined : byExternal.get(sourceKey, externalId);
    if (there) {
      const earlier = purchaseFromRow(there);
      return { purchase: earlier, outcome: earlier.fingerprint === fingerprint ? 'repeated' : 'other' };
    }
    if (!contacts.find(purchase.contactId)) return { purchase, outcome: 'gone' };
    insert.run(purchaseRow(purchase));
    visits.ofPurchase(purchase, shopZone);
    if (sale) loyalty.bought(purchase, sale);
    leaving.tell([newsOf(purchase)]);
    return { purchase, outcome: 'added' };
  }

  return {
    /** Each by itself, in their order, with what it does to its balance and what others are told of it. */
    add(purchases: readonly PurchaseRecord[], sale: Sale | undefined, shopZone?: string): PurchaseAdded[] {
      const all = purchases.map(each => add(each, sale, shopZone));
      const bought = all.filter(each => each.outcome === 'added').map(each => each.purchase.contactId);
      for (const contactId of new Set(bought)) people.refresh(contactId);
      return all;
    },
  };
}
