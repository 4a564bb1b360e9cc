import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { openStore } from '../../server/store/open.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { numbers, setScene, texts, upTo } from './scene.ts';
import { intrude, newPath, openScene, pathOf } from './sqlite-files.ts';
import { describeStore } from './store-contract.ts';

afterEach(() => void vi.restoreAllMocks());

describeStore('sqlite in memory', () => openSqlite(':memory:'));
describeStore('sqlite file', () => openSqlite(newPath()), { again: closed => openSqlite(pathOf(closed.description)) });

test('RI4 more people and texts of other sites than one query looks at hide nothing of those that somebody sees', async () => {
  const store = await openSqlite(':memory:');
  onTestFinished(() => store.close());
  const [scene, other] = [await setScene(store), await setScene(store)];
  const here = await scene.say(await scene.visitor({ name: 'Tsetseg' }), 'Tsetseg');
  const crowd = await Promise.all(Array.from({ length: 5_001 }, () => other.visitor({ name: 'Tsetseg' })));
  await Promise.all(crowd.map(each => other.say(each, 'Tsetseg')));
  await store.search.settled();
  // A word that the index narrows, and one that is too short for it.
  for (const q of ['tsetseg', 'ts']) {
    const { people, entries } = await store.search.find({ q, siteIds: [scene.site.id], limit: 10 });
    expect(people.map(each => each.id)).toEqual([here.conversation.id]);
    expect(entries.map(each => each.entry)).toEqual(q === 'ts' ? [] : [here.entry]);
  }
});

test('ST3 a long conversation is read from anywhere in it', async () => {
  const { store, ...scene } = await openScene();
  const ann = await scene.visitor();
  const said = await Promise.all(upTo(100).map(number => scene.say(ann, `Message ${number}`)));
  const { conversation } = said[0]!;
  for (const at of upTo(102)) {
    for (const limit of [1, 31, 50]) {
      const before = upTo(Math.min(at - 1, 100)).slice(-limit);
      expect(numbers(await store.conversations.entriesBefore(conversation.id, at, limit))).toEqual(before);
      const after = upTo(100).slice(at, at + limit);
      expect(numbers(await store.conversations.entriesAfter(conversation.id, at, limit))).toEqual(after);
    }
  }
  expect(texts(await store.conversations.entriesBefore(conversation.id, null, 2))).toEqual([
    'Message 99',
    'Message 100',
  ]);
});

test('CB2 a callback whose times no program can hold is read at the end of all times, and can be ended', async () => {
  const { path, store, ...scene } = await openScene();
  const { callback, conversation } = await scene.ask(await scene.visitor());
  const held = `${Number.MAX_SAFE_INTEGER}9`.slice(0, 18);
  intrude(path).exec(`UPDATE callbacks SET start_at = ${held}, end_at = ${held};
    UPDATE conversations SET callback_at = ${held}`);
  const unreadable = { startAt: LIMITS.latestAt, endAt: LIMITS.latestAt };
  expect((await store.callbacks.queue({ limit: 10 })).items).toMatchObject([{ callback: unreadable }]);
  expect(await store.callbacks.ofConversation(conversation.id)).toMatchObject([unreadable]);
  const said = await scene.change(callback!.id, { attempt: { outcome: 'no_answer', note: '' } });
  expect(said.conversation.callbackAt).toBe(LIMITS.latestAt);
  await scene.change(callback!.id, { attempt: { outcome: 'reached', note: '' } });
  expect((await store.callbacks.queue({ limit: 10 })).items).toEqual([]);
});

test('SE1 text is found soon after its ack, without asking for it', async () => {
  const { store, ...scene } = await openScene();
  const { entry } = await scene.say(await scene.visitor(), 'A jar of marmalade');
  const found = async () => (await store.search.find({ q: 'marmal', limit: 5 })).entries.map(each => each.entry);
  await expect.poll(found, { timeout: 20_000 }).toEqual([entry]);
});

describe('openStore', () => {
  test('ST1 a database URL picks the store', async () => {
    const path = newPath();
    for (const [url, description] of [
      ['sqlite::memory:', 'sqlite :memory:'],
      [`sqlite:${path}`, `sqlite ${path}`],
      [`sqlite://${path}`, `sqlite ${path}`],
    ] as const) {
      const store = await openStore(url);
      expect(store.description).toBe(description);
      await store.close();
    }
  });

  test.each(['postgres://me:hush@host/db', 'sqlite:', '', './deskbell.db'])(
    'ST1 %j is refused without its secrets',
    async url => {
      const refusal = openStore(url);
      await expect(refusal).rejects.toThrow('DATABASE_URL must be sqlite:PATH');
      await expect(refusal).rejects.not.toThrow('hush');
    },
  );
});
