import { MAX_SUM } from '../../../protocol/purchase-sums.ts';
import type { PurchaseGlance } from '../../../protocol/purchases.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { PURCHASE, purchaseFromRow, purchaseRow } from '../../store/sqlite/purchase-rows.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import { newsOf, purchaseOf } from './rules.ts';
import { PURCHASES_AT_ONCE, type PurchaseAdded, type PurchaseStore, type PurchasesOf } from './store.ts';

/** Of these contacts, as far as these sites are seen. */
const THEIRS = `contact IN (SELECT value FROM json_each(:contacts))
  AND (:sites IS NULL OR site IS NULL OR site IN (SELECT value FROM json_each(:sites)))`;

/** See `PurchaseStore`. */
export function createPurchaseStore({ writer, reader, write, read, rows, leaving }: Engine): PurchaseStore {
  const known = reader.prepare(`
    SELECT ${PURCHASE} WHERE source_key = ? AND external_id IN (SELECT value FROM json_each(?))`);
  const byId = reader.prepare(`SELECT ${PURCHASE} WHERE id = ?`);
  const replace = writer.prepare(`
    UPDATE purchases SET at = :at, day = :date, zone = :timeZone, lines = :lines, currency = :currency, total = :total,
      employee = :employee, updated_at = :updatedAt
    WHERE id = :id AND updated_at = :was`);
  const drop = writer.prepare('DELETE FROM purchases WHERE id = ? RETURNING contact AS contactId');
  const before = reader.prepare(`
    SELECT ${PURCHASE} WHERE ${THEIRS} AND (at, id) < (:at, :id) ORDER BY at DESC, id DESC LIMIT :limit`);
  const newest = reader.prepare(`SELECT ${PURCHASE} WHERE ${THEIRS} ORDER BY at DESC, id DESC LIMIT :limit`);
  const sums = reader.prepare(`
    SELECT currency, count(*) AS count, min(sum(total), ${MAX_SUM}) AS total, min(at) AS firstAt
    FROM purchases WHERE ${THEIRS} GROUP BY currency`);
  const counted = reader.prepare(`
    SELECT count(*) AS count FROM (
      SELECT 1 FROM purchases WHERE contact IN (SELECT value FROM json_each(?)) LIMIT ?)`);
  const theirs = ({ contactIds, siteIds }: PurchasesOf) => ({
    contacts: JSON.stringify(contactIds),
    sites: siteIds && JSON.stringify(siteIds),
  });

  return {
    async add(purchases, sale, shopZone) {
      const added: PurchaseAdded[] = [];
      for (let from = 0; from < purchases.length; from += PURCHASES_AT_ONCE) {
        const some = purchases.slice(from, from + PURCHASES_AT_ONCE);
        added.push(...(await write(() => rows.purchases.add(some, sale, shopZone))));
      }
      return added;
    },

    known: (sourceKey, externalIds) =>
      read(() => known.all(sourceKey, JSON.stringify(externalIds)).map(purchaseFromRow)),

    find: id =>
      read(() => {
        const row = byId.get(id);
        return row ? purchaseFromRow(row) : null;
      }),

    replace: (before, after, row, { shopZone, sale } = {}) =>
      write(() => {
        const was = before.updatedAt;
        const { id, at, date, timeZone, lines, currency, total, employee, updatedAt } = purchaseRow(after);
        const values = { id, at, date, timeZone, lines, currency, total, employee, updatedAt, was };
        if (replace.run(values).changes === 0) return null;
        rows.audit.add(row);
        rows.loyalty.corrected(before, after, sale);
        rows.visits.ofPurchase(after, shopZone);
        leaving.tell([newsOf(after)]);
        rows.people.refresh(after.contactId);
        return after;
      }),

    delete: (id, row) =>
      write(() => {
        const gone = drop.get(id);
        if (!gone) return false;
        rows.audit.add(row);
        rows.loyalty.removed(id, row.at);
        rows.visits.withoutPurchase(id);
        rows.people.refresh(gone.contactId as string);
        return true;
      }),

    before: (of, cursor, limit) =>
      read(() =>
        (cursor ? before.all({ ...theirs(of), ...cursor, limit }) : newest.all({ ...theirs(of), limit })).map(
          purchaseFromRow,
        ),
      ),

    sums: of =>
      read(() => {
        const found = sums.all(theirs(of)) as unknown as (PurchaseGlance['sums'][number] & { firstAt: number })[];
        return {
          sums: found.map(({ currency, count, total }) => ({ currency, count, total })),
          firstAt: found.length > 0 ? Math.min(...found.map(each => each.firstAt)) : null,
        };
      }),

    count: (contactIds, most) => read(() => counted.get(JSON.stringify(contactIds), most)!.count as number),
  };
}

/** What one person bought. */
export function purchasesOfPeople({ reader, writer }: Engine): PersonRows {
  const among = 'contact IN (SELECT value FROM json_each(?))';
  const held = reader.prepare(`SELECT ${PURCHASE} WHERE ${among} ORDER BY at, id`);
  const any = writer.prepare(`SELECT 1 FROM purchases WHERE ${among} LIMIT 1`);
  const drop = writer.prepare(`DELETE FROM purchases WHERE ${among}`);
  return {
    kind: 'purchases',
    read: contactIds => held.all(contactIds).map(purchaseFromRow).map(purchaseOf),
    has: contactIds => any.get(contactIds) !== undefined,
    drop: contactIds => Number(drop.run(contactIds).changes),
  };
}
