import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { NOTHING_KNOWN } from '../../server/features/contacts/rules.ts';
import { afterEntry, newConversation } from '../../server/features/conversations/rules.ts';
import { COVERED as MONGO_COVERED } from '../../server/store/mongo/transfer.ts';
import { type Digest, digest, move } from '../../server/store/move.ts';
import { openStore, openTransfer } from '../../server/store/open.ts';
import { COVERED as SQLITE_COVERED } from '../../server/store/sqlite/transfer.ts';
import type { Store } from '../../server/store/store.ts';
import { BATCH, KINDS, type Kind, type Records, type Shelf, type Transfer } from '../../server/store/transfer.ts';
import { newDatabase, sharedMongo } from '../helpers/mongod.ts';
import { fillAtRandom, type History, portrait } from './random-history.ts';
import { BELLA, DAY, forgetSilent, MINUTE, NOON, newAgent, newId, newSite, newWebhook, setScene } from './scene.ts';

const mongo = await sharedMongo();
const folder = mkdtempSync(join(tmpdir(), 'deskbell-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const newFile = () => `sqlite:${join(folder, newId('store'), 'deskbell.db')}`;

/** Each ends before the next begins: a transfer wants the SQLite file for itself. */
async function within<R>(url: string, use: (store: Store) => Promise<R>): Promise<R> {
  const store = await openStore(url);
  try {
    return await use(store);
  } finally {
    await store.close();
  }
}

async function open(url: string): Promise<Transfer> {
  const transfer = await openTransfer(url);
  onTestFinished(() => transfer.close());
  return transfer;
}

async function moveAll(from: string, to: string, isReplacing = false): Promise<Record<string, number>> {
  const [source, target] = [await openTransfer(from), await openTransfer(to)];
  try {
    return await move(source, target, { isReplacing, tell: () => {} });
  } finally {
    await source.close();
    await target.close();
  }
}

async function digests(url: string): Promise<[Kind, Digest][]> {
  const transfer = await openTransfer(url);
  try {
    return await Promise.all(KINDS.map(async kind => [kind, await digest(transfer, kind)] as [Kind, Digest]));
  } finally {
    await transfer.close();
  }
}

/**
 * As it is compared: maps in one order, and half surrogate pairs, which are no text, as the replacement character that
 * MongoDB has for them.
 */
function plain<T>(value: T): T {
  const text = JSON.stringify(value, (_key, each) => {
    if (typeof each === 'string') return each.toWellFormed();
    return each instanceof Map ? [...each].sort() : each;
  });
  return JSON.parse(text);
}

/** What was sent before is known by the store it moved to, and other content under its id is not taken for it. */
async function expectRepeats(store: Store, { submissions, appends, changes, assigns, closes }: History): Promise<void> {
  for (const each of submissions) {
    expect(await store.conversations.submit(each)).toMatchObject({
      isRepeat: true,
      entry: { clientId: each.clientId },
    });
    expect(await store.conversations.submitted(each.visitorId, each.clientId, each.fingerprint)).not.toBe(null);
  }
  for (const each of appends) expect((await store.conversations.append(each)).isRepeat).toBe(true);
  for (const each of changes) expect((await store.callbacks.change(each)).isRepeat).toBe(true);
  expect([assigns.length, closes.length]).not.toContain(0);
  for (const each of assigns) expect(await store.conversations.assign(each)).toMatchObject({ isRepeat: true });
  for (const each of closes) expect(await store.conversations.setStatus(each)).toMatchObject({ isRepeat: true });
  const reused = { code: 'CLIENT_ID_REUSED' };
  const [submission, append, change] = [submissions[0]!, appends[0]!, changes[0]!];
  await expect(store.conversations.submit({ ...submission, fingerprint: 'another' })).rejects.toMatchObject(reused);
  const stranger = submissions.find(
    each => each.siteId === submission.siteId && each.visitorId !== submission.visitorId,
  )!;
  await expect(store.conversations.submit({ ...submission, visitorId: stranger.visitorId })).rejects.toMatchObject(
    reused,
  );
  await expect(store.conversations.append({ ...append, fingerprint: 'another' })).rejects.toMatchObject(reused);
  await expect(store.callbacks.change({ ...change, fingerprint: 'another' })).rejects.toMatchObject(reused);
}

/** Life goes on: the next number, the next entry found, nothing waits that did not before. */
async function expectUse(store: Store): Promise<void> {
  const scene = await setScene(store);
  const ann = await scene.visitor();
  const { conversation } = await scene.say(ann, 'Marmalade');
  expect((await scene.reply(conversation.id, 'With toast')).entry.seq).toBe(2);
  await store.search.settled();
  expect((await store.search.find({ q: 'marmal', limit: 10 })).entries).toHaveLength(1);
  await store.sweep(NOON * 2);
}

const ways: [name: string, urls: () => string[]][] = [
  ['SQLite to SQLite', () => [newFile(), newFile()]],
  ['SQLite to MongoDB to SQLite', () => [newFile(), newDatabase(mongo), newFile()]],
  ['MongoDB to SQLite to MongoDB', () => [newDatabase(mongo), newFile(), newDatabase(mongo)]],
];

describe.each(ways)('%s', (name, urls) => {
  test.skipIf(name.includes('MongoDB') && !mongo.uri).each(name.startsWith('MongoDB') ? [12] : [20_250_602, 12])(
    `B2 everything is equal afterwards, seed %i ${mongo.reason ?? ''}`,
    { timeout: 180_000 },
    async seed => {
      const [first = '', ...others] = urls();
      let from = first;
      const [history, wanted] = await within(first, async store => {
        const history = await fillAtRandom(store, seed, 150);
        return [history, plain(await portrait(store, history))] as const;
      });
      const sums = await digests(first);
      for (const to of others) {
        const counts = await moveAll(from, to);
        expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([]);
        expect(await digests(to)).toEqual(sums);
        expect(plain(await within(to, store => portrait(store, history)))).toEqual(wanted);
        from = to;
      }
      await within(from, async store => {
        await expectRepeats(store, history);
        await expectUse(store);
      });
    },
  );
});

const kinds = [
  ['SQLite', newFile, true],
  [`MongoDB ${mongo.reason ?? ''}`, () => newDatabase(mongo), Boolean(mongo.uri)],
] as const;

describe.each(kinds)('to %s', (_name, newUrl, isThere) => {
  const some = async (url: string, steps = 40) => within(url, store => fillAtRandom(store, 1, steps));

  test.skipIf(!isThere)(
    'B2 a target that holds something is refused, and emptied only when that is wanted',
    async () => {
      const [from, to] = [newFile(), newUrl()];
      await some(from);
      const other = newSite();
      await within(to, store => store.sites.save(other));
      const before = await digests(to);
      await expect(moveAll(from, to)).rejects.toThrow(/^The target must be empty, but .+ holds 1 sites; .+ --replace/);
      expect(await digests(to)).toEqual(before);
      await moveAll(from, to, true);
      expect(await digests(to)).toEqual(await digests(from));
    },
  );

  test.skipIf(!isThere)('B2 a move that broke off can be run again', async () => {
    const [from, to] = [newFile(), newUrl()];
    await some(from);
    const source = await openTransfer(from);
    const broken: Transfer = {
      ...source,
      shelves: {
        ...source.shelves,
        entries: {
          ...source.shelves.entries,
          async *read() {
            for await (const batch of source.shelves.entries.read()) {
              yield batch;
              throw new Error('the line was cut');
            }
          },
        },
      },
    };
    const target = await openTransfer(to);
    await expect(move(broken, target, { isReplacing: false, tell: () => {} })).rejects.toThrow('the line was cut');
    await source.close();
    await target.close();
    const left = await digests(to);
    if (to.startsWith('sqlite:')) {
      expect(left.map(([, { count }]) => count)).toEqual(KINDS.map(() => 0));
    } else await expect(moveAll(from, to)).rejects.toThrow('--replace');
    await moveAll(from, to, true);
    expect(await digests(to)).toEqual(await digests(from));
  });

  test.skipIf(!isThere)('B2 a source that changes meanwhile is noticed', async () => {
    const [from, to] = [newFile(), newUrl()];
    await some(from);
    const source = await open(from);
    let reads = 0;
    const restless: Transfer = {
      ...source,
      shelves: {
        ...source.shelves,
        contacts: {
          ...source.shelves.contacts,
          async *read() {
            reads += 1;
            for await (const batch of source.shelves.contacts.read()) {
              yield reads === 1 ? batch : batch.map(each => ({ ...each, name: `${each.name}!` }));
            }
          },
        },
      },
    };
    const moving = move(restless, await open(to), { isReplacing: false, tell: () => {} });
    await expect(moving).rejects.toThrow(/are not equal: the \d+ contacts differ; stop every server on both/);
  });

  test.skipIf(!isThere)('FI10 files whose bytes are others on their way are noticed', async () => {
    const [from, to] = [newFile(), newUrl()];
    await some(from);
    const source = await open(from);
    const seen = new Set<string>();
    const restless: Transfer = {
      ...source,
      blobs: {
        ...source.blobs,
        async *read(name, start, end) {
          for await (const bytes of source.blobs.read(name, start, end)) yield seen.has(name) ? bytes.fill(0) : bytes;
          seen.add(name);
        },
      },
    };
    const moving = move(restless, await open(to), { isReplacing: false, tell: () => {} });
    await expect(moving).rejects.toThrow(/are not equal: the bytes of file \S+ differ; stop every server on both/);
  });

  test.skipIf(!isThere)('B2 what takes many batches arrives whole, and it tells how far it is', async () => {
    const [from, to] = [newFile(), newUrl()];
    await within(from, async store => {
      const scene = await setScene(store);
      const ann = await scene.visitor();
      const words = Array.from({ length: 2 * BATCH + 1 }, (_, index) => `Word ${index}`);
      await Promise.all(words.map(each => scene.say(ann, each)));
    });
    const told: [string, number, number][] = [];
    await move(await open(from), await open(to), {
      isReplacing: false,
      tell: (...words) => void told.push(words),
    });
    expect(told).toEqual([
      ['sites', 1, 1],
      ['contacts', 1, 1],
      ['visitors', 1, 1],
      ['conversations', 1, 1],
      ['entries', BATCH, 2 * BATCH + 1],
      ['entries', 2 * BATCH, 2 * BATCH + 1],
      ['entries', 2 * BATCH + 1, 2 * BATCH + 1],
      ['jobs', 2, 2],
    ]);
  });
});

/** Adds records of some kinds to an empty store, as a move from another one would. */
async function fill(url: string, records: { [K in Kind]?: Records[K][] }): Promise<void> {
  const transfer = await openTransfer(url);
  try {
    await transfer.begin();
    const add = <K extends Kind>(kind: K) => {
      const shelf: Shelf<Records[K]> = transfer.shelves[kind];
      return shelf.add(records[kind] ?? []);
    };
    for (const kind of KINDS) await add(kind);
    await transfer.commit();
  } finally {
    await transfer.close();
  }
}

describe.each(kinds)('what no verb makes yet, in %s', (_name, newUrl, isThere) => {
  const site = newSite();
  const contact = {
    id: 'contact-of-ann',
    siteId: site.id,
    ...NOTHING_KNOWN,
    name: 'Ann',
    email: '',
    phone: '+97699112233',
    externalId: null,
    isVerified: false,
    sources: { phone: 'typed' as const },
    typed: {},
    attributes: {},
    locale: 'mn' as const,
    timeZone: 'Asia/Ulaanbaatar',
    createdAt: NOON,
    updatedAt: NOON,
  };
  const entry = {
    conversationId: 'no-browser',
    siteId: site.id,
    seq: 1,
    clientId: 'from-elsewhere',
    author: { kind: 'visitor' as const },
    body: { kind: 'message' as const, text: 'Marmalade?' },
    createdAt: NOON,
    fingerprint: 'print',
    senderId: null,
  };
  const begun = afterEntry(newConversation('no-browser', null, contact, NOON), entry);

  test.skipIf(!isThere)('ST1 a conversation that began in no browser is kept, listed, answered and moved', async () => {
    const url = newUrl();
    const { contact: summary, ...conversation } = begun;
    const conversations = [{ ...conversation, contactId: summary.id }];
    await fill(url, { sites: [site], contacts: [contact], conversations, entries: [entry] });
    await within(url, async store => {
      const { id } = begun;
      expect(await store.conversations.find(id)).toEqual(begun);
      const list = (view: 'all' | 'unassigned' | 'mine') => store.views.page({ view, agentId: BELLA.id, limit: 10 });
      expect((await list('all')).items).toEqual([begun]);
      expect((await list('unassigned')).items).toEqual([begun]);
      expect(await store.views.ofContact(contact.id, 10)).toEqual([begun]);
      expect(await store.views.related(id)).toEqual([]);

      const said = { conversationId: id, clientId: 'answer', fingerprint: 'print', author: BELLA, at: NOON + MINUTE };
      const answer = { ...said, body: { kind: 'message' as const, text: 'With toast' } };
      expect(await store.conversations.append(answer)).toMatchObject({
        entry: { seq: 2 },
        previousSeq: 1,
        conversation: { visitorId: null, waitingSince: null, assigneeId: BELLA.id, agentReadSeq: 2 },
      });
      expect(await store.conversations.append(answer)).toMatchObject({ isRepeat: true, entry: { seq: 2 } });
      expect(await store.conversations.markRead(id, 'visitor', 2)).toMatchObject({ visitorReadSeq: 2 });
      expect((await list('mine')).items).toMatchObject([{ id, visitorId: null }]);
      const correction = { by: 'agent', words: { email: 'ann@x.example' } } as const;
      const corrected = (await store.contacts.update(contact.id, correction, NOON + MINUTE))?.after;
      expect(corrected).toMatchObject({ email: 'ann@x.example' });
      const close = { conversationId: id, status: 'closed', author: BELLA, at: NOON + 2 * MINUTE } as const;
      expect(await store.conversations.setStatus(close)).toMatchObject({
        entry: { seq: 3 },
        conversation: { status: 'closed', contact: { email: 'ann@x.example' } },
      });
      await store.search.settled();
      const found = await store.search.find({ q: 'marmal', limit: 10 });
      expect(found.entries).toMatchObject([{ conversation: { id, visitorId: null }, entry: { seq: 1 } }]);
      await forgetSilent(store, NOON + DAY);
      expect(await store.contacts.find(contact.id)).toEqual(corrected);
    });
    const other = newFile();
    await moveAll(url, other);
    expect(await digests(other)).toEqual(await digests(url));
    await within(other, async store => {
      expect(await store.conversations.find(begun.id)).toMatchObject({ visitorId: null, lastSeq: 3, status: 'closed' });
    });
  });

  test.skipIf(!isThere)(
    'D2 what is due long after its cause waits until then, and has its time from then on',
    async () => {
      const url = newUrl();
      const webhook = newWebhook(site.id);
      const dueAt = NOON + 9 * DAY;
      const delivery = {
        id: 'msg_later',
        kind: 'webhook' as const,
        target: webhook.id,
        siteId: site.id,
        conversationId: begun.id,
        event: 'entry.added' as const,
        payload: '{}',
        attempts: 0,
        dueAt,
        since: dueAt,
        createdAt: NOON,
        isDead: false,
        problem: '',
      };
      await fill(url, { sites: [site], webhooks: [webhook], deliveries: [delivery] });
      await within(url, async ({ outbox, ...store }) => {
        const target = { kind: 'webhook' as const, id: webhook.id };
        const take = (at: number) => outbox.take({ target, at, leaseUntil: at + MINUTE, limit: 10 });
        expect(await outbox.dueTargets(dueAt - 1)).toEqual([]);
        expect(await take(dueAt - 1)).toEqual([]);
        await store.sweep(dueAt - 1);
        expect((await outbox.page({ isDead: false, limit: 10 })).items).toEqual([delivery]);
        expect(await outbox.dueTargets(dueAt)).toEqual([target]);
        const [taken] = await take(dueAt);
        const failure = { isDelivered: false, problem: '503', dueAt: dueAt + DAY, pausedUntil: null } as const;
        // Older ones are given up with it; this one's time has only begun.
        await outbox.settle(taken!.id, 1, { ...failure, at: dueAt, giveUpBefore: dueAt });
        expect((await outbox.page({ isDead: false, limit: 10 })).items).toMatchObject([{ dueAt: dueAt + DAY }]);
        expect(await outbox.dueTargets(dueAt + DAY)).toEqual([target]);
      });
    },
  );
});

test('B2 no table of SQLite is forgotten', async () => {
  const url = newFile();
  await within(url, async () => {});
  const db = new DatabaseSync(url.slice('sqlite:'.length));
  onTestFinished(() => db.close());
  const tables = db.prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow'").all();
  const names = tables.map(each => String(each.name)).filter(name => !name.startsWith('sqlite_'));
  expect(names.sort()).toEqual([...SQLITE_COVERED].sort());
});

describe.skipIf(!mongo.uri)(`MongoDB ${mongo.reason ?? ''}`, () => {
  test('B2 no collection is forgotten', async () => {
    const url = newDatabase(mongo);
    await within(url, store => fillAtRandom(store, 3, 60));
    const raw = await MongoClient.connect(url);
    onTestFinished(() => raw.close());
    const names = (await raw.db().listCollections().toArray()).map(each => each.name);
    expect(names.filter(name => !MONGO_COVERED.includes(name))).toEqual([]);
  });

  test('B2 conversations that are behind their entries are moved as they will be', async () => {
    const url = newDatabase(mongo);
    const store = await openStore(url);
    onTestFinished(() => store.close());
    await store.agents.create(newAgent());
    const scene = await setScene(store);
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
    const transfer = await open(url);
    for await (const [conversation] of transfer.shelves.conversations.read()) {
      expect(conversation).toMatchObject({ lastSeq: 3, preview: { text: 'Three' } });
    }
  });
});
