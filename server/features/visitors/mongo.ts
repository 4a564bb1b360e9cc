import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import { stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { changeContact, saveContact } from '../contacts/mongo.ts';
import { contactDocument, toContact } from '../contacts/mongo-document.ts';
import { contactSummary, withTyped, withWords } from '../contacts/rules.ts';
import { toVisitor, type VisitorDocument } from './mongo-document.ts';
import type { VisitorStore } from './store.ts';

export function createVisitors(engine: Engine): VisitorStore {
  const { database, recent, nextId } = engine;
  const { visitors, contacts, conversations } = database;

  async function one(filter: Partial<VisitorDocument>): Promise<Visitor | null> {
    const found = await visitors.findOne(filter);
    return found && toVisitor(found);
  }

  async function identify(
    { visitorId, externalId, words, newContactId, at }: Parameters<VisitorStore['identify']>[0],
    session: ClientSession,
  ): Promise<Visitor> {
    const found = await visitors.findOne({ _id: visitorId }, { session });
    const held = found && (await contacts.findOne({ _id: found.contactId }, { session }));
    if (!found || !held) throw new AppError('TOKEN_INVALID');
    const current = toContact(held);
    const { siteId } = current;
    const known = await contacts.findOne({ siteId, externalId }, { session });

    let verified: Contact;
    if (known && known._id !== current.id && !current.isVerified) {
      verified = withWords(withTyped(toContact(known), current), words, at);
      recent.touch(current.id);
      // What was begun anonymously comes along. An anonymous contact is one visitor's, so then nobody has it any more.
      await conversations.updateMany(
        { 'contact.id': current.id },
        { $set: { contact: contactSummary(toContact(known)) } },
        { session },
      );
      await contacts.deleteOne({ _id: current.id }, { session });
    } else if (known) {
      verified = withWords(toContact(known), words, at);
    } else if (current.isVerified) {
      const { locale, timeZone } = current;
      const nobody = { id: newContactId, siteId, name: '', email: '', phone: '', attributes: {}, locale, timeZone };
      verified = withWords({ ...nobody, externalId, isVerified: true, createdAt: at, updatedAt: at }, words, at);
    } else {
      verified = { ...withWords(current, words, at), externalId, isVerified: true };
    }
    await saveContact(engine, session, verified);

    const [newest] = await conversations
      .find({ 'contact.id': verified.id }, { session, projection: { _id: 1 } })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(1)
      .toArray();
    const belongs = { contactId: verified.id, conversationId: newest?._id ?? null };
    await visitors.updateOne({ _id: visitorId }, { $set: { ...belongs, touch: nextId() } }, { session });
    return { ...toVisitor(found), ...belongs };
  }

  return {
    create: ({ tokenHash, ...visitor }, contact) =>
      database.transaction(async session => {
        await contacts.insertOne(contactDocument(contact), { session });
        await visitors.insertOne({ ...stored(visitor), tokenHash }, { session });
      }),

    async byToken(siteId, tokenHash) {
      const visitor = await one({ tokenHash, siteId });
      if (visitor) recent.forgetVisitor(visitor.id);
      return visitor;
    },

    find: id => one({ _id: id }),

    async touch(visitorId, { at, trail, referrer, userAgent, locale, timeZone }) {
      const found = await visitors.findOneAndUpdate(
        { _id: visitorId },
        {
          $max: { seenAt: at },
          ...((referrer !== undefined || userAgent !== undefined) && { $set: { referrer, userAgent } }),
          ...(trail && { $push: { trail: { $each: [trail], $position: 0, $slice: LIMITS.trailItems } } }),
        },
        { projection: { contactId: 1 } },
      );
      if (!found || (!locale && !timeZone)) return;
      // Most visits come with what is known already.
      const contact = await contacts.findOne({ _id: found.contactId }, { projection: { locale: 1, timeZone: 1 } });
      if (!contact) return;
      const spoken = { locale: locale ?? contact.locale, timeZone: timeZone ?? contact.timeZone };
      if (spoken.locale === contact.locale && spoken.timeZone === contact.timeZone) return;
      const change = (each: Contact) => ({ ...each, ...spoken, updatedAt: at });
      await database.transaction(session => changeContact(engine, session, found.contactId, change));
    },

    identify(identity) {
      recent.touch(identity.visitorId);
      return database.transaction(session => identify(identity, session));
    },
  };
}
