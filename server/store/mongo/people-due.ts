/**
 * The list of people follows what it is made of. Whatever changes that says so in its own transaction by `touchPeople`,
 * which costs one write; the look comes after. A look takes the mark away in the transaction in which it reads: of one
 * that was touched meanwhile the mark can not be taken, so nothing that is written later is ever missed.
 */
import type { ClientSession } from 'mongodb';
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
