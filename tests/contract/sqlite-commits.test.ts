import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { newWebhook, texts } from './scene.ts';
import { intrude, newPath, openScene, watchDriver } from './sqlite-files.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

describe('what an ack rests on', () => {
  test('ST1 every connection syncs each commit and checks references', async () => {
    const { connections } = watchDriver();
    await openScene();
    expect(connections.size).toBe(2);
    for (const each of connections) {
      expect(each.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
      expect(each.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      expect(each.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
    }
  });

  test('ST1 a connection that does not sync each commit is refused', async () => {
    const { exec: run } = DatabaseSync.prototype;
    vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function (this: DatabaseSync, sql) {
      run.call(this, sql.replace('synchronous = FULL', 'synchronous = NORMAL'));
    });
    await expect(openSqlite(newPath())).rejects.toThrow('wanted synchronous = 2, got 1');
  });

  test('ST1 one turn is one commit, however much is written in it', async () => {
    // Indexing commits on its own, by a timer.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { commits } = watchDriver();
    const scene = await openScene();
    const people = await Promise.all([scene.visitor(), scene.visitor(), scene.visitor()]);
    const before = commits();
    await Promise.all(Array.from({ length: 99 }, (_, index) => scene.say(people[index % 3]!, `Message ${index}`)));
    expect(commits() - before).toBe(1);
    await scene.say(people[0]!, 'One more');
    await scene.say(people[0]!, 'And another');
    expect(commits() - before).toBe(3);
    // Reading needs none.
    await scene.store.views.page({ view: 'all', agentId: 'nobody', limit: 10 });
    expect(commits() - before).toBe(3);
  });

  test('ST1 what is not committed yet is shown to nobody', async () => {
    const { store, ...scene } = await openScene();
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Committed');
    const pending = scene.say(ann, 'Not yet');
    const seen = store.conversations.entriesAfter(conversation.id, 0, 10);
    expect(texts(await seen)).toEqual(['Committed']);
    await pending;
    expect(texts(await store.conversations.entriesAfter(conversation.id, 0, 10))).toEqual(['Committed', 'Not yet']);
  });
});

describe('when the disk says no', () => {
  const unavailable = { code: 'STORE_UNAVAILABLE' };

  test('ST1 a failed commit refuses all of its turn, and the next one is kept', async () => {
    const { path, store, ...scene } = await openScene();
    const ann = await scene.visitor();
    const first = await scene.say(ann, 'Kept', { clientId: 'kept-client-id' });
    // A reference that is checked at the commit, and dangles.
    intrude(path).exec(`
      CREATE TABLE promise (of_row INTEGER REFERENCES sites DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER break_promise AFTER INSERT ON entries WHEN new.body = 'poison' BEGIN
        INSERT INTO promise VALUES (-1);
      END`);
    const bob = await scene.visitor();
    const fine = scene.submission(ann, { kind: 'message', text: 'Fine' });
    const bobs = scene.submission(bob, { kind: 'message', text: 'New here' });
    const turn = [
      store.conversations.submit(fine),
      store.conversations.submit(bobs),
      scene.say(ann, 'poison'),
      // Refusals are told after the commit too, so they share its fate.
      scene.say(ann, 'Something else', { clientId: 'kept-client-id' }),
      store.conversations.markRead(first.conversation.id, 'agent', 1),
    ];
    for (const each of await Promise.allSettled(turn)) {
      expect(each).toMatchObject({ status: 'rejected', reason: unavailable });
    }
    expect(await store.conversations.find(first.conversation.id)).toEqual(first.conversation);
    expect((await store.visitors.find(bob.id))?.conversationId).toBe(null);
    // Nothing of the undone turn is remembered either: the same things are new, and numbered on.
    expect(await store.conversations.submit(fine)).toMatchObject({ isRepeat: false, entry: { seq: 2 } });
    expect(await store.conversations.submit(bobs)).toMatchObject({
      isRepeat: false,
      before: { lastSeq: 0 },
      entry: { seq: 1 },
    });
    expect(texts(await store.conversations.entriesAfter(first.conversation.id, 0, 10))).toEqual(['Kept', 'Fine']);
    await store.ping();
  });

  test('ST1 a write that breaks undoes what its turn had, and nothing after it', async () => {
    const { path, store, ...scene } = await openScene();
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Kept');
    intrude(path).exec(`
      CREATE TRIGGER refuse BEFORE UPDATE ON conversations WHEN new.preview_text = 'poison' BEGIN
        SELECT RAISE(ABORT, 'disk full');
      END`);
    const turn = await Promise.allSettled([
      scene.say(ann, 'Before'),
      scene.say(ann, 'poison'),
      scene.say(ann, 'After'),
    ]);
    expect(turn).toMatchObject([
      { status: 'rejected', reason: unavailable },
      { status: 'rejected', reason: unavailable },
      { status: 'fulfilled', value: { entry: { seq: 2 } } },
    ]);
    expect(texts(await store.conversations.entriesAfter(conversation.id, 0, 10))).toEqual(['Kept', 'After']);
  });

  test('D1 a message whose delivery can not be kept is not kept either', async () => {
    const { path, store, site, ...scene } = await openScene();
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Before');
    await store.webhooks.create(newWebhook(site.id));
    intrude(path).exec(`
      CREATE TRIGGER refuse BEFORE INSERT ON deliveries BEGIN
        SELECT RAISE(ABORT, 'disk full');
      END`);
    await expect(scene.say(ann, 'Lost?')).rejects.toMatchObject(unavailable);
    await expect(scene.reply(conversation.id, 'Lost?')).rejects.toMatchObject(unavailable);
    expect(texts(await store.conversations.entriesAfter(conversation.id, 0, 10))).toEqual(['Before']);
    intrude(path).exec('DROP TRIGGER refuse');
    await scene.say(ann, 'After');
    expect((await store.outbox.page({ isDead: false, limit: 10 })).items).toMatchObject([{ event: 'entry.added' }]);
  });

  test('ST1 another program that holds the file is told of, and forgotten when it is gone', async () => {
    const { path, store, ...scene } = await openScene();
    const ann = await scene.visitor();
    const other = intrude(path);
    other.exec('BEGIN IMMEDIATE');
    await expect(scene.say(ann, 'Now?')).rejects.toMatchObject(unavailable);
    await expect(store.ping()).rejects.toMatchObject(unavailable);
    expect(await store.visitors.find(ann.id)).toEqual(ann);
    other.exec('ROLLBACK');
    expect((await scene.say(ann, 'Now?')).entry.seq).toBe(1);
  });
});
