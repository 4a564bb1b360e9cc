import { MongoServerError } from 'mongodb';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { FeedListener } from '../../server/store/feed.ts';
import { connect, type Database } from '../../server/store/mongo/connection.ts';
import { createFeed } from '../../server/store/mongo/feed.ts';
import { createLeaving } from '../../server/store/mongo/leaving.ts';
import { createLedger } from '../../server/store/mongo/ledger.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { createRecent } from '../../server/store/mongo/recent.ts';
import { createUnconfirmed } from '../../server/store/mongo/unconfirmed.ts';
import { openWriter } from '../../server/store/mongo/writers.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { BELLA, newId, setScene } from './scene.ts';

const mongo = await sharedMongo();
const MEAL = { isFinishing: false, reason: 'meal', note: 'Soup', until: 1_764_003_600_000 } as const;

function createListener() {
  const names = [
    'isWanted written conversationChanged visitorMoved agentsChanged sitesChanged',
    'sessionsEnded said present came went paused leads troubled lost',
  ];
  const calls = names.join(' ').split(' ') as (keyof FeedListener)[];
  const listener = Object.fromEntries(calls.map(name => [name, vi.fn(() => name === 'isWanted')]));
  return listener as unknown as { [Name in keyof FeedListener]: ReturnType<typeof vi.fn<FeedListener[Name]>> };
}

/** A feed of its own beside a whole store that writes. */
async function listen(url: string, change: (database: Database) => Partial<Database> = () => ({})) {
  const whole = await connect(url);
  const database = { ...whole, ...change(whole) };
  const writer = await openWriter(database);
  const ledger = createLedger(database, createLeaving(database), writer.nextId);
  const unconfirmed = createUnconfirmed(database, writer, { settledTo: () => writer.last });
  const feed = createFeed(database, writer, ledger, { recent: createRecent(database), unconfirmed });
  onTestFinished(async () => {
    await feed.close();
    await whole.close();
  });
  return { feed, listener: createListener() };
}

async function openStore(url: string) {
  const store = await openMongo(url);
  onTestFinished(() => store.close());
  return store;
}

describe.skipIf(!mongo.uri)(`the feed of a MongoDB ${mongo.reason ?? ''}`, () => {
  test('MS7 a place that has left the oplog is given up: the listener is told that it missed something, once', async () => {
    const url = newDatabase(mongo);
    const store = await openStore(url);
    // As MongoDB says it; an oplog that small can not be made.
    const gone = new MongoServerError({ message: 'the resume point may no longer be in the oplog', code: 286 });
    let asked = 0;
    const { feed, listener } = await listen(url, database => ({
      watch(pipeline, options) {
        const stream = database.watch(pipeline, options);
        if (asked++ === 0) vi.spyOn(stream, 'next').mockRejectedValue(gone);
        return stream as never;
      },
    }));
    await feed.follow(listener);
    await vi.waitUntil(() => listener.lost.mock.calls.length > 0, { timeout: 20_000 });
    expect(listener.present.mock.calls.length).toBe(2);
    await vi.waitUntil(() => feed.isUp, { timeout: 20_000 });
    expect(listener.troubled.mock.calls).toEqual([[gone.message], [null]]);

    const scene = await setScene(store);
    await scene.say(await scene.visitor(), 'Heard again');
    await vi.waitUntil(() => listener.written.mock.calls.length > 0, { timeout: 20_000 });
    expect(listener.lost.mock.calls.length).toBe(1);
  });

  test('MS6 a stream that breaks off is taken up where it was: nothing is missed, and nothing told twice', async () => {
    const url = newDatabase(mongo);
    const store = await openStore(url);
    const streams: ReturnType<Database['watch']>[] = [];
    const { feed, listener } = await listen(url, database => ({
      watch(pipeline, options) {
        const stream = database.watch(pipeline, options);
        streams.push(stream);
        return stream as never;
      },
    }));
    await feed.follow(listener);
    const scene = await setScene(store);
    const ann = await scene.visitor();
    for (let number = 1; number <= 9; number++) {
      await scene.say(ann, `Message ${number}`);
      if (number % 3 === 0) await streams.at(-1)!.close();
    }
    await vi.waitUntil(() => listener.written.mock.calls.length >= 9, { timeout: 20_000 });
    expect(listener.written.mock.calls.map(([{ entry }]) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(streams.length).toBeGreaterThan(1);
    expect(listener.lost).not.toHaveBeenCalled();
  });

  test('MS1 entries are told with a conversation that has them, also those that went in before it', async () => {
    const url = newDatabase(mongo);
    const store = await openStore(url);
    const { feed, listener } = await listen(url);
    await feed.follow(listener);
    const scene = await setScene(store);
    const ann = await scene.visitor();
    for (let number = 1; number <= 5; number++) await scene.say(ann, `Message ${number}`);
    await vi.waitUntil(() => listener.written.mock.calls.length === 5, { timeout: 20_000 });
    for (const [{ entry, conversation }] of listener.written.mock.calls) {
      expect(conversation.lastSeq).toBeGreaterThanOrEqual(entry.seq);
      expect(conversation.id).toBe(entry.conversationId);
    }
    const [{ conversation }] = listener.written.mock.lastCall!;
    expect(conversation).toEqual(await store.conversations.find(conversation.id));
  });

  test('MS1 what nobody here could hear of is not read', async () => {
    const url = newDatabase(mongo);
    const store = await openStore(url);
    const { feed, listener } = await listen(url);
    listener.isWanted.mockReturnValue(false);
    await feed.follow(listener);
    const scene = await setScene(store);
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
    await scene.say(await scene.visitor(), 'Somebody else begins');
    // Whoever begins is told of, because only the conversation says who that is.
    await vi.waitUntil(() => listener.written.mock.calls.length === 2, { timeout: 20_000 });
    expect(listener.written.mock.calls.map(([{ entry }]) => entry.seq)).toEqual([1, 1]);
  });

  test('MS1 the next words carry what was done to the conversation meanwhile, here or at another server', async () => {
    const url = newDatabase(mongo);
    const [here, there] = [await openStore(url), await openStore(url)];
    const listener = createListener();
    await here.feed!.follow(listener);
    const scene = await setScene(here);
    const ann = await scene.visitor({ name: 'Ann' });
    const first = await scene.say(ann, 'One');
    const { id } = first.conversation;
    const contactId = first.conversation.contact.id;
    const next = async (text: string) => (await scene.say(ann, text)).conversation;

    expect(await there.conversations.markRead(id, 'agent', 1)).toMatchObject({ agentReadSeq: 1 });
    await vi.waitUntil(() => listener.conversationChanged.mock.calls.length === 1, { timeout: 20_000 });
    expect(await next('Two')).toMatchObject({ lastSeq: 2, agentReadSeq: 1, contact: { name: 'Ann' } });

    await there.contacts.update(contactId, { by: 'agent', words: { name: 'Anna' } }, scene.tick());
    await vi.waitUntil(() => listener.conversationChanged.mock.calls.length === 2, { timeout: 20_000 });
    expect(await next('Three')).toMatchObject({ lastSeq: 3, agentReadSeq: 1, contact: { name: 'Anna' } });

    await here.conversations.markRead(id, 'agent', 3);
    expect(await next('Four')).toMatchObject({ lastSeq: 4, agentReadSeq: 3, contact: { name: 'Anna' } });
    await here.contacts.update(contactId, { by: 'agent', words: { name: 'Anne' } }, scene.tick());
    expect(await next('Five')).toMatchObject({ lastSeq: 5, agentReadSeq: 3, contact: { name: 'Anne' } });

    await there.conversations.setStatus({ conversationId: id, status: 'closed', author: BELLA, at: scene.tick() });
    expect(await next('Six')).toMatchObject({ lastSeq: 7, status: 'open', contact: { name: 'Anne' } });
  });

  test('P4 what a visitor says after signing in at another server goes where they are now', async () => {
    const url = newDatabase(mongo);
    const [here, there] = [await openStore(url), await openStore(url)];
    const listener = createListener();
    await here.feed!.follow(listener);
    const scene = await setScene(here);
    const [phone, desktop] = [await scene.visitor(), await scene.visitor()];
    for (const text of ['From my phone', 'Still my phone']) await scene.say(phone, text);
    const { conversation } = await scene.say(desktop, 'From my desk');
    const identity = { externalId: 'ann', words: {}, at: scene.tick() };
    for (const { id } of [desktop, phone]) {
      await there.visitors.identify({ ...identity, visitorId: id, newContactId: newId('contact') });
    }
    await vi.waitUntil(() => listener.visitorMoved.mock.calls.length === 1, { timeout: 20_000 });
    expect((await scene.say(phone, 'Is anybody there?')).conversation).toMatchObject({
      id: conversation.id,
      lastSeq: 2,
    });
  });

  test('MS2 whoever is at a server that was silent for as long as the database was away is seen by one that starts then', async () => {
    const url = newDatabase(mongo);
    const database = await connect(url);
    onTestFinished(() => database.close());
    await database.servers.insertOne({ _id: 'silent', seenAt: new Date(Date.now() - 60_000) });
    await database.presences.insertMany([
      { _id: { serverId: 'silent', agentId: 'sarnai' }, pause: MEAL },
      { _id: { serverId: 'silent', conversationId: 'c1', siteId: 's1' }, pause: null },
    ]);
    const { feed, listener } = await listen(url);
    await feed.follow(listener);
    expect(listener.present.mock.calls).toEqual([
      [
        [
          { kind: 'agent', serverId: 'silent', agentId: 'sarnai', pause: MEAL },
          { kind: 'visitor', serverId: 'silent', conversationId: 'c1', siteId: 's1' },
        ],
      ],
    ]);
  });

  test('MS2 a server that others took for dead says again who is there', { timeout: 60_000 }, async () => {
    const url = newDatabase(mongo);
    const database = await connect(url);
    onTestFinished(() => database.close());
    const { feed, listener } = await listen(url);
    await feed.follow(listener);
    feed.setAgent('sarnai', { isHere: true, pause: null });
    feed.setVisitor({ conversationId: 'c1', siteId: 's1' }, true);
    const known = () => database.presences.countDocuments({ '_id.serverId': feed.serverId });
    const wait = { timeout: 30_000, interval: 100 };
    await vi.waitUntil(async () => (await known()) === 2, wait);
    // Its name stays, as when it was just saying that it lives.
    await database.presences.deleteMany({});
    await vi.waitUntil(async () => (await known()) === 2, wait);
  });
});
