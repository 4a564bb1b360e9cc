/** Contacts with what they do to each other: whose an identity is, and who makes a card together. All inside a transaction. */
import { hash } from 'node:crypto';
import type { ClientSession } from 'mongodb';
import type { Contact, IdentityName, Merge } from '../../../protocol/contacts.ts';
import { type Database, lock } from '../../store/mongo/connection.ts';
import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { forgetPeople } from '../../store/mongo/people-due.ts';
import type { CardTree } from './card.ts';
import { contactNews } from './desk-news.ts';
import { identityKey } from './identities.ts';
import {
  holdingOf,
  joined,
  MOST_RECOGNISED,
  marked,
  mergeId,
  newlySole,
  pairId,
  parted,
  proven,
  type RefusalRecord,
  recognised,
  telling,
  withoutTaken,
} from './merges.ts';
import { mergeDocument, toContact, toMerge } from './mongo-document.ts';
import { saveContact } from './mongo-save.ts';

/** Other cards of one identity that are looked at: two tell that it is shared, and own contacts may be among them. */
const ROOTS = 4;
/** How long nobody needs the lock of an identity any more: the longest transaction, many times over. */
const LOCK_MS = 60_000;

type Contacts = Pick<Database, 'contacts'>;

/** The card of a contact. @param session left out: outside of a transaction */
export async function treeOf(database: Database, contact: Contact, session?: ClientSession): Promise<CardTree> {
  return (await treesOf(database, [contact], session)).get(contact.id)!;
}

/** The cards of several contacts, by the contacts' ids. */
export async function treesOf(
  { contacts, contactMerges }: Database,
  of: readonly Contact[],
  session?: ClientSession,
): Promise<Map<string, CardTree>> {
  const cardIds = [...new Set(of.flatMap(each => each.card?.id ?? []))];
  const all = cardIds.length === 0 ? [] : await ofCards(contacts, cardIds, session);
  const those = { winnerId: { $in: idsOf(all) }, undoneAt: null };
  const held = all.length === 0 ? [] : await contactMerges.find(those, { session }).sort({ at: 1, _id: 1 }).toArray();
  const merges = held.map(toMerge);
  return new Map(
    of.map(contact => {
      const own = contact.card ? all.filter(each => each.card?.id === contact.card!.id) : [];
      const root = own.find(each => each.id === contact.card?.id);
      // Of no card; or between two reads it was joined to another one: whoever asks again finds how it is.
      if (!root) return [contact.id, { root: contact, contacts: [contact], merges: [] }];
      const ids = new Set(idsOf(own));
      return [contact.id, { root, contacts: own, merges: holdingOf(merges.filter(each => ids.has(each.winnerId))) }];
    }),
  );
}

async function ofCards(contacts: Contacts['contacts'], cardIds: string[], session?: ClientSession): Promise<Contact[]> {
  const found = contacts.find({ 'card.id': { $in: cardIds } }, { session }).sort({ createdAt: 1, _id: 1 });
  return (await found.toArray()).map(toContact);
}

/** Ids of the cards that have an identity. */
export async function rootIdsOf(
  { contacts }: Contacts,
  name: IdentityName,
  session?: ClientSession,
): Promise<string[]> {
  const found = contacts.aggregate<{ _id: string }>(
    [
      { $match: { keys: identityKey(name) } },
      { $group: { _id: { $ifNull: ['$card.id', '$_id'] } } },
      { $sort: { _id: 1 } },
      { $limit: ROOTS },
    ],
    { session },
  );
  return (await found.toArray()).map(each => each._id);
}

/** Whose an identity is alone, and whose card that is. */
export async function ownerOf({ contacts }: Contacts, name: IdentityName, session: ClientSession) {
  const found = await contacts.findOne({ soleKeys: identityKey(name) }, { session, projection: { card: 1 } });
  return found && { id: found._id, root: found.card?.id ?? found._id };
}

/** Of two who come with the same at once one waits for the other, and finds them. */
export async function lockIdentities(
  database: Database,
  session: ClientSession,
  names: readonly IdentityName[],
  at: number,
): Promise<void> {
  const keys = names.map(each => hash('sha256', identityKey(each), 'base64url')).sort();
  for (const key of keys) await lock(database, session, `identity ${key}`, at + LOCK_MS);
}

/** Writes what a card has become, as far as it differs. */
async function keep(engine: Engine, session: ClientSession, before: CardTree[], after: CardTree[]): Promise<void> {
  const known = new Map(before.flatMap(one => one.contacts).map(each => [each.id, each]));
  for (const each of after.flatMap(one => one.contacts)) {
    const was = known.get(each.id) ?? null;
    if (was === each) continue;
    await saveContact(engine, session, each);
    await engine.leaving.tell(session, contactNews(was, each));
  }
}

export async function join(
  engine: Engine,
  session: ClientSession,
  { winner, loser, merge }: { winner: CardTree; loser: CardTree; merge: Merge },
): Promise<void> {
  const record = { ...merge, undoneAt: null, undoneBy: null };
  await engine.database.contactMerges.insertOne(mergeDocument(record), { session });
  await keep(engine, session, [winner, loser], [joined(winner, loser, merge)]);
}

export async function part(
  engine: Engine,
  session: ClientSession,
  { tree, merge, by, at }: { tree: CardTree; merge: Merge; by: NonNullable<Merge['by']>; at: number },
): Promise<void> {
  const undone = { $set: { undoneAt: at, undoneBy: by } };
  await engine.database.contactMerges.updateOne({ _id: merge.id }, undone, { session });
  const { rest, branch } = parted(tree, merge);
  await keep(engine, session, [tree], [rest, branch]);
}

export async function refuse(
  { contactRefusals }: Database,
  session: ClientSession,
  refusal: Omit<RefusalRecord, 'id'>,
): Promise<void> {
  const { id: _id, ...rest } = { id: pairId(refusal.one, refusal.other), ...refusal };
  await contactRefusals.updateOne({ _id }, { $setOnInsert: rest }, { upsert: true, session });
}

/** Ids that are not one person with any of these. */
export async function refusedBy(
  { contactRefusals }: Database,
  ids: readonly string[],
  session?: ClientSession,
): Promise<Set<string>> {
  const among = { $in: [...ids] };
  const found = await contactRefusals.find({ $or: [{ one: among }, { other: among }] }, { session }).toArray();
  return new Set(found.flatMap(({ one, other }) => [one, other]));
}

/** Who was not one with a contact is not with another one either, whom that one has become. */
export async function renameRefusals(
  { contactRefusals }: Database,
  session: ClientSession,
  from: string,
  to: string,
): Promise<void> {
  const found = await contactRefusals.find({ $or: [{ one: from }, { other: from }] }, { session }).toArray();
  for (const { _id, one, other, ...rest } of found) {
    await contactRefusals.deleteOne({ _id }, { session });
    const next = { one: one === from ? to : one, other: other === from ? to : other };
    if (next.one === next.other) continue;
    const renamed = stored({ id: pairId(next.one, next.other), ...next, ...rest });
    await contactRefusals.replaceOne({ _id: renamed._id }, renamed, { upsert: true, session });
  }
}

/** Forgets that some of these are not one of those. */
export async function liftRefusals(
  { contactRefusals }: Database,
  session: ClientSession,
  ids: readonly string[],
  others: readonly string[],
): Promise<void> {
  const [these, those] = [{ $in: [...ids] }, { $in: [...others] }];
  const either = [
    { one: these, other: those },
    { one: those, other: these },
  ];
  await contactRefusals.deleteMany({ $or: either }, { session });
}

/** Whether somebody is joined to the contact. */
export async function hasJoined({ contactMerges }: Database, id: string, session: ClientSession): Promise<boolean> {
  return (await contactMerges.findOne({ winnerId: id, undoneAt: null }, { session })) !== null;
}

/** Takes away all that names these: merges, and who is not one with whom. */
export async function dropMerges(
  { contactMerges, contactRefusals }: Database,
  session: ClientSession,
  ids: readonly string[],
): Promise<void> {
  const among = { $in: [...ids] };
  await contactMerges.deleteMany({ $or: [{ winnerId: among }, { loserId: among }] }, { session });
  await contactRefusals.deleteMany({ $or: [{ one: among }, { other: among }] }, { session });
}

/** Forgets one that nothing points to any more, and its place on a card, where nobody was joined to it. */
export async function dropPerson(engine: Engine, session: ClientSession, contact: Contact): Promise<void> {
  const { database } = engine;
  const tree = contact.card ? await treeOf(database, contact, session) : null;
  await database.contacts.deleteOne({ _id: contact.id }, { session });
  await forgetPeople(database, session, [contact.id]);
  await dropMerges(database, session, [contact.id]);
  if (!tree) return;
  const rest = {
    ...tree,
    contacts: tree.contacts.filter(each => each.id !== contact.id),
    merges: tree.merges.filter(each => each.loserId !== contact.id),
  };
  await keep(engine, session, [rest], [marked(rest)]);
}

/**
 * Writes what a contact has become, or a new one, and puts them on the card of whom they are known as (SPEC CO3).
 * @param before null: it is new
 * @param after `noted`
 * @returns as it is then, on a card perhaps
 */
export async function keepPerson(
  engine: Engine,
  session: ClientSession,
  before: Contact | null,
  after: Contact,
): Promise<Contact> {
  const { database } = engine;
  // Most words tell nothing of who it is.
  if (after.identities === before?.identities) {
    await saveContact(engine, session, after);
    await engine.leaving.tell(session, contactNews(before, after));
    if (after.card && after.name !== before.name) await rename(engine, session, after);
    return after.card ? await reread(database, session, after.id) : after;
  }
  const known = new Set(before?.identities.map(identityKey));
  const added = telling(after).filter(each => !known.has(identityKey(each)));
  await lockIdentities(database, session, added, after.updatedAt);
  const taken = new Map<string, string>();
  for (const each of newlySole(before, after)) {
    const owner = await ownerOf(database, each, session);
    if (owner && owner.id !== after.id) taken.set(identityKey(each), owner.root);
  }
  const next = withoutTaken(after, new Set(taken.keys()));
  await saveContact(engine, session, next);
  await engine.leaving.tell(session, contactNews(before, next));
  await recognise(engine, session, next, taken);
  if (before && next.name !== before.name && next.card) await rename(engine, session, next);
  return reread(database, session, after.id);
}

async function reread({ contacts }: Contacts, session: ClientSession, id: string): Promise<Contact> {
  return toContact((await contacts.findOne({ _id: id }, { session }))!);
}

/** The card's name as it is by now, in each of its contacts. */
async function rename(engine: Engine, session: ClientSession, contact: Contact): Promise<void> {
  const tree = await treeOf(engine.database, contact, session);
  await keep(engine, session, [tree], [marked(tree)]);
}

async function recognise(
  engine: Engine,
  session: ClientSession,
  contact: Contact,
  taken: ReadonlyMap<string, string>,
): Promise<void> {
  const { database } = engine;
  if (contact.card !== null) {
    const holds = { loserId: contact.id, undoneAt: null };
    if (taken.size > 0) await database.contactMerges.updateMany(holds, { $set: { isVerified: true } }, { session });
    return;
  }
  const shared = proven(taken);
  for (const each of telling(contact)) {
    const rootIds = await rootIdsOf(database, each, session);
    shared.push({ kind: each.kind, rootIds: rootIds.filter(id => id !== contact.id), isProven: false });
  }
  const found = recognised(contact, shared);
  if (!found) return;
  const { rootId, reason, isVerified } = found;
  const winner = await treeOf(database, await reread(database, session, rootId), session);
  const refused = await refusedBy(database, [contact.id], session);
  if (idsOf(winner.contacts).some(id => refused.has(id)) || winner.contacts.length >= MOST_RECOGNISED) return;
  const count = await database.contactMerges.countDocuments({ loserId: contact.id }, { session });
  const of = { id: mergeId(contact.id, count), winnerId: rootId, loserId: contact.id, at: contact.updatedAt };
  const merge = { ...of, reason, isVerified, choices: {}, by: null };
  await join(engine, session, { winner, loser: await treeOf(database, contact, session), merge });
}

function idsOf(contacts: readonly Contact[]): string[] {
  return contacts.map(each => each.id);
}
