import { correctionRows, isReferred, referralCorrection, wasPaid } from '../../features/loyalty/corrections.ts';
import { lapsed, refundRows, saleRows, useOf } from '../../features/loyalty/rules.ts';
import type { LedgerRecord, Sale } from '../../features/loyalty/store.ts';
import type { PurchaseRecord } from '../../features/purchases/store.ts';
import type { CouponRows } from './coupon-rows.ts';
import type { LoyaltyPeopleRows } from './loyalty-people-rows.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${LEDGER_ROW} …` gives rows for `ledgerFromRow`; add WHERE and ORDER BY. */
export const LEDGER_ROW = 'whole, due_at AS dueAt FROM loyalty_rows';

export function ledgerFromRow(from: unknown): LedgerRecord {
  const { whole, dueAt } = from as { whole: string; dueAt: number | null };
  return { ...JSON.parse(whole), dueAt };
}

export function ledgerColumns({ dueAt, ...row }: LedgerRecord) {
  const { id, contactId, kind, cause, purchaseId, at } = row;
  return { id, contactId, kind, cause, purchaseId, at, dueAt, whole: JSON.stringify(row) };
}

export type LoyaltyRows = ReturnType<typeof createLoyaltyRows>;

/** What the steps of purchases and of corrections do to balances. Inside a step. */
export function createLoyaltyRows(
  { writer }: Turns,
  people: Pick<LoyaltyPeopleRows, 'paid' | 'corrected' | 'removed'>,
  coupons: Pick<CouponRows, 'use' | 'corrected' | 'removed'>,
) {
  const insert = writer.prepare(`
    INSERT INTO loyalty_rows (id, contact, kind, cause, purchase, at, due_at, whole)
    VALUES (:id, :contactId, :kind, :cause, :purchaseId, :at, :dueAt, :whole)`);
  const byId = writer.prepare(`SELECT ${LEDGER_ROW} WHERE id = ?`);
  const ofPurchase = writer.prepare(`SELECT ${LEDGER_ROW} WHERE purchase = ? ORDER BY at, id`);
  const ofCard = writer.prepare(`
    SELECT ${LEDGER_ROW} WHERE contact = :id
      OR contact IN (SELECT id FROM contacts WHERE card = (SELECT card FROM contacts WHERE id = :id))
    ORDER BY at, id`);
  const looked = writer.prepare('UPDATE loyalty_rows SET due_at = NULL WHERE id = ?');

  function add(rows: readonly LedgerRecord[]): void {
    for (const row of rows) insert.run(ledgerColumns(row));
  }

  /** The whole card's, without what has run out by now. */
  function current(contactId: string, at: number): LedgerRecord[] {
    const rows = ofCard.all({ id: contactId }).map(ledgerFromRow);
    const gone = lapsed(rows, at);
    add(gone);
    for (const { id, dueAt } of rows) if (dueAt !== null && dueAt <= at) looked.run(id);
    return [...rows, ...gone];
  }

  return {
    add,
    current,
    find(id: string): LedgerRecord | null {
      const row = byId.get(id);
      return row ? ledgerFromRow(row) : null;
    },
    bought(purchase: PurchaseRecord, sale: Sale): void {
      if (sale.coupon) coupons.use(useOf(purchase, sale.coupon));
      add(saleRows(purchase, sale, sale.spend > 0 ? current(purchase.contactId, purchase.createdAt) : []));
      add(people.paid(purchase, sale));
    },
    /** @param sale what it does where only now it is paid for; left out: nothing */
    corrected(before: PurchaseRecord, after: PurchaseRecord, sale?: Sale): void {
      const known = ofPurchase.all(after.id).map(ledgerFromRow);
      const { rows, isPaid } = correctionRows(after, known, coupons.corrected(after));
      add(rows);
      if (known.some(isReferred)) add(referralCorrection(after, known, people.corrected(after, isPaid)));
      else if (sale && isPaid && !wasPaid(before, known)) add(people.paid({ ...after, at: after.updatedAt }, sale));
    },
    removed(purchaseId: string, at: number): void {
      add(refundRows(ofPurchase.all(purchaseId).map(ledgerFromRow), at));
      people.removed(purchaseId);
      coupons.removed(purchaseId, at);
    },
  };
}
