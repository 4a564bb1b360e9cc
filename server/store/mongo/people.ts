/**
 * The list of people follows what it is made of. Whatever changes that says so in its own transaction by `touchPeople`,
 * which costs one write; the look comes after. A look takes the mark away in the transaction in which it reads: of one
 * that was touched meanwhile the mark can not be taken, so nothing that is written later is ever missed.
 */
import type { ClientSession } from 'mongodb';
import { toContact } from '../../features/contacts/mongo-document.ts';
import { personDocument } from '../../features/people/mongo-document.ts';
import { FIGURES } from '../../features/people/mongo-figures.ts';
import { factsOf, figuresOf, personOf, searchableCard } from '../../features/people/rules.ts';
import type { Database } from './connection.ts';

/** Notes that these contacts' cards are to be looked at, in the step of what changed. */
export async function touchPeople(
  { peopleDue }: Pick<Database, 'peopleDue'>,
  session: ClientSession | undefined,
  contactIds: readonly string[],
): Promise<void> {
  const marks = [...new Set(contactIds)].map(_id => ({
    updateOne: { filter: { _id }, update: { $inc: { turns: 1 } }, upsert: true },
  }));
  // MongoDB refuses an empty list.
  if (marks.length > 0) await peopleDue.bulkWrite(marks, { ...(session && { session }), ordered: false });
}

/** The same for contacts that are gone: they are in no list from this step on. */
export async function forgetPeople(
  database: Database,
  session: ClientSession,
  contactIds: readonly string[],
): Promise<void> {
  await database.people.deleteMany({ _id: { $in: [...contactIds] } }, { session });
  // A look that has read them already must not bring them back.
  await touchPeople(database, session, contactIds);
}

/** Notes it of everybody. */
export async function touchEverybody({ contacts }: Pick<Database, 'contacts'>): Promise<void> {
  const into = { $merge: { into: 'peopleDue', whenMatched: 'keepExisting' } };
  await contacts.aggregate([{ $project: { turns: { $literal: 1 } } }, into]).toArray();
}

/** Makes the rows of these contacts' cards anew. */
export function lookAtPeople(database: Database, contactIds: readonly string[]): Promise<void> {
  const { contacts, people, peopleDue } = database;
  return database.transaction(async session => {
    const ids = [...new Set(contactIds)];
    await peopleDue.deleteMany({ _id: { $in: ids } }, { session });
    const found = (await contacts.find({ _id: { $in: ids } }, { session }).toArray()).map(toContact);
    const rooms = await Promise.all(FIGURES.map(read => read(database, session, ids)));
    const writes = found.map(contact => {
      const facts = factsOf(contact);
      const person = personOf(facts, figuresOf(rooms.map(room => room.get(contact.id) ?? {})));
      const filter = { _id: contact.id };
      if (!person) return { deleteOne: { filter } };
      const replacement = personDocument(person, [contact.id], searchableCard(facts));
      return { replaceOne: { filter, replacement, upsert: true } };
    });
    const gone = ids.filter(id => !found.some(each => each.id === id));
    if (gone.length > 0) await people.deleteMany({ _id: { $in: gone } }, { session });
    if (writes.length > 0) await people.bulkWrite(writes, { session, ordered: false });
  });
}
