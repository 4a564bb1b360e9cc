import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { PIECE_BYTES } from '../../protocol/file-kinds.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { openStore } from '../../server/store/open.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { writeOldFile } from './old-files.ts';
import { all } from './rules/files.ts';
import { BELLA, NOON, newWebhook, numbers, setScene, texts, upTo } from './scene.ts';
import { describeStore } from './store-contract.ts';

const folders: string[] = [];
afterAll(() => {
  for (const each of folders) rmSync(each, { recursive: true, force: true });
});
/** A file in a folder that is not there yet. */
function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'deskbell-'));
  folders.push(folder);
  return join(folder, 'data', 'deskbell.db');
}
const pathOf = (description: string) => description.replace(/^sqlite /, '');

describeStore('sqlite in memory', () => openSqlite(':memory:'));
describeStore(
  'sqlite file',
  () => openSqlite(newPath()),
  closed => openSqlite(pathOf(closed.description)),
  async (store, deliveryId, { kind, id }) => {
    const db = new DatabaseSync(pathOf(store.description));
    db.prepare('UPDATE deliveries SET kind = ?, target = ? WHERE id = ?').run(kind, id, deliveryId);
    db.close();
  },
);

async function openScene() {
  const path = newPath();
  const store = await openSqlite(path);
  onTestFinished(() => store.close());
  return { path, ...(await setScene(store)) };
}

/** Another program at the same file, as an owner with `sqlite3` in a shell would be. */
function intrude(path: string): DatabaseSync {
  const db = new DatabaseSync(path);
  onTestFinished(() => db.close());
  return db;
}

/** Connections that the code opens from now on, and what it makes them do. */
function watchDriver() {
  const connections = new Set<DatabaseSync>();
  const prepared = new Set<string>();
  const { prepare } = DatabaseSync.prototype;
  vi.spyOn(DatabaseSync.prototype, 'prepare').mockImplementation(function (this: DatabaseSync, sql, ...rest) {
    connections.add(this);
    prepared.add(sql);
    return prepare.call(this, sql, ...rest);
  });
  const exec = vi.spyOn(DatabaseSync.prototype, 'exec');
  const commits = () => exec.mock.calls.filter(([sql]) => sql === 'COMMIT').length;
  return { connections, prepared, commits };
}

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

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

describe('one process for one file', () => {
  test('FP1 a file and what SQLite puts beside it are for their user alone, also where others could read it before', async () => {
    const path = newPath();
    const first = await openSqlite(path);
    await first.close();
    for (const suffix of ['', '.lock']) chmodSync(path + suffix, 0o644);
    const store = await openSqlite(path);
    onTestFinished(() => store.close());
    await setScene(store);
    for (const suffix of ['', '-wal', '-shm', '.lock']) {
      expect([suffix, (statSync(path + suffix).mode & 0o777).toString(8)]).toEqual([suffix, '600']);
    }
  });

  test('ST1 a second opener is refused with a sentence, until the first has closed', async () => {
    const path = newPath();
    const first = await openSqlite(path);
    await expect(openSqlite(path)).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
      message: expect.stringContaining(`Another Deskbell process has ${path} open`),
    });
    await first.ping();
    await first.close();
    await (await openSqlite(path)).close();
  });

  test('ST1 killed under load again and again, nothing acked is lost or doubled', { timeout: 60_000 }, async () => {
    const path = newPath();
    await (await openSqlite(path)).close();
    const acks = join(path, '..', 'acks');
    const read = () => readFileSync(acks, 'utf8').split('\n').slice(0, -1);
    for (let round = 1; round <= 3; round++) {
      const before = round === 1 ? 0 : read().length;
      const writer = join(import.meta.dirname, 'sqlite-writer.ts');
      const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', writer, path, `run${round}`], {
        stdio: ['ignore', openSync(acks, 'a'), 'inherit'],
      });
      const gone = once(child, 'exit');
      try {
        await expect.poll(() => read().length - before, { timeout: 20_000 }).toBeGreaterThan(300);
        await expect(openSqlite(path)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
      } finally {
        child.kill('SIGKILL');
      }
      await gone;

      const store = await openSqlite(path);
      try {
        const lines = read().map(line => line.split(' ') as [string, string, string]);
        const acked = Map.groupBy(lines, ([, conversation]) => conversation);
        expect(acked.size).toBe(10 * round);
        for (const [conversation, its] of acked) {
          const entries = await store.conversations.entriesAfter(conversation, 0, 1e6);
          expect(numbers(entries)).toEqual(upTo(entries.length));
          expect(new Set(entries.map(each => each.clientId)).size).toBe(entries.length);
          for (const [clientId, , seq] of its) expect(entries[Number(seq) - 1]?.clientId).toBe(clientId);
          expect((await store.conversations.find(conversation))?.lastSeq).toBe(entries.length);
        }
      } finally {
        await store.close();
      }
    }
  });

  test('FI2 killed in the middle of an upload, it has every piece that was acknowledged', {
    timeout: 60_000,
  }, async () => {
    const path = newPath();
    await (await openSqlite(path)).close();
    const acks = join(path, '..', 'acks');
    const program = join(import.meta.dirname, 'sqlite-uploader.ts');
    const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program, path], {
      stdio: ['ignore', openSync(acks, 'a'), 'inherit'],
    });
    const gone = once(child, 'exit');
    const read = () => readFileSync(acks, 'utf8').split('\n').slice(0, -1);
    try {
      await expect.poll(() => read().length, { timeout: 20_000 }).toBeGreaterThan(30);
    } finally {
      child.kill('SIGKILL');
    }
    await gone;

    const store = await openSqlite(path);
    try {
      const { received } = (await store.files.find('endless'))!;
      expect(received).toBeGreaterThanOrEqual(Number(read().at(-1)));
      for (let offset = 0; offset < received; offset += PIECE_BYTES) {
        const piece = await all(store.files.read('endless', offset, offset + PIECE_BYTES));
        expect(piece.equals(Buffer.alloc(PIECE_BYTES, `piece ${offset / PIECE_BYTES} `))).toBe(true);
      }
      const next = await store.files.addPiece('endless', received, Buffer.alloc(PIECE_BYTES), NOON);
      expect(next?.received).toBe(received + PIECE_BYTES);
    } finally {
      await store.close();
    }
  });
});

test('ST7 no list is scanned or sorted: each walks along its index', async () => {
  const { prepared } = watchDriver();
  const { path, store } = await openScene();
  for (const view of ['mine', 'unassigned', 'all', 'callbacks', 'closed', 'quarantine'] as const) {
    await store.views.page({ view, agentId: 'nobody', limit: 5 });
    await store.views.page({ view, agentId: 'nobody', siteId: 'none', limit: 5 });
    await store.views.page({ view, agentId: 'nobody', siteIds: ['none'], limit: 5 });
  }
  const db = intrude(path);
  let lists = 0;
  for (const sql of prepared) {
    if (!/^\s*(SELECT|WITH)/.test(sql) || /_words/.test(sql)) continue;
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(step => step.detail as string);
    // One row per site, agent, invitation, reply, assignee or target: few. Open ones are counted for who sees some sites.
    const scans = steps.filter(step =>
      /^SCAN (?!sqlite_master|sites|agents|invites|canned_replies|tallies|json_each|c USING COVERING INDEX open_by_rank|webhooks|w|targets|same|back|one|CONSTANT|.* USING (?:COVERING )?INDEX (?:rung|held)|\(subquery)/.test(
        step,
      ),
    );
    expect(scans, sql).toEqual([]);
    if (!/INDEXED BY/.test(sql)) continue;
    lists += 1;
    expect(
      steps.filter(step => /TEMP B-TREE/.test(step)),
      sql,
    ).toEqual([]);
  }
  expect(lists).toBe(18);
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

describe('what is erased', () => {
  /** All that is on the disk of a store, as one text. */
  function bytesOf(path: string): string {
    const files = [path, `${path}-wal`, `${path}-shm`].filter(each => existsSync(each));
    return files.map(each => readFileSync(each, 'latin1')).join('\n');
  }
  const WORDS = ['Zanzibarbara', 'quagmire', 'flabbergast', 'bumblebee', 'hullabaloo', 'gobbledygook', '97688112233'];

  test('PR2 leaves no byte in the file, its log or its index', async () => {
    const { path, store, site, ...scene } = await openScene();
    await store.webhooks.create(newWebhook(site.id));
    const cleo = await scene.visitor({ name: 'Zanzibarbara', email: 'zanzibarbara@home.example' });
    const others = await Promise.all(upTo(20).map(() => scene.visitor()));
    const { conversation } = await scene.say(cleo, `Oh quagmire ${'and more of it '.repeat(200)}`);
    for (const each of others) await scene.say(each, 'Something else');
    await scene.ask(cleo, { phone: '+97688112233', topic: 'A flabbergast' });
    await scene.fill(cleo, { message: 'bumblebee', subject: 'hullabaloo' });
    await scene.reply(conversation.id, 'gobbledygook', { kind: 'note' });
    await store.search.settled();
    for (const word of WORDS) expect(bytesOf(path), word).toContain(word);
    const order = { contactId: cleo.contactId, id: 'erasure', by: BELLA, at: NOON, keysUntil: NOON + 1 };
    expect(await store.privacy.erase(order)).not.toBe(null);
    for (const word of WORDS) expect(bytesOf(path), word).not.toMatch(new RegExp(word, 'i'));
    // Nor does the index remember of which pieces the words were made.
    for (const piece of ['gob', 'lab', 'zan']) expect(bytesOf(path)).not.toContain(piece);
    expect(intrude(path).prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    expect(intrude(path).prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
  });

  test('PR2 leaves no byte of what was changed before in a file of an older version', async () => {
    const path = newPath();
    mkdirSync(dirname(path), { recursive: true });
    writeOldFile(path);
    const db = new DatabaseSync(path);
    const row = db.prepare('SELECT row FROM contacts').get()!.row as number;
    db.prepare('UPDATE contacts SET name = ? WHERE row = ?').run('Zanzibarbara'.repeat(50), row);
    db.prepare('UPDATE contacts SET name = ? WHERE row = ?').run('Ann', row);
    db.close();
    expect(bytesOf(path)).toContain('Zanzibarbara');
    const store = await openSqlite(path);
    onTestFinished(() => store.close());
    expect(bytesOf(path)).not.toContain('Zanzibarbara');
  });
});
