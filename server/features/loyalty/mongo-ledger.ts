/** What the steps of purchases and of corrections do to balances, in their transactions. */
import type { ClientSession } from 'mongodb';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import { couponsOfCorrection, couponsOfRemoval, useCoupon } from '../coupons/mongo-uses.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import { correctionRows, isReferred, referralCorrection, wasPaid } from './corrections.ts';
import { referralOfCorrection, referralOfRemoval, referralOfSale } from './mongo-people.ts';
import { lapsed, refundRows, saleRows, useOf } from './rules.ts';
import type { LedgerRecord, Sale } from './store.ts';

const LOCKED_MS = 24 * 3_600_000;

export async function addLedgerRows(
  { loyaltyRows }: Pick<Database, 'loyaltyRows'>,
  session: ClientSession,
  rows: readonly LedgerRecord[],
): Promise<void> {
  // MongoDB refuses an empty list.
  if (rows.length > 0) await loyaltyRows.insertMany(rows.map(stored), { session });
}

/**
 * The whole card's rows, without what has run out by now. Whoever asks has the card to itself until the transaction ends:
 * rows that two add at once would not meet otherwise, and both would spend the same.
 */
export async function currentRows(
  database: Database,
  session: ClientSession,
  contactId: string,
  at: number,
): Promise<LedgerRecord[]> {
  const { contacts, loyaltyRows } = database;
  const found = await contacts.findOne({ _id: contactId }, { session, projection: { 'card.id': 1 } });
  const rootId = found?.card?.id;
  const card =
    rootId === undefined
      ? []
      : await contacts.find({ 'card.id': rootId }, { session, projection: { _id: 1 } }).toArray();
  const ids = [...new Set([contactId, ...card.map(each => each._id)])].sort();
  // Each of them: somebody may know one that was joined a moment ago by itself still.
  for (const id of ids) await lock(database, session, `loyalty ${id}`, at + LOCKED_MS);
  const rows = (
    await loyaltyRows
      .find({ contactId: { $in: ids } }, { session })
      .sort({ at: 1, _id: 1 })
      .toArray()
  ).map(entity);
  const gone = lapsed(rows, at);
  await addLedgerRows(database, session, gone);
  const looked = rows.filter(({ dueAt }) => dueAt !== null && dueAt <= at).map(({ id }) => id);
  if (looked.length > 0) {
    await loyaltyRows.updateMany({ _id: { $in: looked } }, { $set: { dueAt: null } }, { session });
  }
  return [...rows, ...gone];
}

export async function ledgerOfSale(
  database: Database,
  session: ClientSession,
  purchase: PurchaseRecord,
  sale: Sale,
): Promise<void> {
  const { contactId, createdAt } = purchase;
  if (sale.coupon) await useCoupon(database, session, useOf(purchase, sale.coupon));
  const held = sale.spend > 0 ? await currentRows(database, session, contactId, createdAt) : [];
  await addLedgerRows(database, session, saleRows(purchase, sale, held));
  await addLedgerRows(database, session, await referralOfSale(database, session, purchase, sale));
}

/** @param sale what it does where only now it is paid for; left out: nothing */
export async function ledgerOfCorrection(
  database: Database,
  session: ClientSession,
  { before, after }: { before: PurchaseRecord; after: PurchaseRecord },
  sale?: Sale,
): Promise<void> {
  const known = await ofPurchase(database, session, after.id);
  const { rows, isPaid } = correctionRows(after, known, await couponsOfCorrection(database, session, after));
  await addLedgerRows(database, session, rows);
  if (known.some(isReferred)) {
    const holds = await referralOfCorrection(database, session, after, isPaid);
    await addLedgerRows(database, session, referralCorrection(after, known, holds));
  } else if (sale && isPaid && !wasPaid(before, known)) {
    const { updatedAt: at } = after;
    const given = await referralOfSale(database, session, { ...after, at, createdAt: at }, sale);
    await addLedgerRows(database, session, given);
  }
}

export async function ledgerOfRemoval(
  database: Database,
  session: ClientSession,
  purchaseId: string,
  at: number,
): Promise<void> {
  await addLedgerRows(database, session, refundRows(await ofPurchase(database, session, purchaseId), at));
  await referralOfRemoval(database, session, purchaseId);
  await couponsOfRemoval(database, session, purchaseId, at);
}

async function ofPurchase({ loyaltyRows }: Database, session: ClientSession, purchaseId: string) {
  const found = await loyaltyRows.find({ purchaseId }, { session }).sort({ at: 1, _id: 1 }).toArray();
  return found.map(entity);
}
