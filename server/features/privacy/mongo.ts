import type { ClientSession } from 'mongodb';
import type { Erasure } from '../../../protocol/privacy.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { forgetPeople } from '../../store/mongo/people-due.ts';
import { writeDown } from '../audit/mongo.ts';
import { toCallback } from '../callbacks/mongo-document.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { dropMerges, treeOf } from '../contacts/mongo-people.ts';
import type { FileStore } from '../files/store.ts';
import { toVisitor } from '../visitors/mongo-document.ts';
import { type ErasureDocument, toErasure } from './mongo-document.ts';
import { createExpiries } from './mongo-expire.ts';
import { forsakeFiles, removeConversations } from './mongo-removals.ts';
import type { PersonDocuments } from './person-rows.ts';
import { filesOf, keyOfSending, keyOfToken } from './rules.ts';
import type { Held, PrivacyStore } from './store.ts';

/** Files that are nobody's any more were touched last at the beginning of time. */
const FORSAKEN = 1;
/** How long it is known whether anybody was erased: an erasure at another server that was not heard of is looked at no later. */
const KNOWN_MS = 2_000;
/** How long after an erasure another server may still finish what it had begun: the longest transaction, many times over. */
const LEFT_MS = 3_600_000;

/** See `PrivacyStore`. */
export function createPrivacyStore(
  engine: Engine,
  files: FileStore,
  others: readonly PersonDocuments<ClientSession>[],
): PrivacyStore {
  const { database, ledger, recent, nextId } = engine;
  const { contacts, visitors, conversations, entries, texts, callbacks, ratings } = database;
  const { mails, deliveries, jobs, sms } = database;
  const { erasures, erasedKeys } = database;
  const expiries = createExpiries(engine, others);
  let known: { at: number; heard: number; hasKeys: Promise<boolean> } | null = null;

  /** Nobody was ever erased at most desks, and there nobody's message costs a look. */
  function hasKeys(): Promise<boolean> {
    const heard = recent.erasuresElsewhere;
    if (!known || known.heard !== heard || performance.now() - known.at >= KNOWN_MS) {
      const asked = erasedKeys.findOne({}, { projection: { _id: 1 } }).then(found => found !== null);
      asked.catch(() => {
        known = null;
      });
      known = { at: performance.now(), heard, hasKeys: asked };
    }
    return known.hasKeys;
  }

  function erase({ contactId, id, by, at, keysUntil, row }: Parameters<PrivacyStore['erase']>[0]) {
    return database.transaction(async session => {
      const before = await erasures.findOne({ contactId }, { session });
      if (before) return { erasure: toErasure(before), visitorIds: [], conversationIds: [], isRepeat: true };
      const contact = await contacts.findOne({ _id: contactId }, { session });
      if (!contact) return null;
      const tree = await treeOf(database, toContact(contact), session);
      const { siteId } = tree.root;
      const contactIds = tree.contacts.map(each => each.id);
      const ofThem = { contactId: { $in: contactIds } };
      const browsers = await visitors.find(ofThem, { session }).toArray();
      const begun = await conversations
        .find({ 'contact.id': { $in: contactIds } }, { session, projection: { siteId: 1 } })
        .toArray();
      const visitorIds = browsers.map(each => each._id);
      const conversationIds = begun.map(each => each._id);
      const removed = await removeConversations(engine, session, conversationIds);
      const untold = await deliveries.deleteMany({ contactId: { $in: contactIds } }, { session });
      for (const each of visitorIds) recent.touch(each);
      const uploads = await forsakeFiles(engine, session, {
        uploader: { $in: visitorIds.map(each => `visitor:${each}`) },
      });
      // What they began as somebody else stays that person's.
      const left = { $set: { visitorId: null, touch: nextId() } };
      await conversations.updateMany({ visitorId: { $in: visitorIds } }, left, { session });
      await visitors.deleteMany(ofThem, { session });
      const ofOthers: Record<string, number> = {};
      for (const each of others) ofOthers[each.kind] = await each.drop(contactIds, session);
      await contacts.deleteMany({ _id: { $in: contactIds } }, { session });
      await forgetPeople(database, session, contactIds);
      await dropMerges(database, session, contactIds);

      const counts = {
        contacts: contactIds.length,
        visitors: visitorIds.length,
        conversations: conversationIds.length,
        entries: removed.entryIds.length,
        files: removed.files + uploads,
        callbacks: removed.callbacks,
        ratings: removed.ratings,
        mails: removed.mails,
        deliveries: removed.deliveries + untold.deletedCount,
        ...ofOthers,
      };
      const erasure: Erasure = { id, siteId, contactId, at, by, counts };
      const { id: _id, ...rest } = erasure;
      const leftovers = { conversationIds, entryIds: removed.entryIds, until: at + LEFT_MS };
      await erasures.insertOne({ _id, ...rest, leftovers }, { session });
      const keys = [
        ...browsers.flatMap(each => [each.tokenHash, each.oldTokenHash ?? []].flat()).map(keyOfToken),
        ...removed.sendings.map(each => keyOfSending(each.siteId, each.clientId)),
      ].map(key => ({ _id: key, erasureId: id, expiresAt: keysUntil }));
      await writeDown(database, row, session);
      if (keys.length > 0) await erasedKeys.insertMany(keys, { session });
      return { erasure, visitorIds, conversationIds, isRepeat: false };
    });
  }

  async function removeLeftovers({ leftovers }: ErasureDocument): Promise<void> {
    if (!leftovers) return;
    const ofThem = { conversationId: { $in: leftovers.conversationIds } };
    const late = await entries.find(ofThem, { projection: { _id: 1 } }).toArray();
    await texts.deleteMany({ _id: { $in: [...leftovers.entryIds, ...late.map(each => each._id)] } });
    await entries.deleteMany(ofThem);
    await callbacks.deleteMany(ofThem);
    await ratings.deleteMany(ofThem);
    await mails.deleteMany(ofThem);
    await deliveries.deleteMany(ofThem);
    await jobs.deleteMany(ofThem);
    await sms.deleteMany(ofThem);
  }

  return {
    async held(contactId) {
      const found = await contacts.findOne({ _id: contactId });
      if (!found) return null;
      const { root, contacts: all } = await treeOf(database, toContact(found));
      const ids = all.map(each => each.id);
      const byAge = { createdAt: 1, _id: 1 } as const;
      const browsers = await visitors
        .find({ contactId: { $in: ids } })
        .sort(byAge)
        .toArray();
      const begun = await conversations
        .find({ 'contact.id': { $in: ids } })
        .sort(byAge)
        .toArray();
      const rows: Held['rows'] = {};
      for (const each of others) rows[each.kind] = await each.read(ids);
      const ofThem = { conversationId: { $in: begun.map(each => each._id) } };
      const about = { $or: [ofThem, { contactId: { $in: ids } }] };
      const held = {
        contacts: [root, ...all.filter(each => each !== root)] as Held['contacts'],
        rows,
        visitors: browsers.map(toVisitor),
        conversations: await ledger.caughtUp(begun),
        callbacks: (await callbacks.find(ofThem).sort(byAge).toArray()).map(toCallback),
        mails: (await mails.find(ofThem).sort({ at: 1, _id: 1 }).toArray()).map(entity),
        ratings: (await ratings.find(ofThem).sort(byAge).toArray()).map(entity),
        deliveries: (await deliveries.find(about).sort(byAge).toArray()).map(entity),
      };
      return { ...held, files: await filesOf(held, files) };
    },

    async erase(order) {
      const erased = await erase(order);
      if (erased && !erased.isRepeat) {
        known = null;
        recent.changed();
        for (const id of erased.conversationIds) recent.forget(id);
        await files.sweep(FORSAKEN);
      }
      return erased;
    },

    async isErased(keyOf) {
      return (await hasKeys()) && (await erasedKeys.findOne({ _id: keyOf() }, { projection: { _id: 1 } })) !== null;
    },

    async erasures({ cursor, limit }) {
      const found = await erasures
        .find(after<ErasureDocument>('at', cursor, true))
        .sort({ at: -1, _id: -1 })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, last => last.at);
      return { items: page.items.map(toErasure), cursor: page.cursor };
    },

    async erasure(id) {
      const found = await erasures.findOne({ _id: id });
      return found && toErasure(found);
    },

    async expire({ siteId, kind, before, limit }) {
      const expired = await expiries[kind](siteId, before, limit);
      if (expired.conversationIds.length > 0) await files.sweep(FORSAKEN);
      return expired;
    },
    cutTrails: siteId => expiries.cutTrails(siteId),

    async sweep(at) {
      await erasedKeys.deleteMany({ expiresAt: { $lte: at } });
      for (const each of await erasures.find({ leftovers: { $exists: true } }).toArray()) {
        await removeLeftovers(each);
        if (each.leftovers!.until <= at) await erasures.updateOne({ _id: each._id }, { $unset: { leftovers: '' } });
      }
    },
  };
}
