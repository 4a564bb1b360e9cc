import type { Filter } from 'mongodb';
import type { Database } from '../../store/mongo/connection.ts';
import type { ConversationDocument } from '../conversations/mongo-document.ts';
import { FEW } from './rules.ts';

/** Ids of the entries of all these conversations; null where there are too many to look through (SPEC SE2). */
export async function fewSeen(
  { conversations, entries }: Database,
  where: Filter<ConversationDocument>,
): Promise<number[] | null> {
  // From an index alone: whoever sees much asks each time, too.
  const theirs = await conversations.find(where, { projection: { _id: 1 }, limit: FEW.conversations + 1 }).toArray();
  if (theirs.length > FEW.conversations) return null;
  const ofThem = { conversationId: { $in: theirs.map(each => each._id) } };
  const found = await entries.find(ofThem, { projection: { _id: 1 }, limit: FEW.entries + 1 }).toArray();
  return found.length > FEW.entries ? null : found.map(each => each._id);
}
