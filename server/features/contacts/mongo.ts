import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Database } from '../../store/mongo/connection.ts';
import { contactDocument, stored, toContact, toVisitor, type VisitorDocument } from '../../store/mongo/documents.ts';
import type { Totals } from '../../store/mongo/recent.ts';
import { contactSummary, signIn, withWords } from './rules.ts';

type Verbs =
  | 'createVisitor'
  | 'visitorByToken'
  | 'visitor'
  | 'touchVisitor'
  | 'contact'
  | 'updateContact'
  | 'identifyVisitor';

/** @param nextId numbers of this server's own, by which others know who changed a summary */
export function createPeople(database: Database, totals: Totals, nextId: () => number): Pick<FlatStore, Verbs> {
  const { visitors, contacts, conversations } = database;

  /** Reads a contact, and writes what `change` makes of it; null: no such contact. */
  function changeContact(id: string, change: (contact: Contact) => Contact): Promise<Contact | null> {
    return database.transaction(async session => {
      const found = await contacts.findOne({ _id: id }, { session });
      if (!found) return null;
      const contact = change(toContact(found));
      await saveContact(database, totals, session, contact, nextId());
      return contact;
    });
  }

  async function identify(
    { visitorId, externalId, ...identity }: Parameters<FlatStore['identifyVisitor']>[0],
    session: ClientSession,
  ): Promise<Visitor> {
    const found = await visitors.findOne({ _id: visitorId }, { session });
    const held = found && (await contacts.findOne({ _id: found.contactId }, { session }));
    if (!found || !held) throw new AppError('TOKEN_INVALID');
    const current = toContact(held);
    const { siteId } = current;
    const signed = await contacts.findOne({ siteId, externalId }, { session });
    const known = signed && toContact(signed);
    const { contact, isAbsorbed } = signIn({ current, known, externalId, ...identity });
    if (isAbsorbed) {
      totals.touch(current.id);
      const summary = { contact: contactSummary(contact) };
      await conversations.updateMany({ 'contact.id': current.id }, { $set: summary }, { session });
      await contacts.deleteOne({ _id: current.id }, { session });
    }
    await saveContact(database, totals, session, contact, nextId());

    const [newest] = await conversations
      .find({ 'contact.id': contact.id }, { session, projection: { _id: 1 } })
      .sort({ updatedAt: -1, _id: -1 })
      .limit(1)
      .toArray();
    const belongs = { contactId: contact.id, conversationId: newest?._id ?? null };
    await visitors.updateOne({ _id: visitorId }, { $set: { ...belongs, touch: nextId() } }, { session });
    return { ...toVisitor(found), ...belongs };
  }

  async function oneVisitor(filter: Partial<VisitorDocument>): Promise<Visitor | null> {
    const found = await visitors.findOne(filter);
    return found && toVisitor(found);
  }

  return {
    createVisitor: ({ tokenHash, ...visitor }, contact) =>
      database.transaction(async session => {
        await contacts.insertOne(contactDocument(contact), { session });
        await visitors.insertOne({ ...stored(visitor), tokenHash }, { session });
      }),

    async visitorByToken(siteId, tokenHash) {
      const visitor = await oneVisitor({ tokenHash, siteId });
      if (visitor) totals.forgetVisitor(visitor.id);
      return visitor;
    },
    visitor: id => oneVisitor({ _id: id }),

    async touchVisitor(visitorId, { at, trail, referrer, userAgent, locale, timeZone }) {
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
      await changeContact(found.contactId, each => ({ ...each, ...spoken, updatedAt: at }));
    },

    async contact(id) {
      const found = await contacts.findOne({ _id: id });
      return found && toContact(found);
    },

    updateContact: (id, words, at) => changeContact(id, contact => withWords(contact, words, at)),

    identifyVisitor(identity) {
      totals.touch(identity.visitorId);
      return database.transaction(session => identify(identity, session));
    },
  };
}

/**
 * Writes a contact, new or changed, and what its conversations repeat of it.
 * @param touch one of this server's own numbers, by which others know whose doing it was
 */
export async function saveContact(
  database: Database,
  totals: Totals,
  session: ClientSession,
  contact: Contact,
  touch: number,
): Promise<void> {
  totals.touch(contact.id);
  await database.contacts.replaceOne({ _id: contact.id }, contactDocument(contact), { session, upsert: true });
  const summary = { contact: contactSummary(contact), emailKey: contact.email.toLowerCase(), touch };
  await database.conversations.updateMany({ 'contact.id': contact.id }, { $set: summary }, { session });
}
