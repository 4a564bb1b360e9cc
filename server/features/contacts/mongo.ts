import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { touchPeople } from '../../store/mongo/people.ts';
import { contactDocument, toContact } from './mongo-document.ts';
import { contactSummary, withSaying } from './rules.ts';
import type { ContactChange, ContactStore } from './store.ts';

export function createContactStore(engine: Engine): ContactStore {
  const { contacts } = engine.database;

  return {
    async find(id) {
      const found = await contacts.findOne({ _id: id });
      return found && toContact(found);
    },

    async tree(id) {
      const found = await contacts.findOne({ _id: id }, { projection: { _id: 1 } });
      return found && { rootId: id, ids: [id] };
    },

    update: (id, saying, at) =>
      engine.database.transaction(session =>
        changeContact(engine, session, id, contact => withSaying(contact, saying, at)),
      ),
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
  const after = change(before);
  await saveContact(engine, session, after);
  return { before, after };
}

/** Writes a contact, new or changed, and what its conversations repeat of it. */
export async function saveContact(
  { database, recent, nextId }: Engine,
  session: ClientSession,
  contact: Contact,
): Promise<void> {
  const { contacts, conversations } = database;
  recent.touch(contact.id);
  await contacts.replaceOne({ _id: contact.id }, contactDocument(contact), { session, upsert: true });
  const summary = { contact: contactSummary(contact), emailKey: contact.email.toLowerCase(), touch: nextId() };
  await conversations.updateMany({ 'contact.id': contact.id }, { $set: summary }, { session });
  await touchPeople(database, session, [contact.id]);
}
