/**
 * From 0.1. A conversation's summary of its contact stood flat in it, and it did not know which entry its visitor saw
 * last: until its next visible entry its last number stands for that one, at worst a page asks once for what it has.
 * Forms came by the channel `contact`, which is `form` now. What was to be delivered could only go to webhooks, and a
 * target stood under the webhook's id alone. Any number was taken for the time of a call: one that is none is at the end
 * of all times now (`LIMITS.latestAt`), where it can be ended.
 */
import type { Collection, IndexDescription } from 'mongodb';
import { type Database, PATIENT } from './connection.ts';
import { unlessGone } from './failures.ts';

/**
 * Holds nothing and costs nothing: a server of 0.1, which would write conversations that are none any more, asks for
 * another index of this name, and so fails at its start. These words are in its error.
 */
export const REFUSAL_OF_0_1 = {
  key: { contactId: 1 },
  partialFilterExpression: { contactId: 'a newer Deskbell than 0.1 has this database' },
} as const satisfies IndexDescription;

const SUMMARY = ['name', 'email', 'phone', 'locale', 'timeZone'] as const;
const LATEST = 253_402_214_400_000;
const CHANNELS = { $map: { input: '$channels', in: { $cond: [{ $eq: ['$$this', 'contact'] }, 'form', '$$this'] } } };

export async function migration1(database: Database): Promise<void> {
  const conversations = database.older('conversations');
  // First, or each conversation would have to be taken out of them.
  await dropIndexes(conversations, ['contactId_1', 'siteId_1_phone_1']);
  // Before anything is moved: no server of 0.1 may start beside this, nor after it, were it killed in the middle.
  await conversations.createIndexes([REFUSAL_OF_0_1]);
  const contact = Object.fromEntries([['id', '$contactId'], ...SUMMARY.map(field => [field, `$${field}`])]);
  await conversations.updateMany(
    { contact: { $exists: false } },
    [{ $set: { contact, lastVisibleSeq: '$lastSeq', channels: CHANNELS } }, { $unset: ['contactId', ...SUMMARY] }],
    PATIENT,
  );
  await database.older('sites').updateMany({ channels: 'contact' }, [{ $set: { channels: CHANNELS } }], PATIENT);
  await dropIndexes(database.older('deliveries'), ['target_1_isDead_1_dueAt_1_createdAt_1__id_1']);
  await database.older('deliveries').updateMany({ kind: { $exists: false } }, { $set: { kind: 'webhook' } }, PATIENT);
  const targets = database.older('targets');
  const isOld = { _id: { $type: 'string' } } as const;
  const _id = { kind: { $literal: 'webhook' }, id: '$_id' };
  const moved = { $project: { _id, failures: 1, failingSince: 1, pausedUntil: 1 } };
  await targets
    .aggregate([{ $match: isOld }, moved, { $merge: { into: 'targets', whenMatched: 'keepExisting' } }], PATIENT)
    .toArray();
  await targets.deleteMany(isOld, PATIENT);
  await boundTimes(database);
  const unsourced = { sources: { $exists: false } };
  await database.older('contacts').updateMany(unsourced, { $set: { sources: {}, typed: {} } }, PATIENT);
  const firstToken = { tokenAt: '$createdAt', oldTokenHash: null, oldTokenUntil: null };
  await database.older('visitors').updateMany({ tokenAt: { $exists: false } }, [{ $set: firstToken }], PATIENT);
  // Nobody knows who made them, and whether they still might.
  await database.older('invites').deleteMany({ invitedBy: { $exists: false } }, PATIENT);
}

async function boundTimes(database: Database): Promise<void> {
  const isLate = { $gt: LATEST };
  const latest = { $min: { startAt: LATEST, endAt: LATEST } };
  await database.older('callbacks').updateMany({ endAt: isLate }, latest, PATIENT);
  const rank = { $ifNull: ['$waitingSince', LATEST] };
  const conversations = database.older('conversations');
  await conversations.updateMany({ callbackAt: isLate }, [{ $set: { callbackAt: LATEST, rank } }], PATIENT);
  const inBody = { $min: { 'body.startAt': LATEST, 'body.endAt': LATEST } };
  await database.older('entries').updateMany({ 'body.endAt': isLate }, inBody, PATIENT);
}

/** Those of 0.1, and not the one that stands for `contactId_1` now; see `REFUSAL_OF_0_1`. */
async function dropIndexes(collection: Collection, names: string[]): Promise<void> {
  const found = (await collection.indexes().catch(unlessGone)) ?? [];
  for (const { name = '', partialFilterExpression } of found) {
    const isNew = name === 'contactId_1' && partialFilterExpression;
    if (names.includes(name) && !isNew) await collection.dropIndex(name).catch(unlessGone);
  }
}
