/** Who brings whom, and under which address a balance is read, in transactions. */
import type { ClientSession } from 'mongodb';
import { AppError } from '../../app-error.ts';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { entity, stored } from '../../store/mongo/documents.ts';
import { keptContacts } from '../../store/mongo/kept-contacts.ts';
import type { CardTree } from '../contacts/card.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { treeOf } from '../contacts/mongo-people.ts';
import type { PurchaseRecord } from '../purchases/store.ts';
import { isPaid, pendingReferral, referralRows, refuseReferral, whyNot } from './referrals.ts';
import { balanceOf } from './rules.ts';
import type { LedgerRecord, LoyaltyPerson, LoyaltyStore, Sale } from './store.ts';

const LOCKED_MS = 24 * 3_600_000;

async function cardTree(database: Database, session: ClientSession, contactId: string): Promise<CardTree | null> {
  const found = await database.contacts.findOne({ _id: contactId }, { session });
  return found && treeOf(database, toContact(found), session);
}

const idsOf = ({ contacts }: CardTree) => contacts.map(each => each.id);

/** The card to itself until the transaction ends, which would not meet what another one adds beside it. */
async function holdCard(database: Database, session: ClientSession, { contacts }: CardTree, at: number): Promise<void> {
  for (const id of contacts.map(each => each.id).sort()) await lock(database, session, `loyalty ${id}`, at + LOCKED_MS);
}

export async function peopleOf(
  { loyaltyPeople }: Pick<Database, 'loyaltyPeople'>,
  contactIds: readonly string[],
  session?: ClientSession,
): Promise<LoyaltyPerson[]> {
  const found = loyaltyPeople.find({ _id: { $in: [...contactIds] } }, { session }).sort({ _id: 1 });
  return (await found.toArray()).map(entity);
}

async function put(database: Database, session: ClientSession, person: LoyaltyPerson): Promise<void> {
  await database.loyaltyPeople.replaceOne({ _id: person.id }, stored(person), { session, upsert: true });
}

/** Paid with more than bonus. */
async function hasBought(
  { purchases, loyaltyRows }: Database,
  session: ClientSession,
  ids: readonly string[],
  but = '',
): Promise<boolean> {
  const contactId = { $in: [...ids] };
  const spent = (await loyaltyRows.find({ contactId, kind: 'spent' }, { session }).toArray()).map(entity);
  const withBonus = await purchases
    .find({ _id: { $in: spent.flatMap(each => each.purchaseId ?? []) } }, { session })
    .toArray();
  const free = withBonus.flatMap(({ _id, total, currency }) => {
    const rows = spent.filter(each => each.purchaseId === _id);
    return isPaid({ total }, { spend: -balanceOf(rows, currency) }) ? [] : _id;
  });
  const bought = { contactId, _id: { $nin: [but, ...free] }, total: { $gt: 0 } };
  return (await purchases.findOne(bought, { session, projection: { _id: 1 } })) !== null;
}

/** What is kept of a card, of its root first, which is made if there is nothing. */
async function withRoot(database: Database, session: ClientSession, tree: CardTree): Promise<LoyaltyPerson[]> {
  const known = await peopleOf(database, idsOf(tree), session);
  const rootId = tree.root.id;
  const root = known.find(each => each.id === rootId) ?? { id: rootId, code: null, link: null, referral: null };
  return [root, ...known.filter(each => each.id !== rootId)];
}

/** A card that stays as it is until the transaction ends; null: it is there no more. */
async function keptCard(database: Database, session: ClientSession, contactId: string, at: number) {
  const tree = await cardTree(database, session, contactId);
  if (!tree) return null;
  await holdCard(database, session, tree, at);
  await keptContacts(database, session, [tree.root.id]);
  return tree;
}

type PeopleVerbs = Pick<LoyaltyStore, 'people' | 'personOfCode' | 'personOfLink' | 'giveCode' | 'giveLink' | 'refer'>;

/** See `LoyaltyStore`. */
export function createPeopleVerbs(database: Database): PeopleVerbs {
  const { loyaltyPeople } = database;
  return {
    people: contactIds => peopleOf(database, contactIds),

    async personOfCode(code) {
      const found = await loyaltyPeople.findOne({ code });
      return found && entity(found);
    },

    async personOfLink(linkId) {
      const found = await loyaltyPeople.findOne({ 'link.id': linkId });
      return found && entity(found);
    },

    giveCode: (contactId, { codes, at }) =>
      database.transaction(async session => {
        const tree = await keptCard(database, session, contactId, at);
        if (!tree) return null;
        const card = await withRoot(database, session, tree);
        const known = card.find(each => each.code !== null);
        if (known) return known.code;
        const taken = await loyaltyPeople.find({ code: { $in: [...codes] } }, { session }).toArray();
        const code = codes.find(each => !taken.some(one => one.code === each)) ?? null;
        if (code !== null) await put(database, session, { ...card[0]!, code });
        return code;
      }),

    giveLink: (contactId, { linkId, until, at, isAnew }) =>
      database.transaction(async session => {
        const tree = await keptCard(database, session, contactId, at);
        if (!tree) return null;
        const card = await withRoot(database, session, tree);
        const known = isAnew ? undefined : card.find(each => each.link && each.link.until > at);
        if (isAnew) {
          for (const each of card.slice(1)) if (each.link) await put(database, session, { ...each, link: null });
        }
        const link = { id: known?.link?.id ?? linkId, until };
        await put(database, session, { ...(known ?? card[0]!), link });
        return link;
      }),

    refer: (contactId, { byId, at }) =>
      database.transaction(async session => {
        const newcomer = await keptCard(database, session, contactId, at);
        const referrer = await cardTree(database, session, byId);
        if (!newcomer || !referrer) throw new AppError('NOT_FOUND');
        const card = await withRoot(database, session, newcomer);
        const known = card.find(each => each.referral !== null)?.referral;
        if (known && idsOf(referrer).includes(known.byId)) return;
        refuseReferral(referrer, newcomer, await hasBought(database, session, idsOf(newcomer)));
        if (known) throw new AppError('ALREADY_CLAIMED', 'Somebody else has brought them; leave the code out.');
        await put(database, session, { ...card[0]!, referral: { byId, at, purchaseId: null } });
      }),
  };
}

/** What both get by a purchase, if it is the first that is paid. */
export async function referralOfSale(
  database: Database,
  session: ClientSession,
  purchase: PurchaseRecord,
  sale: Sale,
): Promise<LedgerRecord[]> {
  if (!sale.referral || !isPaid(purchase, sale)) return [];
  const byId = await firstOf(database, session, purchase, purchase.createdAt);
  return byId === null ? [] : referralRows(purchase, byId, sale);
}

/** One that gave both something. @returns whether it does so still, or again */
export async function referralOfCorrection(
  database: Database,
  session: ClientSession,
  purchase: PurchaseRecord,
  isPaidNow: boolean,
): Promise<boolean> {
  const { id, updatedAt } = purchase;
  if (!isPaidNow) {
    await referralOfRemoval(database, session, id);
    return false;
  }
  if (await database.loyaltyPeople.findOne({ 'referral.purchaseId': id }, { session })) return true;
  return (await firstOf(database, session, purchase, updatedAt)) !== null;
}

/** Notes it as the first that was paid of whoever was brought. @returns by whom; null: it is not, or nobody was */
async function firstOf(
  database: Database,
  session: ClientSession,
  { id, contactId }: PurchaseRecord,
  at: number,
): Promise<string | null> {
  const newcomer = await cardTree(database, session, contactId);
  // Most were brought by nobody, and wait for nobody.
  if (!newcomer || !pendingReferral(await peopleOf(database, idsOf(newcomer), session))) return null;
  await holdCard(database, session, newcomer, at);
  const pending = pendingReferral(await peopleOf(database, idsOf(newcomer), session));
  const referrer = pending && (await cardTree(database, session, pending.referral!.byId));
  if (!referrer) return null;
  if (whyNot(referrer, newcomer, await hasBought(database, session, idsOf(newcomer), id))) return null;
  const { byId } = pending.referral!;
  await keptContacts(database, session, [byId]);
  await put(database, session, { ...pending, referral: { ...pending.referral!, purchaseId: id } });
  return byId;
}

/** Whoever was brought has not paid, after all. */
export async function referralOfRemoval(
  { loyaltyPeople }: Pick<Database, 'loyaltyPeople'>,
  session: ClientSession,
  purchaseId: string,
): Promise<void> {
  const unpaid = { $set: { 'referral.purchaseId': null } };
  await loyaltyPeople.updateMany({ 'referral.purchaseId': purchaseId }, unpaid, { session });
}
