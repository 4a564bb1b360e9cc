import net from 'node:net';
import { MongoClient } from 'mongodb';
import { MongoMemoryServer } from 'mongodb-memory-server-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { openMongo } from '../../server/store/mongo/open.ts';
import type { Store } from '../../server/store/store.ts';
import { findMongod, type Mongod, type ReplSet, START_MS, startReplSet } from '../helpers/mongod.ts';
import { numbers, setScene, texts, upTo } from './scene.ts';

const { mongod, reason } = await findMongod();
/** A vote takes seconds, and a member that stepped down is no candidate for 20 s. */
const PATIENT = { timeout: 90_000, interval: 100 };

describe.skipIf(!mongod)(`mongo, refused ${reason ?? ''}`, { concurrent: true }, () => {
  /** A mongod of its own, as somebody may have it running who did not read far. */
  async function alone(args: string[]): Promise<MongoMemoryServer> {
    const { path, version } = mongod as Mongod;
    return MongoMemoryServer.create({
      binary: { systemBinary: path, version },
      instance: {
        ...{ ip: '127.0.0.1', storageEngine: 'wiredTiger', launchTimeout: START_MS },
        args: ['--wiredTigerCacheSizeGB', '0.25', ...args],
      },
    });
  }
  const commands = /^MongoDB at 127\.0\.0\.1:\d+ is no replica set.*`mongod --replSet rs0`.*`rs\.initiate\(\)`/;

  test('ST1 a server that is no replica set is refused with the commands that make it one', async () => {
    const standalone = await alone([]);
    try {
      await expect(openMongo(standalone.getUri('deskbell'))).rejects.toThrow(commands);
    } finally {
      await standalone.stop();
    }
  });

  test('ST1 a member that nobody initiated is refused in the same words', async () => {
    const member = await alone(['--replSet', 'rs0']);
    try {
      await expect(openMongo(member.getUri('deskbell'))).rejects.toThrow(commands);
    } finally {
      await member.stop();
    }
  });

  test('ST1 an unreachable server is named, its password is not, and it may be tried again', async () => {
    // Port 1 is nobody's.
    const url = 'mongodb://deskbell:secret-word@127.0.0.1:1/deskbell?replicaSet=rs0';
    for (let attempt = 0; attempt < 2; attempt++) {
      const error: Error = await openMongo(url).then(
        () => expect.unreachable('opened what is not there'),
        each => each,
      );
      // What the start tries again for 30 s.
      expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
      expect(error.message).toMatch(/^MongoDB at 127\.0\.0\.1:1 can not be reached: /);
      expect(`${error.stack} ${error.cause}`).not.toContain('secret-word');
    }
  });
});

describe.skipIf(!mongod)(`mongo, failing over ${reason ?? ''}`, () => {
  let set: ReplSet;
  let admin: MongoClient;
  let store: Store;

  beforeAll(async () => {
    set = await startReplSet({ count: 3, mongod: mongod! });
    admin = await MongoClient.connect(set.uri);
    store = await openMongo(set.uri);
  }, 3 * START_MS);
  afterAll(async () => {
    await store?.close();
    await admin?.close();
    await set?.stop();
  });

  test('ST1 what is acked while the primary steps down is stored, once and in order', {
    timeout: 240_000,
  }, async () => {
    const scene = await setScene(store);
    const people = await Promise.all(Array.from({ length: 10 }, () => scene.visitor()));
    const acked = new Map<string, string[]>();
    let isOver = false;

    const talks = people.map(async (person, index) => {
      const said: string[] = [];
      // Some say more than others, and all keep what is refused and send it again under its id, as pages do.
      for (let number = 1; !isOver || number <= 10; number++) {
        const sent = scene.submission(person, { kind: 'message', text: `${index}: ${number}` });
        for (let wasRefused = false; ; wasRefused = true) {
          try {
            const { entry, conversation, isRepeat } = await store.conversations.submit(sent);
            expect(entry.seq).toBe(number);
            if (!wasRefused) expect(isRepeat).toBe(false);
            acked.set(conversation.id, said);
            break;
          } catch (error) {
            expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
          }
        }
        said.push(`${index}: ${number}`);
      }
    });
    for (let round = 0; round < 2; round++) {
      const before = await primary(admin);
      await vi.waitUntil(() => acked.size === people.length, PATIENT);
      // Refused for as long as nobody has caught up with it.
      const stepDown = () =>
        admin
          .db('admin')
          .command({ replSetStepDown: 20, secondaryCatchUpPeriodSecs: 5 })
          .catch(() => null);
      await vi.waitUntil(async () => {
        const now = await primary(admin);
        if (now === before) await stepDown();
        return now !== null && now !== before;
      }, PATIENT);
    }
    isOver = true;
    await Promise.all(talks);

    expect(acked.size).toBe(people.length);
    for (const [id, said] of acked) {
      const entries = await store.conversations.entriesAfter(id, 0, 100_000);
      expect(numbers(entries)).toEqual(upTo(said.length));
      expect(texts(entries)).toEqual(said);
      expect((await store.conversations.find(id))?.lastSeq).toBe(said.length);
    }
  });

  test('MS6 what is asked of a socket that was closed a moment ago is answered', async () => {
    const opened = vi.spyOn(net, 'createConnection');
    onTestFinished(() => opened.mockRestore());
    const own = await openMongo(set.uri);
    onTestFinished(() => own.close());
    const scene = await setScene(own);
    const ann = await scene.visitor();
    await scene.say(ann, 'Before');
    // Whoever holds them hears of it a turn of the event loop later.
    for (const { value } of opened.mock.results) (value as net.Socket).destroy();
    const answers = ['One', 'Two', 'Three'].map(text => scene.say(ann, text).catch(error => error.code));
    for (const answer of await Promise.all(answers)) {
      if (answer !== 'STORE_UNAVAILABLE') expect(answer).toMatchObject({ entry: { body: { kind: 'message' } } });
    }
    await vi.waitFor(() => scene.say(ann, 'At last'));
  });

  test('ST1 without a majority verbs refuse aloud, and go on by themselves', { timeout: 180_000 }, async () => {
    const scene = await setScene(store);
    const ann = await scene.visitor();
    await scene.say(ann, 'Before');
    const unavailable = { code: 'STORE_UNAVAILABLE', status: 503 };
    const kept = scene.submission(ann, { kind: 'message', text: 'In the dark' });
    // All but one sleep, as behind a cut cable: nobody says goodbye.
    const asleep = set.pids.slice(1);
    for (const pid of asleep) process.kill(pid, 'SIGSTOP');
    try {
      await expect(store.conversations.submit(kept)).rejects.toMatchObject(unavailable);
      // By now the one that is awake has noticed that it is alone.
      const readings = [store.ping(), store.visitors.find(ann.id), store.views.count('')];
      for (const each of await Promise.allSettled(readings)) expect(each).toMatchObject({ reason: unavailable });
    } finally {
      for (const pid of asleep) process.kill(pid, 'SIGCONT');
    }
    await vi.waitUntil(
      () =>
        store.ping().then(
          () => true,
          () => false,
        ),
      PATIENT,
    );
    const { entry } = await store.conversations.submit(kept);
    expect(entry.seq).toBe(2);
    expect((await scene.say(ann, 'Light again')).entry.seq).toBe(3);
  });
});

/** `host:port`, or null while there is none. */
async function primary(client: MongoClient): Promise<string | null> {
  return client
    .db('admin')
    .command({ hello: 1 }, { readPreference: 'nearest' })
    .then(hello => hello.primary ?? null)
    .catch(() => null);
}
