import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type AbstractCursor, ClientSession, Collection, type Document, MongoClient, MongoNetworkError } from 'mongodb';
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { AppError } from '../../server/app-error.ts';
import { newConversation } from '../../server/features/conversations/rules.ts';
import { JOB_KINDS } from '../../server/features/jobs/store.ts';
import { connect } from '../../server/store/mongo/connection.ts';
import { makeIndexes } from '../../server/store/mongo/indexes.ts';
import { createLeaving } from '../../server/store/mongo/leaving.ts';
import { createLedger } from '../../server/store/mongo/ledger.ts';
import { openMongo } from '../../server/store/mongo/open.ts';
import { openWriter } from '../../server/store/mongo/writers.ts';
import type { Store } from '../../server/store/store.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { fillAtRandom, portrait } from './random-history.ts';
import { newComplaint } from './rules/complaints.ts';
import { newPurchase } from './rules/purchases.ts';
import { BELLA, MINUTE, NOON, newAgent, newId, newWebhook, numbers, person, setScene, texts, upTo } from './scene.ts';
import { describeStore } from './store-contract.ts';

const mongo = await sharedMongo();
const urls = new WeakMap<Store, string>();

async function open(url = newDatabase(mongo)): Promise<Store> {
  const store = await openMongo(url);
  urls.set(store, url);
  return store;
}

describe.skipIf(!mongo.uri)(`mongo ${mongo.reason ?? ''}`, () => {
  let raw: MongoClient;
  beforeAll(async () => {
    raw = await MongoClient.connect(mongo.uri!);
  });
  afterAll(() => raw?.close());
  const databaseOf = (url: string) => raw.db(new URL(url).pathname.slice(1));

  /** Databases that nobody needs any more. */
  const left: string[] = [];

  /** Takes one of them, with nothing in it but its indexes: to make them all anew takes longer than most groups of tests. */
  async function openEmpty(): Promise<Store> {
    const url = left.pop();
    if (url) for (const each of await databaseOf(url).collections()) await each.deleteMany();
    return open(url);
  }

  describeStore('contract', openEmpty, {
    again: closed => open(urls.get(closed)),
    leave: closed => void left.push(urls.get(closed)!),
  });

  describe('peculiarities', () => {
    const opened: Store[] = [];
    const remember = (store: Store) => {
      opened.push(store);
      return store;
    };
    afterEach(() => Promise.all(opened.splice(0).map(each => each.close())));

    test('ST16 no cursor is made that nobody reads: the driver keeps each until it has ended', async () => {
      const made: AbstractCursor[] = [];
      for (const name of ['find', 'aggregate'] as const) {
        const make = Collection.prototype[name] as (...args: unknown[]) => AbstractCursor;
        vi.spyOn(Collection.prototype, name).mockImplementation(function (this: Collection, ...args: unknown[]) {
          const cursor = make.apply(this, args);
          made.push(cursor);
          return cursor as never;
        });
      }
      onTestFinished(() => void vi.restoreAllMocks());
      const store = remember(await open());
      await portrait(store, await fillAtRandom(store, 5, 60));
      await store.search.settled();
      expect(made.length).toBeGreaterThan(500);
      // The store's own rounds read on.
      await expect.poll(() => made.filter(each => !each.closed).map(each => each.namespace.toString())).toEqual([]);
    });

    test('R7 a crowd that is seen in one moment is written together, each with what it said', async () => {
      const store = remember(await open());
      const scene = await setScene(store);
      const crowd = await Promise.all(upTo(20).map(() => scene.visitor()));
      const writes = vi.spyOn(Collection.prototype, 'bulkWrite');
      onTestFinished(() => void vi.restoreAllMocks());
      const changed = await Promise.all(
        crowd.map(({ id }, place) =>
          store.visitors.touch(id, {
            at: scene.tick(),
            trail: { at: NOON, kind: 'page', name: `Page ${place}`, url: 'https://shop.example/' },
            ...(place % 2 === 1 && { locale: 'hi' }),
          }),
        ),
      );
      const places = upTo(20).map(number => number - 1);
      expect(changed.map(each => each?.after.locale ?? null)).toEqual(
        places.map(place => (place % 2 === 1 ? 'hi' : null)),
      );
      const found = await Promise.all(crowd.map(({ id }) => store.visitors.find(id)));
      expect(found.map(each => each!.trail[0]!.name)).toEqual(places.map(place => `Page ${place}`));
      const ofVisitors = writes.mock.contexts.filter(each => (each as Collection).collectionName === 'visitors');
      expect(ofVisitors).toHaveLength(1);
    });

    test('R7 P7 W8 what a crowd lacks is read together, and each is told their own', async () => {
      const store = remember(await open());
      const [scene, other] = [await setScene(store), await setScene(store)];
      const crowd = await Promise.all(upTo(20).map(() => scene.visitor()));
      const talks: string[] = [];
      for (const [place, who] of crowd.entries()) {
        for (const word of ['One', 'Two', 'Three']) await scene.say(who, `${word} of ${place}`);
        talks.push((await store.visitors.find(who.id))!.conversationId!);
      }
      const [old, foreign, idle] = crowd;
      const renewal = { visitorId: old!.id, cameBy: `hash-${old!.id}`, tokenHash: 'second', madeBefore: NOON + MINUTE };
      await store.visitors.renewToken({ ...renewal, at: NOON, oldUntil: NOON + MINUTE });
      // It reads conversations, too.
      await store.search.settled();
      const reads = vi.spyOn(Collection.prototype, 'find');
      onTestFinished(() => void vi.restoreAllMocks());
      const readsOf = (name: string) =>
        reads.mock.contexts.filter(each => (each as Collection).collectionName === name).length;

      const came = await Promise.all(
        crowd.map(each =>
          store.visitors.byToken(
            each === foreign ? other.site.id : scene.site.id,
            `hash-${each.id}`,
            each === idle ? NOON + 365 * 24 * 60 * MINUTE : NOON,
          ),
        ),
      );
      expect(came.map(each => each?.id ?? null)).toEqual(
        crowd.map(each => (each === foreign || each === idle ? null : each.id)),
      );
      // By tokens of now, and by those of before.
      expect(readsOf('visitors')).toBe(2);

      const found = await Promise.all([...talks, 'nobody'].map(store.conversations.find));
      expect(found.map(each => each?.id ?? null)).toEqual([...talks, null]);
      expect(readsOf('conversations')).toBe(1);

      const lacking = await Promise.all(
        talks.map((id, place) => store.conversations.entriesAfter(id, place % 4, 1 + (place % 2))),
      );
      expect(lacking.map(each => numbers(each))).toEqual(
        talks.map((_, place) => upTo(3).slice(place % 4, (place % 4) + 1 + (place % 2))),
      );
      expect(lacking.flatMap(each => texts(each))).toContain('Three of 18');
    });

    test('ST7 what an index leaves out keeps nobody from finding the rest along it', async () => {
      const url = newDatabase(mongo);
      const database = await connect(url);
      onTestFinished(() => database.close());
      await makeIndexes(database);
      /** A value of the field of such a document, as verbs ask for it; what is no bound they ask for in these words. */
      const asked = (wanted: unknown) => {
        const { $gt, $gte, $exists, $type } = Object(wanted) as Document;
        if ($exists || $gt === '' || $type === 'string') return 'somebody';
        return $gt === 0 || $gte === 0 || $type === 'number' ? { $gte: 1_000 } : wanted;
      };
      const passedOver: string[] = [];
      let count = 0;
      for (const { name } of await databaseOf(url).listCollections().toArray()) {
        const collection = databaseOf(url).collection(name);
        for (const { name: index, key, partialFilterExpression } of await collection.indexes()) {
          if (!partialFilterExpression) continue;
          const some = Object.entries(partialFilterExpression).map(([field, wanted]) => [field, asked(wanted)]);
          const filter = { [Object.keys(key)[0]!]: 'somebody', ...Object.fromEntries(some) };
          const { queryPlanner } = await collection.find(filter).explain('queryPlanner');
          if (!JSON.stringify(queryPlanner).includes(`"indexName":"${index}"`)) passedOver.push(`${name}: ${index}`);
          count += 1;
        }
      }
      expect(passedOver).toEqual([]);
      expect(count).toBeGreaterThan(40);
    });

    test('ST2 what must not be twice has a unique index before a new database is open', async () => {
      const url = newDatabase(mongo);
      remember(await open(url));
      const unique: string[] = [];
      for (const { name } of await databaseOf(url).listCollections().toArray()) {
        for (const index of await databaseOf(url).collection(name).indexes()) {
          if (index.unique) unique.push(`${name}: ${Object.keys(index.key)}`);
        }
      }
      expect(unique.sort()).toEqual([
        'agentChats: botId,chatId',
        'agentChats: codeHash',
        'agents: emailKey',
        'blobs.chunks: files_id,n',
        'bookings: sourceKey,clientId',
        'callbacks: siteId,startAt,place',
        'calls: key',
        'complaints: sourceKey,externalId',
        'contacts: siteId,externalId',
        'contacts: soleKeys',
        'entries: conversationId,seq',
        'entries: siteId,clientId',
        'erasures: contactId',
        'files: uploader,clientId',
        'integrationKeys: tokenHash',
        'invites: tokenHash',
        'listEntries: contactId,list',
        'listEntries: coupon.code',
        'loyaltyPeople: code',
        'loyaltyPeople: link.id',
        'loyaltyRows: cause,kind',
        'notices: agentId,way,number',
        'passwordLinks: tokenHash',
        'purchases: sourceKey,externalId',
        'pushDevices: endpointHash',
        'pushDevices: sessionId',
        'ratings: conversationId,askSeq',
        'servicePictures: serviceId',
        'sessions: tokenHash',
        'sites: key',
        'visitors: tokenHash',
      ]);
    });

    test('ST7 a new database has the indexes of its lists soon after it is open', async () => {
      const url = newDatabase(mongo);
      remember(await open(url));
      const lists = databaseOf(url).collection('conversations');
      const names = async () => (await lists.indexes()).map(each => each.name);
      await expect.poll(names, { timeout: 30_000 }).toContain('status_1_rank_1__id_1');
    });

    test('ST2 an index that somebody dropped is made anew when a server starts, and when one sweeps', async () => {
      const url = newDatabase(mongo);
      const store = remember(await open(url));
      const entries = databaseOf(url).collection('entries');
      const names = async () => (await entries.indexes()).map(each => each.name);
      await entries.dropIndex('siteId_1_clientId_1');
      remember(await open(url));
      expect(await names()).toContain('siteId_1_clientId_1');
      await entries.dropIndex('siteId_1_clientId_1');
      await store.sweep(NOON);
      expect(await names()).toContain('siteId_1_clientId_1');
    });

    test('ST1 every write waits for the journals of a majority', async () => {
      const url = newDatabase(mongo);
      const store = remember(await open(url));
      const db = databaseOf(url);
      // The server's profiler shows single writes as they came; of transactions it shows no commit.
      await db.command({ profile: 2 });
      const begun = vi.spyOn(ClientSession.prototype, 'startTransaction');
      try {
        const scene = await setScene(store);
        const ann = await scene.visitor();
        const { conversation } = await scene.say(ann, 'First');
        await scene.say(ann, 'Second');
        await scene.reply(conversation.id, 'Answer');
        await scene.ask(ann);
        await store.conversations.markRead(conversation.id, 'agent', 4);
        await store.visitors.touch(ann.id, { at: scene.tick() });
        await store.agents.create(newAgent());
        expect(begun.mock.calls.length).toBeGreaterThanOrEqual(4);
        for (const [options] of begun.mock.calls) {
          expect(options).toMatchObject({ writeConcern: { w: 'majority', journal: true } });
        }
      } finally {
        begun.mockRestore();
        await db.command({ profile: 0 });
      }
      const written = new Set<string>();
      for (const { command } of await db.collection('system.profile').find().toArray()) {
        const name = ['findAndModify', 'insert', 'update', 'delete'].find(each => each in command);
        if (!name || 'autocommit' in command) continue;
        written.add(`${name} ${command[name]}`);
        expect(command.writeConcern, JSON.stringify(command)).toMatchObject({ w: 'majority', j: true });
      }
      expect([...written]).toEqual(
        expect.arrayContaining(['insert entries', 'insert agents', 'findAndModify conversations']),
      );
    });

    test('D1 a message whose delivery can not be kept is not kept either', async () => {
      const url = newDatabase(mongo);
      remember(await open(url));
      // A second start makes all that is missing, and the collection with it.
      const store = remember(await open(url));
      const scene = await setScene(store);
      const ann = await scene.visitor();
      const { conversation } = await scene.say(ann, 'Before');
      await store.webhooks.create(newWebhook(scene.site.id));
      const refuse = (validator: object) => databaseOf(url).command({ collMod: 'deliveries', validator });
      await refuse({ never: true });
      await expect(scene.say(ann, 'Lost?')).rejects.toThrow('failed validation');
      await expect(scene.reply(conversation.id, 'Lost?')).rejects.toThrow('failed validation');
      await expect(scene.close(conversation.id)).rejects.toThrow('failed validation');
      expect(texts(await store.conversations.entriesAfter(conversation.id, 0, 10))).toEqual(['Before']);
      await refuse({});
      await scene.say(ann, 'After');
      expect((await store.outbox.page({ isDead: false, limit: 10 })).items).toMatchObject([{ event: 'entry.added' }]);
    });

    test('JB2 jobs whose taking was kept, and its answer lost, are taken all the same', async () => {
      const store = remember(await open());
      const scene = await setScene(store);
      await scene.say(await scene.visitor(), 'Anybody there?');
      const update = Collection.prototype.updateMany;
      onTestFinished(() => void vi.restoreAllMocks());
      const tries = vi.spyOn(Collection.prototype, 'updateMany').mockImplementationOnce(async function (
        this: Collection,
        ...args
      ) {
        await update.apply(this, args);
        throw new MongoNetworkError('the connection broke');
      });
      const at = scene.tick() + 365 * 24 * 60 * MINUTE;
      const order = { kinds: JOB_KINDS, at, leaseUntil: at + MINUTE, limit: 100 };
      const taken = await store.jobs.take(order);
      expect(taken.length).toBeGreaterThan(0);
      expect(taken.map(each => each.attempts)).toEqual(taken.map(() => 1));
      expect(tries.mock.calls.length).toBe(2);
      expect(await store.jobs.take(order)).toEqual([]);
    });

    test('D2 of several servers that take at once each gets others', async () => {
      const url = newDatabase(mongo);
      const servers = await Promise.all([1, 2, 3].map(async () => remember(await open(url))));
      const scene = await setScene(servers[0]!);
      const { id } = newWebhook(scene.site.id);
      await servers[0]!.webhooks.create(newWebhook(scene.site.id, { id, events: ['entry.added'] }));
      const ann = await scene.visitor();
      for (let index = 0; index < 20; index++) await scene.say(ann, `Word ${index}`);
      const at = scene.tick();
      const taken: string[] = [];
      while (taken.length < 20) {
        const takes = servers.map(each =>
          each.outbox.take({ target: { kind: 'webhook', id }, at, leaseUntil: at + MINUTE, limit: 4 }),
        );
        taken.push(...(await Promise.all(takes)).flat().map(each => each.id));
      }
      expect(new Set(taken).size).toBe(20);
      expect(await servers[1]!.outbox.dueTargets(at)).toEqual([]);
    });

    test('D2 who is due is found along the index, however much waits for one', async () => {
      const url = newDatabase(mongo);
      remember(await open(url));
      // A second start waits for all indexes.
      const store = remember(await open(url));
      const scene = await setScene(store);
      const [busy, quiet, off] = [newWebhook(scene.site.id), newWebhook(scene.site.id), newWebhook(scene.site.id)];
      for (const each of [busy, quiet, { ...off, isDisabled: true }]) await store.webhooks.create(each);
      const db = databaseOf(url);
      const waiting = (count: number, target: string) =>
        upTo(count).map(() => {
          const [kind, _id] = ['webhook', newId('delivery')];
          return { _id, kind, target, isDead: false, dueAt: NOON, createdAt: NOON, attempts: 0 };
        });
      const deliveries = [...waiting(3_000, busy.id), ...waiting(1, quiet.id), ...waiting(1, off.id)];
      await db.collection<{ _id: string }>('deliveries').insertMany(deliveries);
      await db.command({ profile: 2 });
      try {
        const due = await store.outbox.dueTargets(NOON);
        expect(due.map(each => each.id)).toEqual([busy.id, quiet.id]);
      } finally {
        await db.command({ profile: 0 });
      }
      const looked = await db
        .collection('system.profile')
        .find({ ns: /deliveries$/ })
        .toArray();
      expect(looked).toHaveLength(2);
      for (const each of looked) expect([each.docsExamined, each.keysExamined < 20]).toEqual([0, true]);
    });

    test('W11 an agent hears what became of each answer in the order in which they said it, however it is written', async () => {
      const url = newDatabase(mongo);
      const [here, there] = [remember(await open(url)), remember(await open(url))];
      const scene = await setScene(here);
      const talks: string[] = [];
      for (const text of ['Tea?', 'Roses?', 'Tulips?']) {
        talks.push((await scene.say(await scene.visitor(), text)).conversation.id);
      }
      const reply = (store: Store, conversationId: string, text: string) =>
        store.conversations.append({
          conversationId,
          clientId: newId('client'),
          fingerprint: `print:${text}`,
          author: BELLA,
          body: { kind: 'message', text },
          at: scene.tick(),
        });
      for (const id of talks) await reply(here, id, 'Here');
      // The first has a number that is taken by now, and is written anew by itself; the second is of nothing.
      await reply(there, talks[0]!, 'There');
      const heard: string[] = [];
      const said = [talks[0]!, 'nowhere', talks[1]!, talks[2]!].map((id, place) =>
        reply(here, id, 'Again').then(
          ({ entry }) => heard.push(`${place} as ${entry.seq}`),
          (error: AppError) => heard.push(`${place} ${error.code}`),
        ),
      );
      await Promise.all(said);
      expect(heard).toEqual(['0 as 4', '1 CONVERSATION_UNKNOWN', '2 as 3', '3 as 3']);
    });

    test('ST3 two servers that write to one conversation at once number it without holes', async () => {
      const url = newDatabase(mongo);
      const [here, there] = [remember(await open(url)), remember(await open(url))];
      const scene = await setScene(here);
      const ann = await scene.visitor();
      const sent = Array.from({ length: 40 }, (_, index) =>
        scene.submission(ann, { kind: 'message', text: `Message ${index}` }),
      );
      // Each message goes to both, as from a page that lost its socket and came back elsewhere; agents answer between.
      const answers = await Promise.all(
        sent.map(async each => {
          const both = await Promise.all([
            here.conversations.submit(each),
            there.conversations.submit({ ...each, newConversationId: newId('c') }),
          ]);
          const { id } = both[0].conversation;
          const reply = { conversationId: id, author: BELLA, fingerprint: each.clientId, at: each.at } as const;
          const body = { kind: 'message', text: `Answer to ${each.clientId}` } as const;
          const answer = await there.conversations.append({ ...reply, body, clientId: `answer-${each.clientId}` });
          return { both, answer };
        }),
      );
      const { id } = answers[0]!.answer.conversation;
      for (const { both } of answers) {
        expect(both.filter(each => !each.isRepeat)).toHaveLength(1);
        expect(both[0].entry).toEqual(both[1].entry);
      }
      const entries = await here.conversations.entriesAfter(id, 0, 1000);
      expect(numbers(entries)).toEqual(upTo(80));
      expect(new Set(texts(entries)).size).toBe(80);
      expect(await there.conversations.entriesAfter(id, 0, 1000)).toEqual(entries);
      expect((await here.conversations.find(id))?.lastSeq).toBe(80);
      expect(await there.conversations.find(id)).toEqual(await here.conversations.find(id));
    });

    test('RI4 of texts that 0.1 wrote, which say no site, an agent finds those of the sites that they see', async () => {
      const url = newDatabase(mongo);
      const store = remember(await open(url));
      const [scene, other] = [await setScene(store), await setScene(store)];
      const here = await scene.say(await scene.visitor(), 'Tulips');
      await other.say(await other.visitor(), 'Tulips');
      await store.search.settled();
      await databaseOf(url)
        .collection('texts')
        .updateMany({}, { $unset: { siteId: true } });
      const found = await store.search.find({ q: 'tulip', siteIds: [scene.site.id], limit: 10 });
      expect(found.entries.map(each => each.entry)).toEqual([here.entry]);
    });

    test('ST3 no server shows an old conversation while it is behind its entries', async () => {
      const url = newDatabase(mongo);
      const [here, there] = [remember(await open(url)), remember(await open(url))];
      const scene = await setScene(here);
      const ann = await scene.visitor();
      const { conversation } = await scene.say(ann, 'One');
      await scene.say(ann, 'Two');
      const last = await scene.say(ann, 'Three');
      const { id } = conversation;
      const kept = databaseOf(url).collection<{ _id: string; lastSeq: number }>('conversations');
      expect((await kept.findOne({ _id: id }))?.lastSeq).toBe(1);
      expect(await there.conversations.find(id)).toEqual(last.conversation);
      const page = await there.views.page({ view: 'unassigned', agentId: '', limit: 10 });
      expect(page.items).toEqual([last.conversation]);
      expect(await there.conversations.markRead(id, 'agent', 3)).toMatchObject({ agentReadSeq: 3, lastSeq: 3 });
      // The next words of anybody bring it forward at once.
      const answered = await there.conversations.append({
        conversationId: id,
        clientId: newId('client'),
        fingerprint: 'print',
        author: BELLA,
        body: { kind: 'message', text: 'Four' },
        at: scene.tick(),
      });
      expect(answered).toMatchObject({ entry: { seq: 4 }, conversation: { lastSeq: 4, waitingSince: null } });
      expect((await kept.findOne({ _id: id }))?.lastSeq).toBe(4);
      expect((await scene.say(ann, 'Five')).conversation).toMatchObject({ lastSeq: 5, agentReadSeq: 4 });
    });

    test('ST3 a server that was closed has brought its conversations forward', async () => {
      const url = newDatabase(mongo);
      const store = await open(url);
      const scene = await setScene(store);
      const ann = await scene.visitor();
      for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
      await store.close();
      const kept = await databaseOf(url).collection('conversations').findOne();
      expect(kept).toMatchObject({ lastSeq: 3, preview: { text: 'Three' } });
      expect(await databaseOf(url).collection('writers').countDocuments()).toBe(0);
    });

    test('ST1 what a killed server had acked is there, listed and found', async () => {
      const url = newDatabase(mongo);
      const killed = spawn(process.execPath, [fileURLToPath(new URL('killed-server.ts', import.meta.url)), url], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      });
      let acked = '';
      killed.stdout.on('data', chunk => {
        acked += chunk;
      });
      const [, signal] = await once(killed, 'close');
      expect(signal).toBe('SIGKILL');
      const { id, lastSeq } = JSON.parse(acked) as { id: string; lastSeq: number };
      const kept = databaseOf(url).collection<{ _id: string; lastSeq: number }>('conversations');
      expect((await kept.findOne({ _id: id }))?.lastSeq).toBeLessThan(lastSeq);

      const store = remember(await open(url));
      const [listed] = (await store.views.page({ view: 'all', agentId: '', limit: 1 })).items;
      expect(listed).toMatchObject({ id, lastSeq, preview: { text: `marmalade ${lastSeq}` } });
      await store.search.settled();
      const found = await store.search.find({ q: 'marmal', limit: 50 });
      expect(numbers(found.entries.map(each => each.entry)).sort((a, b) => a - b)).toEqual(upTo(lastSeq));
    });

    test('ST4 an id that another visitor used with the same words opens nothing', async () => {
      const store = remember(await open());
      const scene = await setScene(store);
      const [ann, eve] = [await scene.visitor(), await scene.visitor()];
      const extra = { clientId: 'guessed-client-id', fingerprint: 'same' };
      await scene.say(ann, 'Hello', extra);
      await expect(scene.say(eve, 'Hello', extra)).rejects.toMatchObject({ code: 'CLIENT_ID_REUSED' });
      await expect(store.conversations.submitted(eve.id, extra.clientId, 'same')).rejects.toMatchObject({
        code: 'CLIENT_ID_REUSED',
      });
    });

    test('ST3 a visitor who signed in moves to the other conversation on every server', async () => {
      const url = newDatabase(mongo);
      const [here, there] = [remember(await open(url)), remember(await open(url))];
      const scene = await setScene(here);
      const [desktop, phone] = [await scene.visitor(), await scene.visitor()];
      const old = await scene.say(desktop, 'From my desk');
      const identity = { externalId: 'ann', words: { name: 'Ann' }, at: scene.tick() };
      await there.visitors.identify({ ...identity, visitorId: desktop.id, newContactId: newId('contact') });
      await there.visitors.identify({ ...identity, visitorId: phone.id, newContactId: newId('contact') });
      const sent = await scene.say(phone, 'From my phone');
      expect(sent).toMatchObject({
        before: { lastSeq: 1 },
        conversation: { id: old.conversation.id, contact: { name: 'Ann' }, lastSeq: 2 },
      });
    });

    test('ST3 a conversation that began without a browser is numbered and listed like any other', async () => {
      const url = newDatabase(mongo);
      const store = remember(await open(url));
      const scene = await setScene(store);
      const ann = await scene.visitor({ name: 'Ann' });
      const contact = (await store.contacts.find(ann.contactId))!;
      const id = newId('conversation');
      const database = await connect(url);
      onTestFinished(() => database.close());
      const ledger = createLedger(database, createLeaving(database), (await openWriter(database)).nextId);
      const began = await database.transaction(session =>
        ledger.add(session, newConversation(id, null, { ...contact, siteId: scene.site.id }, scene.tick()), {
          author: { kind: 'visitor' },
          body: { kind: 'message', text: 'From another door' },
          at: scene.tick(),
        }),
      );
      expect(began.conversation).toMatchObject({ id, visitorId: null, lastSeq: 1 });
      expect(await store.conversations.find(id)).toEqual(began.conversation);
      expect((await store.visitors.find(ann.id))?.conversationId).toBe(null);
      expect((await scene.reply(id, 'Answer')).entry.seq).toBe(2);
      await store.contacts.update(contact.id, { by: 'agent', words: { phone: '+97699112233' } }, scene.tick());
      await store.sweep(NOON);
      const [listed] = (await store.views.page({ view: 'mine', agentId: BELLA.id, limit: 10 })).items;
      expect(listed).toMatchObject({ id, visitorId: null, contact: { name: 'Ann', phone: '+97699112233' } });
      expect(await store.views.ofContact(contact.id, 10)).toEqual([listed]);
    });

    test('PB2 CP1 what is brought for somebody while an erasure of theirs is being written is of nobody', async () => {
      const url = newDatabase(mongo);
      // A second start waits for all indexes. While one is being made, a transaction begins anew, which this one may not.
      await (await open(url)).close();
      const store = remember(await open(url));
      const database = databaseOf(url);
      const complained = newComplaint({ contactId: await person(store) });
      const bought = newPurchase({ contactId: await person(store) });
      const brings = [
        [bought.contactId, async () => (await store.purchases.add([bought]))[0]!.outcome],
        [
          complained.contactId,
          () =>
            store.complaints.open(complained).then(
              ({ outcome }): string => outcome,
              (error: AppError) => error.code,
            ),
        ],
      ] as const;
      for (const [contactId, bring] of brings) {
        const erasing = raw.startSession();
        onTestFinished(() => erasing.endSession());
        erasing.startTransaction({ writeConcern: { w: 'majority' } });
        await database.collection<{ _id: string }>('contacts').deleteOne({ _id: contactId }, { session: erasing });
        // From here on the database writes down what it does, the erasure's own is behind it.
        await database.command({ profile: 2 });
        let answer: string | null = null;
        const brought = bring().then(outcome => {
          answer = outcome;
        });
        // It has asked for the contact and met the erasure, or it is through without a look.
        const met = { ns: `${database.databaseName}.contacts`, ok: { $ne: 1 }, errCode: 112 };
        await expect
          .poll(async () => answer ?? (await database.collection('system.profile').countDocuments(met)) > 0)
          .toBeTruthy();
        expect(answer).toBe(null);
        await database.command({ profile: 0 });
        await erasing.commitTransaction();
        await brought;
        await database.collection('system.profile').drop();
      }
      expect(await database.collection('purchases').countDocuments()).toBe(0);
      expect(await database.collection('complaints').countDocuments()).toBe(0);
      expect(await database.collection('jobs').countDocuments({ kind: 'complaint' })).toBe(0);
    });

    test('ST9 a contact that changes while their first words arrive is shown as they are', async () => {
      const url = newDatabase(mongo);
      const [here, there] = [remember(await open(url)), remember(await open(url))];
      const scene = await setScene(here);
      for (let round = 0; round < 5; round++) {
        const ann = await scene.visitor({ name: 'Ann' });
        const [{ conversation }] = await Promise.all([
          scene.say(ann, 'Hello'),
          there.contacts.update(ann.contactId, { by: 'agent', words: { name: 'Anna' } }, scene.tick() + MINUTE),
        ]);
        expect((await here.conversations.find(conversation.id))?.contact.name).toBe('Anna');
      }
    });
  });
});
