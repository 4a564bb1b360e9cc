import { readFileSync } from 'node:fs';
import { BSON, type Db, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { connect, type Database } from '../../server/store/mongo/connection.ts';
import { migration4 } from '../../server/store/mongo/migration-4.ts';
import { MIGRATIONS, migrate } from '../../server/store/mongo/migrations.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import type { Store } from '../../server/store/store.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { listPeople, sitesOfSigns } from './old-signs.ts';
import { BELLA, DAY, ladderForAll, MINUTE, NOON, numbers, upTo } from './scene.ts';

const mongo = await sharedMongo();

/**
 * Every document of a database that 0.1 wrote, by collection: dumped from one as its server left it when it was killed.
 * Her conversation is behind Ann's last message, and search has not come to her last two.
 */
const WRITTEN: Record<string, Document[]> = BSON.EJSON.parse(
  readFileSync(new URL('mongo-0.1.json', import.meta.url), 'utf8'),
);
const SECOND = 1000;
type Raw = { _id: string };
const entriesOf = (conversationId: string) =>
  WRITTEN.entries!.filter(each => each.conversationId === conversationId).map(
    ({ _id, siteId: _site, fingerprint: _print, clientId = null, ...entry }) => ({ ...entry, clientId }),
  );

describe.skipIf(!mongo.uri)(`mongo migrations ${mongo.reason ?? ''}`, () => {
  let raw: MongoClient;
  beforeAll(async () => {
    raw = await MongoClient.connect(mongo.uri!);
  });
  afterAll(() => raw?.close());

  /** A database as 0.1 left it, with those of its indexes that are no more. */
  async function written(): Promise<{ url: string; db: Db }> {
    const url = newDatabase(mongo);
    const db = raw.db(new URL(url).pathname.slice(1));
    for (const [name, documents] of Object.entries(WRITTEN)) await db.collection(name).insertMany(documents);
    await db.collection('conversations').createIndexes([{ key: { contactId: 1 } }, { key: { siteId: 1, phone: 1 } }]);
    await db.collection('deliveries').createIndex({ target: 1, isDead: 1, dueAt: 1, createdAt: 1, _id: 1 });
    return { url, db };
  }

  async function open(url: string): Promise<Store> {
    const store = await openMongo(url);
    onTestFinished(() => store.close());
    return store;
  }

  async function documents(db: Db): Promise<Record<string, Document[]>> {
    const names = ['conversations', 'sites', 'deliveries', 'targets'];
    const found = names.map(async name => [name, await db.collection(name).find().sort({ _id: 1 }).toArray()]);
    return Object.fromEntries(await Promise.all(found));
  }

  test('LA1 what waits in it is given the first step of its ladder, once', async () => {
    const { url } = await written();
    const store = await open(url);
    const all = (await store.views.page({ view: 'all', agentId: 'bella', limit: 99 })).items;
    expect(all.filter(each => each.waitingSince !== null).map(each => each.wait)).toEqual([undefined]);
    await ladderForAll(store);
    await ladderForAll(store);
    const waiting = (await store.views.page({ view: 'all', agentId: 'bella', limit: 99 })).items;
    const jobs = (await Promise.all(waiting.map(each => store.jobs.ofConversation(each.id)))).flat();
    const [first] = waiting.filter(each => each.waitingSince !== null);
    expect(first!.wait).toMatchObject({ late: null });
    const ofWords = jobs.filter(each => each.kind !== 'ladder_callback');
    expect(ofWords.map(each => [each.kind, each.subjectVersion])).toEqual([
      [`ladder_${first!.wait!.kind}`, first!.waitingSince],
    ]);
    const calls = (await Promise.all(waiting.map(each => store.callbacks.ofConversation(each.id)))).flat();
    const promised = calls.filter(each => each.status === 'pending' && (each.attempts.at(-1)?.at ?? 0) < each.startAt);
    const ofCalls = jobs.filter(each => each.kind === 'ladder_callback').map(each => each.subject);
    expect(ofCalls.sort()).toEqual(promised.map(each => each.id).sort());
  });

  test('ST1 a database of 0.1 reads back whole, in the shapes of today', async () => {
    const { url } = await written();
    const store = await open(url);
    const ann = {
      id: 'talk-with-ann',
      siteId: 'bakery',
      contact: {
        id: 'contact-of-ann',
        name: 'Ann',
        email: 'Ann@home.example',
        phone: '+97699112233',
        locale: 'mn',
        timeZone: 'UTC',
      },
      visitorId: 'ann',
      status: 'open',
      assigneeId: 'bella',
      lastSeq: 7,
      lastVisitorSeq: 7,
      lastVisibleSeq: 7,
      agentReadSeq: 2,
      visitorReadSeq: 7,
      waitingSince: NOON + 16 * SECOND,
      callbackAt: NOON + 2 * DAY,
      channels: ['chat', 'callback'],
      tags: [],
      preview: { text: 'Anybody there?', author: 'visitor', kind: 'message' },
      createdAt: NOON + 2 * SECOND,
      updatedAt: NOON + 17 * SECOND,
    };
    const ben = {
      contact: { id: 'contact-of-ben', name: 'Ben', email: 'ben@home.example', phone: '', locale: 'en' },
      status: 'closed',
      assigneeId: null,
      lastSeq: 4,
      lastVisibleSeq: 4,
      channels: ['form'],
    };
    expect(await store.conversations.find('talk-with-ann')).toEqual(ann);
    expect(await store.conversations.find('talk-with-ben')).toMatchObject(ben);
    expect(await store.conversations.entriesAfter('talk-with-ann', 0, 10)).toEqual(entriesOf('talk-with-ann'));
    expect(await store.conversations.entriesAfter('talk-with-ben', 0, 10)).toEqual(entriesOf('talk-with-ben'));
    expect((await store.views.page({ view: 'mine', agentId: 'bella', limit: 10 })).items).toEqual([ann]);
    expect((await store.views.page({ view: 'closed', agentId: 'bella', limit: 10 })).items).toMatchObject([ben]);
    expect(await store.views.ofContact('contact-of-ann', 10)).toEqual([ann]);

    expect(await store.sites.all()).toMatchObject([{ id: 'bakery', channels: ['chat', 'callback', 'form'] }]);
    expect(await store.agents.all()).toMatchObject([{ id: 'bella', role: 'owner' }, { id: 'carl' }]);
    expect((await store.sessions.byToken('session-hash', NOON))?.agent.id).toBe('carl');
    // Nobody knows whose it is.
    expect(await store.invitations.find('invite-hash', NOON)).toBe(null);
    expect(await store.cannedReplies.all()).toEqual([{ id: 'hi', shortcut: 'hi', text: 'Hello!' }]);
    expect(await store.visitors.byToken('bakery', 'hash-ann', NOON)).toMatchObject({ conversationId: 'talk-with-ann' });
    expect(await store.contacts.find('contact-of-ann')).toMatchObject({ attributes: { 'plan.name': 'gold' } });
    const known = (await store.contacts.find('contact-of-ben'))!;
    expect(known).toMatchObject({ externalId: 'user-7', isVerified: true, card: null, mergedInto: null, version: 1 });
    expect(known.identities.map(each => [each.kind, each.scope, each.value, each.isVerified])).toEqual([
      ['email', '', 'ben@home.example', false],
      ['external', 'bakery', 'user-7', true],
    ]);
    for (const each of known.identities) expect(await store.contacts.rootsOf(each)).toEqual([known]);
    const queue = await store.callbacks.queue({ limit: 10 });
    expect(queue.items).toMatchObject([{ callback: { id: 'call-ann', seq: 4 }, conversation: ann }]);
    expect(await store.webhooks.all()).toMatchObject([{ id: 'crm', events: ['callback.changed'] }]);
    expect(await store.outbox.failingTargets()).toEqual([
      { kind: 'webhook', id: 'crm', failures: 1, failingSince: NOON + 8 * SECOND, pausedUntil: NOON + 68 * SECOND },
    ]);
    const waiting = await store.outbox.page({ isDead: false, limit: 10 });
    expect(waiting.items).toMatchObject([
      { kind: 'webhook', target: 'crm', attempts: 0, problem: '' },
      { kind: 'webhook', target: 'crm', attempts: 1, problem: '500' },
    ]);
    const crm = { kind: 'webhook', id: 'crm' } as const;
    expect(await store.outbox.dueTargets(NOON + MINUTE)).toEqual([]);
    expect(await store.outbox.dueTargets(NOON + 2 * MINUTE)).toEqual([crm]);
    const at = NOON + 2 * MINUTE;
    expect(await store.outbox.take({ target: crm, at, leaseUntil: at + MINUTE, limit: 5 })).toHaveLength(2);
    await store.search.settled();
    expect((await store.search.find({ q: 'erdenet', limit: 10 })).entries).toMatchObject([{ entry: { seq: 6 } }]);
    expect((await store.search.find({ q: 'ben', limit: 10 })).people).toMatchObject([ben]);
  });

  test('ST3 a conversation of 0.1 goes on with its next number', async () => {
    const store = await open((await written()).url);
    const said = await store.conversations.submit({
      siteId: 'bakery',
      visitorId: 'ben',
      clientId: 'sent-now-by-ben',
      fingerprint: 'print',
      body: { kind: 'message', text: 'And now?' },
      words: { phone: '+97699445566' },
      newConversationId: 'unused',
      callbacksPerSlot: 1,
      at: NOON + MINUTE,
    });
    expect(said).toMatchObject({
      entry: { seq: 5 },
      previousSeq: 4,
      conversation: { status: 'open', channels: ['form', 'chat'], contact: { phone: '+97699445566' } },
    });
    const answer = { conversationId: 'talk-with-ann', fingerprint: 'print', author: BELLA, at: NOON + MINUTE } as const;
    expect(
      await store.conversations.append({
        ...answer,
        clientId: 'noted-now',
        body: { kind: 'note', text: 'Call her.' },
      }),
    ).toMatchObject({ entry: { seq: 8 }, previousSeq: 7 });
    expect(
      await store.conversations.append({ ...answer, clientId: 'said-now', body: { kind: 'message', text: 'Yes.' } }),
    ).toMatchObject({ entry: { seq: 9 }, previousSeq: 7, conversation: { lastVisibleSeq: 9, waitingSince: null } });
    expect(numbers(await store.conversations.entriesAfter('talk-with-ann', 0, 20))).toEqual(upTo(9));
  });

  test('ST4 what was sent to 0.1 and comes again gets its first answer', async () => {
    const store = await open((await written()).url);
    for (const { author, body, seq, clientId, fingerprint, createdAt } of WRITTEN.entries!) {
      if (author.kind !== 'visitor') continue;
      const [visitorId, print] = [fingerprint.slice(0, 3), fingerprint.slice(4)];
      const again = await store.conversations.submit({
        siteId: 'bakery',
        visitorId,
        clientId,
        fingerprint: print,
        body,
        words: {},
        newConversationId: 'unused',
        callbacksPerSlot: 1,
        at: NOON + DAY,
      });
      // What its visitor may see before it is not known: a page that lacks the entry before it asks.
      expect(again).toMatchObject({ isRepeat: true, previousSeq: seq - 1, entry: { seq, body, createdAt } });
    }
    const of = { author: BELLA, at: NOON + DAY } as const;
    const repeats = [
      store.conversations.append({
        ...of,
        conversationId: 'talk-with-ann',
        clientId: 'answer-to-ann',
        fingerprint: 'print:Yes, on Fridays.',
        body: { kind: 'message', text: 'Yes, on Fridays.' },
      }),
      store.callbacks.change({
        ...of,
        callbackId: 'call-ann',
        clientId: 'call-of-bella',
        fingerprint: 'print:no-answer',
        attempt: { outcome: 'no_answer', note: 'Busy.' },
      }),
      store.conversations.assign({
        ...of,
        conversationId: 'talk-with-ben',
        to: { id: 'carl', name: 'Carl' },
        sent: { clientId: 'claim-of-carl', fingerprint: 'print:claim' },
      }),
      store.conversations.setStatus({
        ...of,
        conversationId: 'talk-with-ben',
        status: 'closed',
        sent: { clientId: 'close-of-bella', fingerprint: 'print:close' },
      }),
    ];
    expect((await Promise.all(repeats)).map(each => [each?.isRepeat, each?.entry.seq])).toEqual([
      [true, 2],
      [true, 5],
      [true, 2],
      [true, 4],
    ]);
    expect((await store.conversations.find('talk-with-ann'))?.lastSeq).toBe(7);
  });

  test('CB2 a call whose time is none stands on the list at the end of all times, and can be ended', async () => {
    const { url, db } = await written();
    const late = Number.MAX_SAFE_INTEGER;
    const window = { startAt: late, endAt: late + 15 * MINUTE };
    await db.collection<Raw>('callbacks').updateOne({ _id: 'call-ann' }, { $set: window });
    await db.collection<Raw>('conversations').updateOne({ _id: 'talk-with-ann' }, { $set: { callbackAt: late } });
    await db
      .collection('entries')
      .updateOne({ clientId: 'call-of-bella' }, { $set: { 'body.startAt': late, 'body.endAt': window.endAt } });
    const store = await open(url);
    const { latestAt } = LIMITS;
    const bound = { startAt: latestAt, endAt: latestAt };
    expect((await store.callbacks.queue({ limit: 10 })).items).toMatchObject([
      { callback: { id: 'call-ann', ...bound }, conversation: { callbackAt: latestAt } },
    ]);
    const entries = await store.conversations.entriesAfter('talk-with-ann', 0, 20);
    expect(entries.find(each => each.clientId === 'call-of-bella')?.body).toMatchObject(bound);
    const attempt = { outcome: 'wrong_number', note: '' } as const;
    const sent = { clientId: 'rang-again', fingerprint: 'print-of-rang-again' };
    await store.callbacks.change({ callbackId: 'call-ann', ...sent, author: BELLA, attempt, at: NOON + DAY });
    expect((await store.callbacks.queue({ limit: 10 })).items).toEqual([]);
  });

  test('ST1 servers that start at once migrate once, and what broke off is done by the next', async () => {
    const { url, db } = await written();
    await open(url);
    const migrated = await documents(db);
    expect(await db.collection('migrations').find().toArray()).toMatchObject(
      MIGRATIONS.map((_, index) => ({ _id: index + 1 })),
    );

    const together = await written();
    await Promise.all([1, 2, 3].map(() => open(together.url)));
    expect(await documents(together.db)).toEqual(migrated);

    const broken = await written();
    await open(broken.url);
    // As a server leaves it that dies in the middle: some are done, and nothing says so.
    await broken.db.collection<{ _id: number }>('migrations').deleteMany({});
    const [, ben] = WRITTEN.conversations!;
    await broken.db.collection('conversations').replaceOne({ _id: ben!._id }, ben!);
    await open(broken.url);
    expect(await documents(broken.db)).toEqual(migrated);
  });

  test('ST1 a server of 0.1 neither runs on beside a newer one nor starts after it', async () => {
    const { url, db } = await written();
    const servers = db.collection<{ _id: string }>('servers');
    await servers.updateOne({ _id: 'old' }, { $currentDate: { seenAt: true } }, { upsert: true });
    const refused = { code: 'STORE_UNAVAILABLE', message: expect.stringMatching(/older Deskbell .+ stop all of them/) };
    await expect(openMongo(url)).rejects.toMatchObject(refused);
    expect((await documents(db)).conversations).toEqual(WRITTEN.conversations);
    await servers.deleteOne({ _id: 'old' });
    await open(url);
    // The first thing that one does.
    await expect(db.collection('conversations').createIndexes([{ key: { contactId: 1 } }])).rejects.toThrow(
      'a newer Deskbell than 0.1 has this database',
    );
    const left = [await db.collection('conversations').indexes(), await db.collection('deliveries').indexes()].flat();
    const gone = ['siteId_1_phone_1', 'target_1_isDead_1_dueAt_1_createdAt_1__id_1'];
    expect(left.filter(each => gone.includes(each.name!))).toEqual([]);
  });

  test('ST7 indexes that MongoDB passed over are made again, and the others stay', async () => {
    const url = newDatabase(mongo);
    const db = raw.db(new URL(url).pathname.slice(1));
    const contacts = db.collection('contacts');
    const isTyped = { partialFilterExpression: { externalId: { $type: 'string' } } };
    await contacts.createIndex({ siteId: 1, externalId: 1 }, { unique: true, ...isTyped });
    const files = db.collection('files');
    const isUnsent = { partialFilterExpression: { conversationId: { $type: 'null' } } };
    await files.createIndex({ touchedAt: 1 }, isUnsent);
    const done = MIGRATIONS.slice(0, -1).map((_, index) => ({ _id: (index + 1) as never, doneAt: new Date() }));
    await db.collection('migrations').insertMany(done);
    await open(url);
    const indexes = [...(await contacts.indexes()), ...(await files.indexes())];
    const of = (name: string) => indexes.find(each => each.name === name);
    expect(of('siteId_1_externalId_1')).toMatchObject({
      unique: true,
      partialFilterExpression: { externalId: { $gt: '' } },
    });
    expect(of('touchedAt_1')).toMatchObject(isUnsent);
  });

  test('ST1 a server of 0.1 does not start beside a migration, and one that did stops it', async () => {
    const { url, db } = await written();
    const database = await connect(url);
    onTestFinished(() => database.close());
    // As a server of 0.1 does that was just starting when it was looked for.
    const beside = db.collection<{ _id: string }>('servers');
    const slipIn = () => beside.updateOne({ _id: 'old' }, { $currentDate: { seenAt: true } }, { upsert: true });
    const migration = async (on: Database) => {
      await MIGRATIONS[0]!(on);
      await slipIn();
    };
    await expect(migrate(database, [migration])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await db.collection('migrations').find().toArray()).toEqual([]);
    // Nor after one that was killed before it was done.
    await expect(db.collection('conversations').createIndexes([{ key: { contactId: 1 } }])).rejects.toThrow(
      'a newer Deskbell than 0.1 has this database',
    );
    await beside.deleteOne({ _id: 'old' });
    await open(url);
    expect(await db.collection('migrations').find().toArray()).toMatchObject(
      MIGRATIONS.map((_, index) => ({ _id: index + 1 })),
    );
  });

  test('ST1 a database of a newer Deskbell is refused with a sentence', async () => {
    const url = newDatabase(mongo);
    await (await openMongo(url)).close();
    const db = raw.db(new URL(url).pathname.slice(1));
    await db.collection<{ _id: number }>('migrations').insertOne({ _id: 999 });
    await expect(openMongo(url)).rejects.toThrow(/version 999 .* start a newer Deskbell/);
  });

  test('LW7 ST1 signs that did not say their site are of the only one that is known, or of nobody’s knowledge', async () => {
    const url = newDatabase(mongo);
    const store = await open(url);
    const { ids, siteId } = await listPeople(store);
    const database = await connect(url);
    onTestFinished(() => database.close());
    await database.older('listEntries').updateMany({}, { $unset: { 'why.$[].siteId': '' } });
    await migration4(database);
    await migration4(database);
    const text = 'How "much"?';
    expect(await sitesOfSigns(store, ids)).toEqual(
      [
        [text, siteId],
        [text, ''],
        [text, null],
      ].map(each => [each, each]),
    );
  });
});
