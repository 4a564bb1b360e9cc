import type { ClientSession } from 'mongodb';
import type { Database } from './connection.ts';

/**
 * Which of these contacts are there, and stay so until the transaction ends: it writes to each, so whoever erases, forgets or
 * joins one of them at the same moment meets it, and looks anew.
 */
export async function keptContacts(
  { contacts }: Pick<Database, 'contacts'>,
  session: ClientSession,
  contactIds: readonly string[],
): Promise<Set<string>> {
  const those = { _id: { $in: [...new Set(contactIds)] } };
  const { matchedCount } = await contacts.updateMany(those, { $inc: { begun: 1 } }, { session });
  if (matchedCount === 0) return new Set();
  const found = await contacts.find(those, { session, projection: { _id: 1 } }).toArray();
  return new Set(found.map(each => each._id));
}
