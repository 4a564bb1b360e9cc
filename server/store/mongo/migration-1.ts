/**
 * From 0.1. A conversation's summary of its contact stood flat in it, and it did not know which entry its visitor saw
 * last: until its next visible entry its last number stands for that one, at worst a page asks once for what it has.
 * Forms came by the channel `contact`, which is `form` now. What was to be delivered could only go to webhooks.
 */
import type { Collection, IndexDescriptionInfo } from 'mongodb';
import { type Database, PATIENT } from './connection.ts';
import { isNoIndex } from './failures.ts';

const SUMMARY = ['name', 'email', 'phone', 'locale', 'timeZone'] as const;
const CHANNELS = { $map: { input: '$channels', in: { $cond: [{ $eq: ['$$this', 'contact'] }, 'form', '$$this'] } } };

export async function migration1(database: Database): Promise<void> {
  const conversations = database.older('conversations');
  // First, or each conversation would have to be taken out of them.
  for (const { name, partialFilterExpression } of await indexesOf(conversations)) {
    const isOld = name === 'siteId_1_phone_1' || (name === 'contactId_1' && !partialFilterExpression);
    if (isOld) await conversations.dropIndex(name).catch(unlessGone);
  }
  const contact = Object.fromEntries([['id', '$contactId'], ...SUMMARY.map(field => [field, `$${field}`])]);
  await conversations.updateMany(
    { contact: { $exists: false } },
    [{ $set: { contact, lastVisibleSeq: '$lastSeq', channels: CHANNELS } }, { $unset: ['contactId', ...SUMMARY] }],
    PATIENT,
  );
  await database.older('sites').updateMany({ channels: 'contact' }, [{ $set: { channels: CHANNELS } }], PATIENT);
  for (const name of ['deliveries', 'targets']) {
    await database.older(name).updateMany({ kind: { $exists: false } }, { $set: { kind: 'webhook' } }, PATIENT);
  }
}

/** None where the collection is not there yet. */
async function indexesOf(collection: Collection): Promise<IndexDescriptionInfo[]> {
  return (await collection.indexes().catch(unlessGone)) ?? [];
}

/** Another server was faster. */
function unlessGone(error: unknown): void {
  if (!isNoIndex(error)) throw error;
}
