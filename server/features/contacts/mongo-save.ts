import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { contactDocument } from './mongo-document.ts';
import { contactSummary } from './rules.ts';

/** Writes a contact, new or changed, and what its conversations repeat of it. */
export async function saveContact(
  { database: { contacts, conversations }, recent, nextId }: Engine,
  session: ClientSession,
  contact: Contact,
): Promise<void> {
  recent.touch(contact.id);
  await contacts.replaceOne({ _id: contact.id }, contactDocument(contact), { session, upsert: true });
  const summary = { contact: contactSummary(contact), emailKey: contact.email.toLowerCase(), touch: nextId() };
  await conversations.updateMany({ 'contact.id': contact.id }, { $set: summary }, { session });
}
