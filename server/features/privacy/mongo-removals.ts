import type { ClientSession } from 'mongodb';
import type { Engine } from '../../store/mongo/engine.ts';

/** Conversations that are gone, and how much went with them. */
export interface Removed {
  entryIds: number[];
  /** Of what their visitors sent. */
  clientIds: string[];
  callbacks: number;
  deliveries: number;
}

/** Takes conversations away with all that hangs on them, inside a transaction. */
export async function removeConversations(
  { database, recent }: Engine,
  session: ClientSession,
  ids: string[],
): Promise<Removed> {
  const { entries, texts, callbacks, deliveries, conversations } = database;
  const ofThem = { conversationId: { $in: ids } };
  const found = await entries
    .find(ofThem, { session, projection: { clientId: 1, 'author.kind': 1, 'body.kind': 1 } })
    .toArray();
  const entryIds = found.map(each => each._id);
  await entries.deleteMany(ofThem, { session });
  await texts.deleteMany({ _id: { $in: entryIds } }, { session });
  const rung = await callbacks.deleteMany(ofThem, { session });
  const left = await deliveries.deleteMany(ofThem, { session });
  await conversations.deleteMany({ _id: { $in: ids } }, { session });
  for (const id of ids) recent.forget(id);
  const clientIds = found.flatMap(each => (each.author.kind === 'visitor' && each.clientId ? [each.clientId] : []));
  return { entryIds, clientIds, callbacks: rung.deletedCount, deliveries: left.deletedCount };
}
