/** A MongoDB store with so many conversations and entries in it, and visitors who go on writing in some of them. */
import { type Document, MongoClient } from 'mongodb';
import { newSite } from '../../server/features/sites/rules.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { gauges, serveOrders, settings } from './child.ts';

const { url, conversations, entries } = settings<{ url: string; conversations: number; entries: number }>();
/** Writing at once, spread evenly over all conversations. */
const VISITORS = 1_000;
const WORDS = 'Сайн байна уу? Do you deliver to Darkhan by Friday noon?';

await fill();
// Makes the indexes of what is there.
const store = await openMongo(url);
await store.sites.save(newSite({ id: 'site', key: 'site', name: 'Bench', origins: ['*'], at: 0 }));
await store.search.settled();

/**
 * By pipelines inside of mongod, because a million calls would take minutes. What is written is what those calls write,
 * but that the entries' words are not in the index of search.
 */
async function fill(): Promise<void> {
  const client = await new MongoClient(url).connect();
  const db = client.db();
  const numbered = (prefix: string, place = '$n') => ({ $concat: [prefix, { $toString: place }] });
  const numbers = { $map: { input: { $range: [0, conversations] }, as: 'n', in: { n: '$$n' } } };
  await db.aggregate([{ $documents: numbers }, { $out: 'numbers' }]).toArray();
  const each = (fields: Document, into: string) =>
    db
      .collection('numbers')
      .aggregate([{ $project: { _id: 0, n: 1 } }, { $replaceWith: fields }, { $out: into }])
      .toArray();
  const person = { name: '', email: '', phone: '', locale: 'mn', timeZone: 'UTC' };
  await each(
    {
      ...{ _id: numbered('contact-'), siteId: 'site', ...person, externalId: null, isVerified: false },
      ...{ sources: {}, typed: {} },
      ...{ attributes: [], text: '', grams: [], begun: 1, createdAt: '$n', updatedAt: '$n' },
    },
    'contacts',
  );
  await each(
    {
      ...{ _id: numbered('visitor-'), tokenHash: numbered('token-'), siteId: 'site', contactId: numbered('contact-') },
      ...{ conversationId: numbered('conversation-'), userAgent: '', referrer: '', trail: [] },
      ...{ createdAt: '$n', seenAt: '$n' },
    },
    'visitors',
  );
  const perConversation = entries / conversations;
  await each(
    {
      ...{ _id: numbered('conversation-'), siteId: 'site', contactId: numbered('contact-') },
      ...{ visitorId: numbered('visitor-'), status: 'open', assigneeId: '', lastSeq: perConversation },
      ...{ lastVisitorSeq: perConversation, agentReadSeq: 0, visitorReadSeq: perConversation, waitingSince: '$n' },
      ...{ callbackAt: null, channels: ['chat'], preview: { text: WORDS, author: 'visitor', kind: 'message' } },
      ...{ ...person, createdAt: '$n', updatedAt: '$n', rank: '$n', emailKey: '' },
    },
    'conversations',
  );
  await db
    .collection('numbers')
    .aggregate([
      { $project: { _id: 0, n: 1, seq: { $range: [1, perConversation + 1] } } },
      { $unwind: '$seq' },
      {
        $replaceWith: {
          ...{
            _id: { $add: [{ $multiply: ['$n', perConversation] }, '$seq'] },
            conversationId: numbered('conversation-'),
          },
          ...{
            siteId: 'site',
            seq: '$seq',
            clientId: { $concat: ['0-', { $toString: '$seq' }, '-', { $toString: '$n' }] },
          },
          ...{ fingerprint: numbered(`${'f'.repeat(60)}-`), author: { kind: 'visitor' } },
          ...{ body: { kind: 'message', text: WORDS }, createdAt: '$seq' },
        },
      },
      { $out: 'entries' },
    ])
    .toArray();
  await db.dropCollection('numbers');
  await client.close();
}

let written = 0;

/** One message of each visitor in each of so many turns. @returns µs of CPU for each message */
async function write({ turns }: { turns: number }) {
  const begun = gauges.cpu().ms;
  for (let turn = 0; turn < turns; turn++) await Promise.all(Array.from({ length: VISITORS }, submit));
  return { own: ((gauges.cpu().ms - begun) * 1000) / (turns * VISITORS), written: turns * VISITORS };
}

function submit(_: unknown, place: number) {
  const at = Date.now();
  written += 1;
  return store.conversations.submit({
    siteId: 'site',
    visitorId: `visitor-${Math.floor((place * conversations) / VISITORS)}`,
    clientId: `${at.toString(36).padStart(9, '0')}${String(written).padStart(31, '0')}`,
    fingerprint: 'f'.repeat(43),
    body: { kind: 'message', text: WORDS },
    words: {},
    newConversationId: 'none',
    callbacksPerSlot: 1,
    at,
  });
}

serveOrders({}, { write, settled: () => store.search.settled() }, () => store.close());
