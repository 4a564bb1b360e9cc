import type { IndexDescription, IndexDescriptionInfo } from 'mongodb';
import type { Database } from './connection.ts';
import { unlessGone } from './failures.ts';
import { REFUSAL_OF_0_1 } from './migration-1.ts';

/** Collections whose indexes are asked for at once: more need a connection each, and mongod makes the files one by one anyway. */
const AT_ONCE = 8;

/** After a new database was opened: by then whoever waited for the start has had their first answers. */
const FINDING_AFTER_MS = 2_000;

/**
 * What the verbs find things by, and what must not be twice. Few on conversations, because every answer moves their `rank`.
 * What an index leaves out it says by a bound: of `$type` MongoDB does not see that a value is of that type, passes over
 * the index, and reads the whole collection.
 */
const INDEXES: Partial<Record<keyof Database, IndexDescription[]>> = {
  sites: [{ key: { key: 1 }, unique: true }],
  agents: [{ key: { emailKey: 1 }, unique: true }],
  sessions: [{ key: { tokenHash: 1 }, unique: true }, { key: { agentId: 1 } }, { key: { expiresAt: 1 } }],
  invites: [{ key: { tokenHash: 1 }, unique: true }, { key: { expiresAt: 1 } }],
  visitors: [
    { key: { tokenHash: 1 }, unique: true },
    { key: { oldTokenHash: 1 }, partialFilterExpression: { oldTokenHash: { $gt: '' } } },
    { key: { contactId: 1 } },
    // For `sweep`: those who never spoke.
    { key: { seenAt: 1 }, partialFilterExpression: { conversationId: { $type: 'null' } } },
  ],
  contacts: [
    {
      key: { siteId: 1, externalId: 1 },
      unique: true,
      partialFilterExpression: { externalId: { $gt: '' } },
    },
    { key: { grams: 1 } },
    { key: { keys: 1 } },
    { key: { soleKeys: 1 }, unique: true, partialFilterExpression: { soleKeys: { $exists: true } } },
    { key: { 'card.id': 1 }, partialFilterExpression: { 'card.id': { $gt: '' } } },
  ],
  people: [
    { key: { lastAt: 1, _id: 1 } },
    { key: { nameKey: 1, _id: 1 } },
    { key: { firstAt: 1, _id: 1 } },
    { key: { mostSpent: 1, _id: 1 } },
    { key: { contactIds: 1 } },
    { key: { grams: 1 } },
  ],
  contactMerges: [{ key: { winnerId: 1 } }, { key: { loserId: 1 } }],
  contactRefusals: [{ key: { one: 1 } }, { key: { other: 1 } }],
  conversations: [
    { key: { status: 1, rank: 1, _id: 1 } },
    { key: { status: 1, assigneeId: 1, rank: 1, _id: 1 } },
    { key: { siteId: 1, status: 1, rank: 1, _id: 1 } },
    // Who waits on some sites only, however many wait on others; small, because nobody waits there for long.
    { key: { siteId: 1, rank: 1, _id: 1 }, partialFilterExpression: { status: 'open', assigneeId: '' } },
    { key: { updatedAt: -1, _id: -1 }, partialFilterExpression: { status: 'closed' } },
    { key: { siteId: 1, updatedAt: -1, _id: -1 }, partialFilterExpression: { status: 'closed' } },
    { key: { status: 1, updatedAt: -1, _id: -1 }, partialFilterExpression: { status: 'held' } },
    { key: { wakeRank: 1, _id: 1 }, partialFilterExpression: { status: 'snoozed' } },
    { key: { rank: 1, _id: 1 }, partialFilterExpression: { callbackAt: { $gte: 0 } } },
    { key: { siteId: 1, updatedAt: -1 }, partialFilterExpression: { tags: { $exists: true } } },
    { key: { tags: 1, status: 1, rank: 1, _id: 1 }, partialFilterExpression: { tags: { $exists: true } } },
    { key: { tags: 1, status: 1, updatedAt: -1, _id: -1 }, partialFilterExpression: { tags: { $exists: true } } },
    { key: { 'contact.id': 1 } },
    { key: { visitorId: 1 } },
    { key: { siteId: 1, emailKey: 1 }, partialFilterExpression: { emailKey: { $gt: '' } } },
    { key: { siteId: 1, 'contact.phone': 1 }, partialFilterExpression: { 'contact.phone': { $gt: '' } } },
    REFUSAL_OF_0_1,
  ],
  entries: [
    { key: { conversationId: 1, seq: 1 }, unique: true },
    { key: { siteId: 1, clientId: 1 }, unique: true, partialFilterExpression: { clientId: { $gt: '' } } },
  ],
  callbacks: [
    { key: { conversationId: 1 } },
    { key: { status: 1, startAt: 1, _id: 1 } },
    { key: { siteId: 1, startAt: 1 }, partialFilterExpression: { status: 'pending' } },
    { key: { siteId: 1, phone: 1 }, partialFilterExpression: { status: 'pending' } },
    { key: { siteId: 1, isAsap: 1 }, partialFilterExpression: { status: 'pending' } },
    { key: { siteId: 1, startAt: 1, place: 1 }, unique: true, partialFilterExpression: { place: { $gte: 0 } } },
    // For `expire`: those whose number is still there.
    { key: { siteId: 1, endAt: 1 }, partialFilterExpression: { phone: { $gt: '' } } },
  ],
  calls: [
    { key: { key: 1 }, unique: true },
    { key: { startedAt: -1, _id: -1 } },
    { key: { startedAt: -1, _id: -1 }, name: 'missed', partialFilterExpression: { isMissed: true } },
    { key: { agentId: 1, startedAt: -1, _id: -1 }, partialFilterExpression: { agentId: { $gt: '' } } },
    { key: { contactId: 1, startedAt: -1, _id: -1 }, partialFilterExpression: { contactId: { $gt: '' } } },
    { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $gte: 0 } } },
    { key: { siteId: 1, endedAt: 1 }, partialFilterExpression: { endedAt: { $gte: 0 } } },
    { key: { sharedBy: 1 }, partialFilterExpression: { 'sharedBy.0': { $exists: true } } },
  ],
  ratings: [
    { key: { conversationId: 1, askSeq: 1 }, unique: true },
    { key: { siteId: 1, createdAt: -1, _id: -1 } },
    { key: { agentId: 1, createdAt: -1, _id: -1 } },
  ],
  purchases: [
    { key: { contactId: 1, at: -1, _id: -1 } },
    {
      key: { sourceKey: 1, externalId: 1 },
      unique: true,
      partialFilterExpression: { externalId: { $gt: '' } },
    },
  ],
  complaints: [
    { key: { isClosed: 1, rank: 1, _id: 1 } },
    {
      key: { 'assignee.id': 1, isClosed: 1, rank: 1, _id: 1 },
      partialFilterExpression: { 'assignee.id': { $gt: '' } },
    },
    { key: { contactId: 1, createdAt: -1, _id: -1 } },
    {
      key: { sourceKey: 1, externalId: 1 },
      unique: true,
      partialFilterExpression: { externalId: { $gt: '' } },
    },
  ],
  files: [
    { key: { uploader: 1, clientId: 1 }, unique: true },
    { key: { siteId: 1, size: 1 } },
    { key: { conversationId: 1 }, partialFilterExpression: { conversationId: { $gt: '' } } },
    { key: { touchedAt: 1 }, partialFilterExpression: { conversationId: { $type: 'null' } } },
  ],
  blobChunks: [{ key: { files_id: 1, n: 1 }, unique: true }],
  texts: [{ key: { grams: 1, createdAt: -1, _id: -1 } }],
  spamTallies: [{ key: { kind: 1, at: 1 } }, { key: { siteId: 1, kind: 1, at: 1 } }],
  locks: [{ key: { expiresAt: 1 } }],
  presences: [{ key: { '_id.serverId': 1 } }, { key: { '_id.agentId': 1 } }],
  words: [{ key: { at: 1 }, expireAfterSeconds: 60 }],
  deliveries: [
    { key: { kind: 1, target: 1, isDead: 1, dueAt: 1, createdAt: 1, _id: 1 } },
    { key: { isDead: 1, createdAt: -1, _id: -1 } },
    { key: { conversationId: 1 } },
    { key: { contactId: 1 }, partialFilterExpression: { contactId: { $gt: '' } } },
  ],
  sentLetters: [{ key: { scope: 1, at: -1 } }, { key: { address: 1, at: -1 } }, { key: { at: 1 } }],
  passwordLinks: [{ key: { tokenHash: 1 }, unique: true }, { key: { agentId: 1 } }, { key: { expiresAt: 1 } }],
  lateSteps: [{ key: { siteId: 1, day: 1, of: 1, step: 1 } }, { key: { at: 1 } }],
  scriptActs: [{ key: { siteId: 1, day: 1, node: 1, act: 1 } }, { key: { at: 1 } }],
  jobs: [{ key: { readyAt: 1, _id: 1 } }, { key: { conversationId: 1 } }],
  imports: [{ key: { createdAt: -1, _id: -1 } }, { key: { state: 1, readyAt: 1 } }],
  importRows: [
    { key: { importId: 1, outcome: 1, line: 1 } },
    { key: { contactId: 1 }, partialFilterExpression: { contactId: { $gt: '' } } },
  ],
  importPeople: [{ key: { importId: 1, state: 1, line: 1 } }, { key: { contactId: 1 } }],
  integrationKeys: [{ key: { tokenHash: 1 }, unique: true }],
  mails: [
    { key: { conversationId: 1, at: 1, _id: 1 } },
    { key: { siteId: 1, messageKey: 1, at: 1 }, partialFilterExpression: { messageKey: { $gt: '' } } },
  ],
  mentions: [
    { key: { agentId: 1, at: -1, _id: -1 } },
    { key: { agentId: 1, conversationId: 1 }, partialFilterExpression: { isRead: false } },
    { key: { conversationId: 1 } },
    { key: { at: 1 } },
  ],
  notices: [
    { key: { agentId: 1, way: 1, number: -1 }, unique: true },
    { key: { dueAt: 1 } },
    // Few are open.
    { key: { 'parts.0.conversationId': 1 }, partialFilterExpression: { isOpen: true } },
  ],
  agentChats: [
    { key: { codeHash: 1 }, unique: true, partialFilterExpression: { codeHash: { $gt: '' } } },
    { key: { botId: 1, chatId: 1 }, unique: true, partialFilterExpression: { chatId: { $gt: '' } } },
  ],
  pushDevices: [
    { key: { sessionId: 1 }, unique: true },
    { key: { endpointHash: 1 }, unique: true },
    { key: { agentId: 1, createdAt: 1, _id: 1 } },
  ],
  chatMessages: [{ key: { conversationId: 1, isNotice: 1, at: -1, _id: -1 } }, { key: { at: 1 } }],
  sms: [
    { key: { createdAt: 1, _id: 1 } },
    { key: { ref: 1, createdAt: -1, _id: -1 } },
    { key: { providerId: 1, createdAt: -1, _id: -1 }, partialFilterExpression: { providerId: { $gt: '' } } },
    { key: { conversationId: 1 }, partialFilterExpression: { conversationId: { $gt: '' } } },
  ],
  smsCounters: [{ key: { at: 1 } }],
  savedViews: [{ key: { agentId: 1, createdAt: 1, _id: 1 } }],
  receipts: [{ key: { at: 1 } }],
  answerLinks: [{ key: { conversationId: 1 } }, { key: { expiresAt: 1 } }],
  bookings: [
    { key: { startAt: 1, _id: 1 } },
    { key: { isLive: 1, startAt: 1 } },
    { key: { contactId: 1, startAt: -1, _id: -1 } },
    { key: { 'rating.at': -1, _id: -1 }, partialFilterExpression: { 'rating.at': { $gt: 0 } } },
    { key: { sourceKey: 1, clientId: 1 }, unique: true, partialFilterExpression: { clientId: { $gt: '' } } },
  ],
  // Each is there once by its id.
  bookingCells: [{ key: { owner: 1, at: 1 } }, { key: { ref: 1 } }, { key: { at: 1 } }, { key: { until: 1 } }],
  bookingHolds: [{ key: { until: 1 } }, { key: { startAt: 1 } }],
  waits: [
    { key: { siteId: 1, date: 1, isLive: 1, createdAt: 1 } },
    { key: { to: 1, from: 1 } },
    { key: { contactId: 1 } },
  ],
  servicePictures: [{ key: { serviceId: 1 }, unique: true }],
  personStages: [
    { key: { stageId: 1, since: -1, _id: -1 } },
    { key: { agentId: 1, stageId: 1, since: -1, _id: -1 }, partialFilterExpression: { agentId: { $gt: '' } } },
  ],
  stageMoves: [
    { key: { contactId: 1, at: -1, _id: -1 } },
    { key: { counted: 1, at: 1 }, partialFilterExpression: { counted: { $gt: '' } } },
  ],
  listEntries: [
    { key: { contactId: 1, list: 1 }, unique: true },
    { key: { list: 1, since: -1, _id: 1 }, partialFilterExpression: { endedAt: { $type: 'null' } } },
    { key: { list: 1, lastCallAt: 1 }, partialFilterExpression: { lastCallAt: { $gte: 0 } } },
    { key: { 'coupon.code': 1 }, unique: true, partialFilterExpression: { 'coupon.code': { $gt: '' } } },
  ],
  listCalls: [{ key: { contactId: 1, at: -1, _id: -1 } }, { key: { at: 1 } }],
  loyaltyRows: [
    { key: { cause: 1, kind: 1 }, unique: true },
    { key: { contactId: 1, at: 1, _id: 1 } },
    { key: { purchaseId: 1 }, partialFilterExpression: { purchaseId: { $gt: '' } } },
    { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $gte: 0 } } },
  ],
  visitRows: [
    { key: { date: 1, at: 1, _id: 1 } },
    { key: { staffId: 1, date: 1 } },
    { key: { causeId: 1 } },
    { key: { personId: 1 } },
  ],
  plans: [{ key: { month: 1 } }],
  coupons: [{ key: { createdAt: -1, _id: -1 } }, { key: { batchId: 1, _id: 1 } }],
  redemptions: [
    { key: { code: 1, at: -1, _id: -1 } },
    { key: { purchaseId: 1 }, partialFilterExpression: { purchaseId: { $gt: '' } } },
    { key: { contactId: 1, at: 1, _id: 1 }, partialFilterExpression: { contactId: { $gt: '' } } },
  ],
  loyaltyPeople: [
    { key: { code: 1 }, unique: true, partialFilterExpression: { code: { $gt: '' } } },
    { key: { 'link.id': 1 }, unique: true, partialFilterExpression: { 'link.id': { $gt: '' } } },
    { key: { 'referral.purchaseId': 1 }, partialFilterExpression: { 'referral.purchaseId': { $gt: '' } } },
  ],
  listHolds: [{ key: { until: 1 } }, { key: { agentId: 1 } }],
  usedIdentities: [{ key: { expiresAt: 1 } }],
  erasures: [{ key: { contactId: 1 }, unique: true }, { key: { at: -1, _id: -1 } }],
  erasedKeys: [{ key: { expiresAt: 1 } }],
  audit: [{ key: { at: -1, _id: -1 } }, { key: { whoKey: 1, at: -1, _id: -1 } }, { key: { what: 1, at: -1, _id: -1 } }],
};

/**
 * Makes what is missing; on a database that has them all it costs one round trip for each collection.
 * @param only left out: all; `promises`: those that hold one, without which nobody may write
 */
export async function makeIndexes(database: Database, only?: 'promises'): Promise<void> {
  const waiting = Object.entries(INDEXES);
  async function makeNext(): Promise<void> {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const [name, all] = next;
      const collection = database[name as keyof typeof INDEXES];
      const indexes = only ? all.filter(each => each.unique || each === REFUSAL_OF_0_1) : all;
      if (typeof collection !== 'object' || indexes.length === 0) continue;
      await database.patient(collection.collectionName).createIndexes(indexes);
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, makeNext));
}

/** Takes away those that are there and like that. Several servers may do so at once. */
export async function dropIndexes(database: Database, isLike: (index: IndexDescriptionInfo) => boolean): Promise<void> {
  for (const name of Object.keys(INDEXES) as (keyof typeof INDEXES)[]) {
    const collection = database.older(name);
    const found = await collection.indexes().catch(unlessGone);
    for (const index of (found ?? []).filter(isLike)) await collection.dropIndex(index.name!).catch(unlessGone);
  }
}

/**
 * Makes those that only find sooner, where there is nothing yet to be found. They are 150 waits for the disk, behind which
 * first writes would stand. What fails here, or is stopped before, the next start makes, or the next sweep.
 */
export function makeIndexesLater(database: Database): { stop(): Promise<void> } {
  let making: Promise<void> | undefined;
  const timer = setTimeout(() => {
    making = makeIndexes(database).catch(() => {});
  }, FINDING_AFTER_MS).unref();
  return {
    async stop() {
      clearTimeout(timer);
      await making;
    },
  };
}
