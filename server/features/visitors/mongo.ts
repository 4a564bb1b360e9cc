import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { AppError } from '../../app-error.ts';
import { bundled } from '../../store/mongo/bundled.ts';
import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { batches } from '../../store/transfer.ts';
import { auditDocument } from '../audit/mongo-document.ts';
import { noted } from '../contacts/identities.ts';
import { signedMerge } from '../contacts/merges.ts';
import { changeContact } from '../contacts/mongo.ts';
import { contactDocument, toContact } from '../contacts/mongo-document.ts';
import { dropPerson, join, keepPerson, refusedBy, renameRefusals, treeOf } from '../contacts/mongo-people.ts';
import { contactSummary, isPasserBy, signIn } from '../contacts/rules.ts';
import { type PersonDocuments, withDocuments } from '../privacy/person-rows.ts';
import { toVisitor } from './mongo-document.ts';
import { createTouches } from './mongo-touches.ts';
import { TOKEN_IDLE_MS } from './rules.ts';
import type { UsedIdentity, VisitorStore } from './store.ts';

/** A token as a page brings it. */
interface CameBy {
  siteId: string;
  tokenHash: string;
  at: number;
}

export function createVisitorStore(engine: Engine, others: readonly PersonDocuments<ClientSession>[]): VisitorStore {
  const { database, recent, nextId } = engine;
  const { visitors, contacts, conversations, usedIdentities } = database;
  const touch = createTouches(database);

  const find = bundled<string, Visitor | null>(async ids => {
    const found = await visitors.find({ _id: { $in: ids } }).toArray();
    const visitorOf = new Map(found.map(each => [each._id, toVisitor(each)]));
    return ids.map(id => visitorOf.get(id) ?? null);
  });

  const byToken = bundled<CameBy, Visitor | null>(async all => {
    const found = await visitors.find({ tokenHash: { $in: all.map(each => each.tokenHash) } }).toArray();
    const byHash = new Map(found.map(each => [each.tokenHash, each]));
    const others = all.flatMap(({ tokenHash }) => (byHash.has(tokenHash) ? [] : tokenHash));
    const old = others.length > 0 ? await visitors.find({ oldTokenHash: { $in: others } }).toArray() : [];
    const byOldHash = new Map(old.map(each => [each.oldTokenHash, each]));
    return all.map(({ siteId, tokenHash, at }) => {
      const earlier = byOldHash.get(tokenHash);
      const visitor = byHash.get(tokenHash) ?? (earlier && earlier.oldTokenUntil! > at ? earlier : undefined);
      return visitor?.siteId === siteId && visitor.seenAt > at - TOKEN_IDLE_MS ? toVisitor(visitor) : null;
    });
  });

  async function identify(
    { visitorId, externalId, used, ...identity }: Parameters<VisitorStore['identify']>[0],
    session: ClientSession,
  ): ReturnType<VisitorStore['identify']> {
    const found = await visitors.findOne({ _id: visitorId }, { session });
    const held = found && (await contacts.findOne({ _id: found.contactId }, { session }));
    if (!found || !held) throw new AppError('TOKEN_INVALID');
    if (used) await takeIdentity(used, visitorId, session);
    const current = toContact(held);
    const signed = await contacts.findOne({ siteId: current.siteId, externalId }, { session });
    const known = signed && toContact(signed);
    const { contact, isNew, isAbsorbed } = signIn({ current, known, externalId, ...identity });
    if (isAbsorbed) {
      recent.touch(current.id);
      const summary = { contact: contactSummary(contact) };
      await conversations.updateMany({ 'contact.id': current.id }, { $set: summary }, { session });
      // Before what they typed is the other's: it must not be taken for somebody else's.
      await absorb(current, known!, identity.at, session);
    }
    const person = isNew ? null : (known ?? current);
    // Whoever was dropped or joined may have been part of the same card.
    const now = person && toContact((await contacts.findOne({ _id: person.id }, { session }))!);
    const version = now?.version ?? contact.version;
    const next = noted(person && { ...person, version }, { ...contact, version });
    const after = await keepPerson(
      engine,
      session,
      now,
      now ? { ...next, card: now.card, mergedInto: now.mergedInto } : next,
    );

    const [newest] = await conversations
      .find({ 'contact.id': contact.id }, { session, projection: { _id: 1 } })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(1)
      .toArray();
    const belongs = { contactId: contact.id, conversationId: newest?._id ?? null };
    await visitors.updateOne({ _id: visitorId }, { $set: { ...belongs, touch: nextId() } }, { session });
    return { visitor: { ...toVisitor(found), ...belongs }, before: current, after };
  }

  /** Drops whom somebody was until they signed in; whoever the desk or any room keeps something of is joined to them instead. */
  async function absorb(current: Contact, known: Contact, at: number, session: ClientSession): Promise<void> {
    if (isPasserBy(current) && (await withDocuments(others, [current.id], session)).size === 0) {
      await renameRefusals(database, session, current.id, known.id);
      await dropPerson(engine, session, current);
      return;
    }
    const both = {
      winner: await treeOf(database, known, session),
      loser: await treeOf(database, current, session),
    };
    const ids = both.loser.contacts.map(each => each.id);
    const refused = await refusedBy(database, ids, session);
    const count = await database.contactMerges.countDocuments({ loserId: current.id }, { session });
    const merge = signedMerge(both, { contactId: current.id, refused, count, at });
    if (merge) await join(engine, session, { ...both, merge });
  }

  /** Of two at once one inserts; the other is tried anew, and finds it. @throws AppError IDENTITY_USED */
  async function takeIdentity(
    { id, expiresAt }: Omit<UsedIdentity, 'visitorId'>,
    visitorId: string,
    session: ClientSession,
  ): Promise<void> {
    const known = await usedIdentities.findOne({ _id: id }, { session });
    if (!known) await usedIdentities.insertOne({ _id: id, visitorId, expiresAt }, { session });
    else if (known.visitorId !== visitorId) throw new AppError('IDENTITY_USED');
  }

  return {
    create: ({ tokenHash, ...visitor }, contact) =>
      database.transaction(async session => {
        await contacts.insertOne(contactDocument(contact), { session });
        const token = { tokenHash, tokenAt: visitor.createdAt, oldTokenHash: null, oldTokenUntil: null };
        await visitors.insertOne({ ...stored(visitor), ...token }, { session });
      }),

    async byToken(siteId, tokenHash, at) {
      const visitor = await byToken({ siteId, tokenHash, at });
      if (visitor) recent.forgetVisitor(visitor.id);
      return visitor;
    },

    async renewToken({ visitorId, cameBy, tokenHash, at, madeBefore, oldUntil }) {
      const isDue = { _id: visitorId, tokenHash: cameBy, tokenAt: { $lte: madeBefore } };
      const next = { tokenHash, tokenAt: at, oldTokenHash: cameBy, oldTokenUntil: oldUntil };
      if ((await visitors.updateOne(isDue, { $set: next })).matchedCount === 1) return at;
      const token = await visitors.findOne({ _id: visitorId }, { projection: { tokenHash: 1, tokenAt: 1 } });
      if (!token) throw new AppError('TOKEN_INVALID');
      return token.tokenHash === cameBy ? null : token.tokenAt;
    },

    async signOut(siteId, row) {
      // First, since it may be too many for one step: what broke off in the middle was ordered all the same.
      if (row) await database.audit.insertOne(auditDocument(row));
      // No hash looks like that.
      const ended = { tokenHash: { $concat: ['ended ', '$_id'] }, oldTokenHash: null, oldTokenUntil: null };
      let count = 0;
      const named = contacts.find({ siteId, externalId: { $gt: '' } }, { projection: { _id: 1 } });
      for await (const some of batches(named)) {
        const contactId = { $in: some.map(each => each._id) };
        count += (await visitors.updateMany({ contactId }, [{ $set: ended }])).matchedCount;
      }
      return count;
    },

    find,

    async ofContacts(contactIds, limit) {
      const found = visitors
        .find({ contactId: { $in: [...contactIds] } })
        .sort({ seenAt: -1, _id: -1 })
        .limit(limit);
      return (await found.toArray()).map(toVisitor);
    },

    async withdraw(visitorId) {
      const ended = { tokenHash: `ended ${visitorId}`, oldTokenHash: null, oldTokenUntil: null };
      await visitors.updateOne({ _id: visitorId }, { $set: { ...ended, trail: [], userAgent: '', referrer: '' } });
      recent.forgetVisitor(visitorId);
    },

    async touch(visitorId, seen) {
      const known = await touch(visitorId, seen);
      if (!known) return null;
      // Most visits come with what is known already.
      const spoken = { locale: seen.locale ?? known.locale, timeZone: seen.timeZone ?? known.timeZone };
      if (spoken.locale === known.locale && spoken.timeZone === known.timeZone) return null;
      const change = (each: Contact) => ({ ...each, ...spoken, updatedAt: seen.at });
      return database.transaction(session => changeContact(engine, session, known.id, change));
    },

    identify(identity) {
      recent.touch(identity.visitorId);
      return database.transaction(session => identify(identity, session));
    },

    async sweepIdentities(at) {
      await usedIdentities.deleteMany({ expiresAt: { $lte: at } });
    },
  };
}
