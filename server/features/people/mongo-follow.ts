import type { Database } from '../../store/mongo/connection.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import type { EntryDocument } from '../conversations/mongo-document.ts';
import type { ChangedPerson } from './changed.ts';

/** What is read of an entry to follow it. */
export type FollowedEntry = Pick<EntryDocument, '_id' | 'conversationId' | 'author' | 'body' | 'createdAt'>;

/**
 * Keeps when people were heard last, some entries at a time, behind their ack and before it is noted how far they were
 * read; doing an entry twice is harmless.
 * @returns who was heard
 */
export async function followHeard(database: Database, entries: readonly FollowedEntry[]): Promise<ChangedPerson[]> {
  const said = new Map<string, number>();
  /** Into quarantine or out of it: whether they are somebody may hang on it. */
  const moved = new Set<string>();
  for (const { conversationId, author, body, createdAt } of entries) {
    if (author.kind === 'visitor') said.set(conversationId, Math.max(createdAt, said.get(conversationId) ?? 0));
    if (body.kind === 'event' && (body.event === 'held' || body.event === 'released')) moved.add(conversationId);
  }
  const ids = [...new Set([...said.keys(), ...moved])];
  if (ids.length === 0) return [];
  const { conversations, people } = database;
  const found = await conversations
    .find({ _id: { $in: ids } }, { projection: { 'contact.id': 1, status: 1 } })
    .toArray();
  const contactIds = found.map(each => each.contact.id);
  const listed = people.find({ contactIds: { $in: contactIds } }, { projection: { contactIds: 1, siteIds: 1 } });
  const rootOf = new Map<string, ChangedPerson>();
  for await (const { _id, contactIds, siteIds } of listed) {
    for (const id of contactIds) rootOf.set(id, { id: _id, siteIds });
  }
  const isPlain = ({ _id, contact, status }: (typeof found)[number]) =>
    !moved.has(_id) && status !== 'held' && rootOf.has(contact.id);
  const plain = found.filter(isPlain);
  const marks = plain.map(({ _id, contact }) => ({
    updateOne: { filter: { _id: rootOf.get(contact.id)!.id }, update: { $max: { lastAt: said.get(_id)! } } },
  }));
  if (marks.length > 0) await people.bulkWrite(marks, { ordered: false });
  const others = found.filter(each => !isPlain(each)).map(each => each.contact.id);
  await touchPeople(database, undefined, others);
  return plain.map(({ contact }) => rootOf.get(contact.id)!);
}
