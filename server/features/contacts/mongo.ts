import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeJobs } from '../../store/mongo/jobs.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { afterConsent } from '../returns/rules.ts';
import { holding } from '../search/mongo.ts';
import { namedBy } from './alike.ts';
import { type CardTree, sitesOf } from './card.ts';
import { contactNews } from './desk-news.ts';
import { withEdit } from './edits.ts';
import { identityKey, noted, tailKey, tailOf } from './identities.ts';
import { holdingOf, refuseMerge } from './merges.ts';
import { type ContactDocument, contactDocument, toContact, toMerge } from './mongo-document.ts';
import {
  join,
  keepPerson,
  liftRefusals,
  lockIdentities,
  ownerOf,
  part,
  refuse,
  refusedBy,
  rootIdsOf,
  treeOf,
  treesOf,
} from './mongo-people.ts';
import { withSaying } from './rules.ts';
import { foundBy, isBare, withSought } from './seeking.ts';
import type { ContactChange, ContactStore } from './store.ts';

/** Contacts that are looked at for what another may have in common: whose name thousands have is found by more. */
const LIKELY = 100;

export function createContactStore(engine: Engine): ContactStore {
  const { database } = engine;
  const { contacts, contactMerges } = database;

  async function one(id: string, session?: ClientSession): Promise<Contact | null> {
    const found = await contacts.findOne({ _id: id }, { session });
    return found && toContact(found);
  }

  async function heldTree(id: string, session?: ClientSession): Promise<CardTree | null> {
    const contact = await one(id, session);
    return contact && treeOf(database, contact, session);
  }

  return {
    find: id => one(id),

    async tree(id) {
      const found = await contacts.findOne({ _id: id }, { projection: { 'card.id': 1 } });
      if (!found) return null;
      const rootId = found.card?.id;
      if (rootId === undefined) return { rootId: id, ids: [id] };
      const all = await contacts.find({ 'card.id': rootId }, { projection: { _id: 1 } }).toArray();
      return { rootId, ids: [rootId, ...all.map(each => each._id).filter(each => each !== rootId)] };
    },

    cardTree: id => heldTree(id),

    async cardTrees(ids) {
      const found = await contacts.find({ _id: { $in: [...ids] } }).toArray();
      return treesOf(database, found.map(toContact));
    },

    async rootsOf(name) {
      const ids = await rootIdsOf(database, name);
      const found = await contacts
        .find({ _id: { $in: ids } })
        .sort({ createdAt: 1, _id: 1 })
        .limit(3)
        .toArray();
      return found.map(toContact);
    },

    update: (id, saying, at) =>
      database.transaction(session => changeContact(engine, session, id, contact => withSaying(contact, saying, at))),

    edit: (id, edit, at) =>
      database.transaction(async session => {
        const before = await one(id, session);
        if (!before) return null;
        const tree = await treeOf(database, before, session);
        const others = edit.kind === 'forget' ? tree.contacts.filter(each => each.id !== id) : [];
        for (const each of [...others, before]) {
          const after = withEdit(each, edit, { at, tree });
          if (after !== each) await keepPerson(engine, session, each, after);
        }
        const after = (await one(id, session))!;
        await changeJobs(database, session, [afterConsent(edit, tree, after)]);
        return { before, after };
      }),

    resolve: sought =>
      database.transaction(async session => {
        const { identities, newContact, at } = sought;
        await lockIdentities(database, session, identities, at);
        const owners = new Map<string, { root: string }>();
        const roots = new Map<string, string[]>();
        for (const each of identities) {
          const owner = await ownerOf(database, each, session);
          if (owner) owners.set(identityKey(each), owner);
          roots.set(identityKey(each), await rootIdsOf(database, each, session));
        }
        const found = foundBy(
          identities,
          name => owners.get(identityKey(name)),
          name => roots.get(identityKey(name))!,
        );
        const trees: CardTree[] = [];
        for (const id of 'rootId' in found ? [found.rootId] : found.among) trees.push((await heldTree(id, session))!);
        const tree = 'rootId' in found ? trees[0] : trees.find(each => isBare(each, identities));
        if (!tree) {
          const made = withSought({ root: newContact, contacts: [], merges: [] }, sought);
          await contacts.insertOne(contactDocument(made), { session });
          await touchPeople(database, session, [made.id]);
          await engine.leaving.tell(session, contactNews(null, made));
          return { contact: made, before: null };
        }
        sought.judge?.(sitesOf(tree));
        const after = withSought(tree, sought);
        const contact = after === tree.root ? after : await keepPerson(engine, session, tree.root, after);
        return { contact, before: tree.root };
      }),

    merge: ({ versions, winnerId, loserId, ...order }) =>
      database.transaction(async session => {
        const [winner, loser] = [await heldTree(winnerId, session), await heldTree(loserId, session)];
        if (!winner || !loser) return null;
        refuseMerge({ winner, loser }, { winnerId, loserId, versions });
        const merge = { ...order, winnerId, loserId, reason: 'agent', isVerified: true } as const;
        await join(engine, session, { winner, loser, merge });
        const idsOf = ({ contacts }: CardTree) => contacts.map(each => each.id);
        await liftRefusals(database, session, idsOf(winner), idsOf(loser));
        return merge;
      }),

    unmerge: (id, by, at) =>
      database.transaction(async session => {
        const found = await contactMerges.findOne({ _id: id, undoneAt: null }, { session });
        const tree = found && (await heldTree(found.winnerId, session));
        if (!found || !tree) return null;
        const merge = holdingOf([toMerge(found)])[0]!;
        await part(engine, session, { tree, merge, by, at });
        await refuse(database, session, { one: merge.winnerId, other: merge.loserId, by, at });
        return { merge, contactIds: tree.contacts.map(each => each.id) };
      }),

    refuse: ({ one: first, other, by, at }) =>
      database.transaction(async session => {
        if (!(await one(first, session)) || !(await one(other, session))) return null;
        await refuse(database, session, { one: first, other, by, at });
        return true as const;
      }),

    async alike(id) {
      const tree = await heldTree(id);
      if (!tree) return [];
      const identities = tree.contacts.flatMap(each => each.identities);
      const keys = [...identities.map(identityKey), ...identities.flatMap(each => tailOf(each) ?? []).map(tailKey)];
      const word = namedBy(tree);
      const likely = [
        contacts.find({ keys: { $in: keys } }, { projection: { 'card.id': 1 } }).limit(LIKELY),
        ...(word === null
          ? []
          : [
              contacts
                .find(holding<ContactDocument>([word]))
                .sort({ _id: -1 })
                .limit(LIKELY),
            ]),
      ];
      const ids = new Set<string>();
      for (const some of likely) for (const each of await some.toArray()) ids.add(each.card?.id ?? each._id);
      ids.delete(tree.root.id);
      const refused = await refusedBy(
        database,
        tree.contacts.map(each => each.id),
      );
      const found: CardTree[] = [];
      for (const each of ids) {
        const other = await heldTree(each);
        if (other && !other.contacts.some(one => refused.has(one.id))) found.push(other);
      }
      return found;
    },
  };
}

/** Reads a contact, and writes what `change` makes of it; null: no such contact. */
export async function changeContact(
  engine: Engine,
  session: ClientSession,
  id: string,
  change: (contact: Contact) => Contact,
): Promise<ContactChange | null> {
  const found = await engine.database.contacts.findOne({ _id: id }, { session });
  if (!found) return null;
  const before = toContact(found);
  return { before, after: await keepPerson(engine, session, before, noted(before, change(before))) };
}

/** Who was joined to whom of one person. What was taken back goes too, and tells nothing in their file. */
export function mergesOfPeople({ database: { contactMerges } }: Engine): PersonDocuments<ClientSession> {
  return {
    kind: 'contactMerges',
    async read(contactIds, session) {
      const held = contactMerges.find({ winnerId: { $in: [...contactIds] }, undoneAt: null }, { session });
      return holdingOf((await held.sort({ at: 1, _id: 1 }).toArray()).map(toMerge));
    },
    async drop(contactIds, session) {
      const among = { $in: [...contactIds] };
      const either = { $or: [{ winnerId: among }, { loserId: among }] };
      return (await contactMerges.deleteMany(either, { session })).deletedCount;
    },
  };
}
