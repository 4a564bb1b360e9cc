import type { ClientSession, Filter } from 'mongodb';
import type { Stored } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { FileRecord } from '../files/store.ts';

/** Conversations that are gone, and how much went with them. */
export interface Removed {
  entryIds: number[];
  /** What their visitors sent. */
  sendings: { siteId: string; clientId: string }[];
  files: number;
  callbacks: number;
  ratings: number;
  mails: number;
  deliveries: number;
}

/** Takes conversations away with all that hangs on them, inside a transaction. */
export async function removeConversations(engine: Engine, session: ClientSession, ids: string[]): Promise<Removed> {
  const { database, recent } = engine;
  const { entries, texts, callbacks, ratings, deliveries, jobs, mentions, notices } = database;
  const { answerLinks, chatMessages, mails, sms, conversations } = database;
  const ofThem = { conversationId: { $in: ids } };
  const found = await entries
    .find(ofThem, { session, projection: { siteId: 1, clientId: 1, 'author.kind': 1, 'body.kind': 1 } })
    .toArray();
  const entryIds = found.map(each => each._id);
  await entries.deleteMany(ofThem, { session });
  await texts.deleteMany({ _id: { $in: entryIds } }, { session });
  const files = await forsakeFiles(engine, session, ofThem);
  const rung = await callbacks.deleteMany(ofThem, { session });
  const rated = await ratings.deleteMany(ofThem, { session });
  const letters = await mails.deleteMany(ofThem, { session });
  const left = await deliveries.deleteMany(ofThem, { session });
  // What carried them is gone: nothing of others joins them any more.
  const carried = { isOpen: true, 'parts.0.conversationId': { $in: ids } };
  await notices.updateMany(carried, { $set: { isOpen: false } }, { session });
  await jobs.deleteMany(ofThem, { session });
  await mentions.deleteMany(ofThem, { session });
  await answerLinks.deleteMany(ofThem, { session });
  await chatMessages.deleteMany(ofThem, { session });
  await sms.deleteMany(ofThem, { session });
  await conversations.deleteMany({ _id: { $in: ids } }, { session });
  for (const id of ids) recent.forget(id);
  const sendings = found.flatMap(({ author, siteId, clientId }) =>
    author.kind === 'visitor' && clientId ? [{ siteId, clientId }] : [],
  );
  return {
    ...{ entryIds, sendings, files },
    callbacks: rung.deletedCount,
    ratings: rated.deletedCount,
    mails: letters.deletedCount,
    deliveries: left.deletedCount,
  };
}

/**
 * Nobody's first: their bytes and they themselves go by the next sweep of files, which may be broken off.
 * @returns how many
 */
export async function forsakeFiles(
  { database: { files } }: Engine,
  session: ClientSession,
  those: Filter<Stored<FileRecord>>,
): Promise<number> {
  const ended = { uploader: '', clientId: '$_id', name: '', givenName: '', hash: '', touchedAt: 0 };
  const nowhere = { conversationId: null, seq: null };
  return (await files.updateMany(those, [{ $set: { ...ended, ...nowhere } }], { session })).modifiedCount;
}
