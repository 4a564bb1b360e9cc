import { AppError } from '../../app-error.ts';
import { isPaid, pendingReferral, referralRows, refuseReferral, whyNot } from '../../features/loyalty/referrals.ts';
import type { LedgerRecord, LoyaltyPerson, Sale } from '../../features/loyalty/store.ts';
import type { PurchaseRecord } from '../../features/purchases/store.ts';
import type { ContactRows } from './contact-rows.ts';
import type { PeopleRows } from './people-rows.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${LOYALTY_PERSON} …` gives rows for `loyaltyPersonFromRow`; add WHERE and ORDER BY. */
export const LOYALTY_PERSON = 'whole FROM loyalty_people';

export function loyaltyPersonFromRow(from: unknown): LoyaltyPerson {
  return JSON.parse((from as { whole: string }).whole);
}

export function loyaltyPersonColumns(person: LoyaltyPerson) {
  const { id, code, link, referral } = person;
  return {
    ...{ contactId: id, code, link: link?.id ?? null },
    ...{ purchaseId: referral?.purchaseId ?? null, whole: JSON.stringify(person) },
  };
}

export type LoyaltyPeopleRows = ReturnType<typeof createLoyaltyPeopleRows>;

/** Who brings whom, and under which address a balance is read. Inside a step. */
export function createLoyaltyPeopleRows(
  { writer }: Turns,
  contacts: Pick<ContactRows, 'find'>,
  people: Pick<PeopleRows, 'treeOf'>,
) {
  const ofContacts = writer.prepare(`
    SELECT ${LOYALTY_PERSON} WHERE contact IN (SELECT value FROM json_each(?)) ORDER BY contact`);
  const ofPurchase = writer.prepare(`SELECT ${LOYALTY_PERSON} WHERE purchase = ?`);
  const withCode = writer.prepare('SELECT 1 FROM loyalty_people WHERE code = ?');
  const upsert = writer.prepare(`
    INSERT INTO loyalty_people (contact, code, link, purchase, whole)
    VALUES (:contactId, :code, :link, :purchaseId, :whole)
    ON CONFLICT (contact) DO UPDATE SET code = excluded.code, link = excluded.link, purchase = excluded.purchase,
      whole = excluded.whole`);
  const bought = writer.prepare(`
    SELECT 1 FROM purchases WHERE contact IN (SELECT value FROM json_each(?)) AND id <> ? AND total > 0 AND total > (
      SELECT COALESCE(-SUM(json_extract(whole, '$.delta')), 0) FROM loyalty_rows
      WHERE purchase = purchases.id AND kind = 'spent' AND json_extract(whole, '$.currency') = purchases.currency)
    LIMIT 1`);

  const idsOf = (tree: { contacts: readonly { id: string }[] }) => tree.contacts.map(each => each.id);
  const put = (person: LoyaltyPerson) => void upsert.run(loyaltyPersonColumns(person));
  const all = (contactIds: readonly string[]) => ofContacts.all(JSON.stringify(contactIds)).map(loyaltyPersonFromRow);
  const treeOf = (contactId: string) => {
    const held = contacts.find(contactId);
    return held && people.treeOf(held.contact);
  };
  /** Paid with more than bonus. */
  const hasBought = (contactIds: readonly string[], but = '') =>
    bought.get(JSON.stringify(contactIds), but) !== undefined;

  /** The card's people, the root's first, who is made if nothing is kept of them. */
  function withRoot(contactId: string): LoyaltyPerson[] | null {
    const tree = treeOf(contactId);
    if (!tree) return null;
    const known = all(idsOf(tree));
    const rootId = tree.root.id;
    const root = known.find(each => each.id === rootId) ?? { id: rootId, code: null, link: null, referral: null };
    return [root, ...known.filter(each => each.id !== rootId)];
  }

  /** Notes it as the first that was paid of whoever was brought. @returns by whom; null: it is not, or nobody was */
  function firstOf({ id, contactId }: PurchaseRecord): string | null {
    const newcomer = treeOf(contactId);
    const pending = newcomer && pendingReferral(all(idsOf(newcomer)));
    const referrer = pending && treeOf(pending.referral!.byId);
    if (!referrer || whyNot(referrer, newcomer!, hasBought(idsOf(newcomer!), id))) return null;
    put({ ...pending, referral: { ...pending.referral!, purchaseId: id } });
    return pending.referral!.byId;
  }

  /** Whoever was brought has not paid, after all. */
  function unpaid(purchaseId: string): void {
    for (const person of ofPurchase.all(purchaseId).map(loyaltyPersonFromRow)) {
      put({ ...person, referral: { ...person.referral!, purchaseId: null } });
    }
  }

  return {
    giveCode(contactId: string, codes: readonly string[]): string | null {
      const card = withRoot(contactId);
      if (!card) return null;
      const known = card.find(each => each.code !== null);
      if (known) return known.code;
      const code = codes.find(each => !withCode.get(each)) ?? null;
      if (code !== null) put({ ...card[0]!, code });
      return code;
    },

    giveLink(
      contactId: string,
      { linkId, until, at, isAnew }: { linkId: string; until: number; at: number; isAnew: boolean },
    ): LoyaltyPerson['link'] {
      const card = withRoot(contactId);
      if (!card) return null;
      const known = isAnew ? undefined : card.find(each => each.link && each.link.until > at);
      if (isAnew) for (const each of card.slice(1)) if (each.link) put({ ...each, link: null });
      const link = { id: known?.link?.id ?? linkId, until };
      put({ ...(known ?? card[0]!), link });
      return link;
    },

    refer(contactId: string, { byId, at }: { byId: string; at: number }): void {
      const [newcomer, referrer] = [treeOf(contactId), treeOf(byId)];
      if (!newcomer || !referrer) throw new AppError('NOT_FOUND');
      const ids = idsOf(newcomer);
      const card = withRoot(contactId)!;
      const known = card.find(each => each.referral !== null)?.referral;
      if (known && idsOf(referrer).includes(known.byId)) return;
      refuseReferral(referrer, newcomer, hasBought(ids));
      if (known) throw new AppError('ALREADY_CLAIMED', 'Somebody else has brought them; leave the code out.');
      put({ ...card[0]!, referral: { byId, at, purchaseId: null } });
    },

    /** What both get by a purchase, if it is the first that is paid. */
    paid(purchase: PurchaseRecord, sale: Sale): LedgerRecord[] {
      const byId = sale.referral && isPaid(purchase, sale) ? firstOf(purchase) : null;
      return byId === null ? [] : referralRows(purchase, byId, sale);
    },

    /** One that gave both something. @returns whether it does so still, or again */
    corrected(purchase: PurchaseRecord, isPaidNow: boolean): boolean {
      if (!isPaidNow) unpaid(purchase.id);
      return isPaidNow && (ofPurchase.get(purchase.id) !== undefined || firstOf(purchase) !== null);
    },

    removed: unpaid,
  };
}
