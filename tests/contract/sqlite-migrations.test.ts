import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { WebhookMessage } from '../../protocol/webhooks.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { digest, move } from '../../server/store/move.ts';
import { backUp, restore, verify } from '../../server/store/sqlite/backup.ts';
import { MIGRATIONS, migrate } from '../../server/store/sqlite/migrations.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { SCHEMA_30 } from '../../server/store/sqlite/schema-30.ts';
import { openSqliteTransfer } from '../../server/store/sqlite/transfer.ts';
import type { Store } from '../../server/store/store.ts';
import { KINDS } from '../../server/store/transfer.ts';
import { newFolder } from '../helpers/new-folder.ts';
import { VERSION_OF_0_1, writeOldFile } from './old-files.ts';
import { listPeople, sitesOfSigns } from './old-signs.ts';
import { BELLA, DAY, ladderForAll, MINUTE, NOON, numbers, texts, upTo } from './scene.ts';

/** A path in a folder of its own. */
const newPath = () => join(newFolder(), 'deskbell.db');

async function opened(path: string): Promise<Store> {
  const store = await openSqlite(path);
  onTestFinished(() => store.close());
  return store;
}

async function openOld(version = VERSION_OF_0_1) {
  const path = newPath();
  writeOldFile(path, version);
  return { path, store: await opened(path) };
}

const ANN = 'conversation-of-ann';
const BOB = 'conversation-of-bob';
const CLEO = 'conversation-of-cleo';
const sent = (clientId: string) => ({ clientId, fingerprint: `print-of-${clientId}` });

/** What a visitor of the old file sends, now. */
function submit(store: Store, visitorId: string, clientId: string, text = 'Still here') {
  return store.conversations.submit({
    siteId: 'site',
    visitorId,
    ...sent(clientId),
    body: { kind: 'message', text },
    words: {},
    newConversationId: `conversation-of-${visitorId}`,
    callbacksPerSlot: 2,
    at: NOON + DAY,
  });
}

describe('migrations', () => {
  const shape = (db: DatabaseSync) => db.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
  const version = (db: DatabaseSync) => Object.values(db.prepare('PRAGMA user_version').get()!)[0];
  function empty(steps = 0): DatabaseSync {
    const db = new DatabaseSync(':memory:');
    onTestFinished(() => db.close());
    migrate(db, MIGRATIONS.slice(0, steps));
    return db;
  }

  test.each(MIGRATIONS.map((_, index) => index))('ST1 a file of version %i becomes the newest', old => {
    const db = empty(old);
    expect(version(db)).toBe(old);
    migrate(db);
    expect(version(db)).toBe(MIGRATIONS.length);
    expect(shape(db)).toEqual(shape(empty(MIGRATIONS.length)));
    migrate(db);
    expect(version(db)).toBe(MIGRATIONS.length);
  });

  test('ST1 a step that fails leaves the file as it was', () => {
    const db = empty(MIGRATIONS.length);
    const before = shape(db);
    const next = [...MIGRATIONS, 'CREATE TABLE more (x) STRICT; CREATE TABLE oops'];
    expect(() => migrate(db, next)).toThrow();
    expect(shape(db)).toEqual(before);
    expect(version(db)).toBe(MIGRATIONS.length);
    migrate(db, [...MIGRATIONS, 'CREATE TABLE more (x INTEGER) STRICT']);
    expect(version(db)).toBe(MIGRATIONS.length + 1);
  });

  test('ST1 a file of a newer Deskbell is refused with a sentence', async () => {
    const path = newPath();
    await (await openSqlite(path)).close();
    const db = new DatabaseSync(path);
    db.exec('PRAGMA user_version = 999');
    db.close();
    await expect(openSqlite(path)).rejects.toThrow(/version 999 .* start a newer Deskbell/);
  });
});

describe.each([VERSION_OF_0_1, 2])('a file of version %i, as 0.1 wrote it', version => {
  test('LA1 what waits in it is given the first step of its ladder, once', async () => {
    const { store } = await openOld(version);
    await ladderForAll(store);
    const waiting = (await store.views.page({ view: 'all', agentId: 'bella', limit: 10 })).items;
    expect(waiting.map(each => [each.id, each.waitingSince === null, each.wait])).toEqual([
      [CLEO, false, { kind: 'message', late: null }],
      [BOB, true, undefined],
    ]);
    const jobs = await Promise.all([CLEO, BOB].map(id => store.jobs.ofConversation(id)));
    const [cleo] = waiting;
    expect(jobs.flat().map(each => [each.kind, each.step, each.subjectVersion])).toEqual([
      ['ladder_message', 1, cleo!.waitingSince],
      ['ladder_callback', 1, (await store.callbacks.find(jobs[1]![0]!.subject))!.startAt],
    ]);
    // Somebody has taken a step since, and answered: nothing is begun anew by a second look at the words.
    await store.conversations.setStatus({ conversationId: CLEO, status: 'closed', author: BELLA, at: NOON + 2 * DAY });
    await ladderForAll(store);
    expect((await store.jobs.ofConversation(CLEO)).map(each => each.kind)).toEqual(['rating']);
  });

  test('ST1 its conversations are all there, in the shape of now', async () => {
    const { store } = await openOld(version);
    expect(await store.conversations.find(ANN)).toEqual({
      id: ANN,
      siteId: 'site',
      contact: {
        id: 'contact-of-ann',
        name: 'Ann',
        email: 'Ann@X.example',
        phone: '+97699112233',
        locale: 'en',
        timeZone: 'UTC',
      },
      visitorId: 'ann',
      status: 'closed',
      assigneeId: 'carl',
      lastSeq: 8,
      lastVisitorSeq: 2,
      // A note, which its visitor may not see: until the next visible entry the last number stands for it.
      lastVisibleSeq: 8,
      agentReadSeq: 4,
      visitorReadSeq: 7,
      waitingSince: null,
      callbackAt: null,
      channels: ['form', 'chat'],
      tags: [],
      preview: { text: 'We do, on Fridays', author: 'agent', kind: 'message' },
      createdAt: NOON + 2_000,
      updatedAt: NOON + 9_000,
    });
    expect(texts(await store.conversations.entriesAfter(ANN, 0, 10))).toEqual([
      'form',
      'Anybody there?',
      'note',
      'We do, on Fridays',
      'event',
      'event',
      'event',
      'note',
    ]);
    const messages = await store.conversations.entriesAfter(CLEO, 0, 100);
    expect(numbers(messages)).toEqual(upTo(40));
    expect(await store.conversations.entriesBefore(CLEO, 35, 20)).toEqual(messages.slice(14, 34));
    expect((await store.views.page({ view: 'all', agentId: 'bella', limit: 10 })).items.map(each => each.id)).toEqual([
      CLEO,
      BOB,
    ]);
    expect(await store.views.count('carl')).toMatchObject({ mine: 0, unassigned: 2, all: 2, callbacks: 1 });
    expect(await store.views.ofContact('contact-of-ann', 10)).toEqual([await store.conversations.find(ANN)]);
  });

  test('ST1 its sites offer what they did, and its people get in', async () => {
    const { store } = await openOld(version);
    const [site, quiet] = await store.sites.all();
    expect(site).toMatchObject({
      key: 'bakery',
      channels: ['chat', 'callback', 'form'],
      identitySecret: 'sealed-secret',
    });
    // Words are not channels.
    expect(site!.texts).toEqual({ en: { greeting: 'Write to "contact" us', consent: '' } });
    expect(quiet).toMatchObject({ name: 'Forms only', channels: ['form'] });
    expect(await store.sessions.byToken('hash-of-session', NOON)).toMatchObject({
      session: { id: 'session' },
      agent: { id: 'bella', email: 'Bella@Shop.example', role: 'owner', passwordHash: 'hash-of-bella' },
    });
    // Nobody knows whose it is.
    expect(await store.invitations.find('hash-of-invite', NOON)).toBe(null);
    expect(await store.cannedReplies.all()).toEqual([{ id: 'reply', shortcut: 'hi', text: 'Hello!' }]);
    expect(await store.visitors.byToken('site', 'hash-of-ann-phone', NOON)).toMatchObject({
      id: 'ann-phone',
      contactId: 'contact-of-ann',
      conversationId: ANN,
    });
    expect(await store.contacts.find('contact-of-ann')).toMatchObject({
      externalId: 'user-ann',
      isVerified: true,
      attributes: { plan: 'pro' },
    });
    await store.search.settled();
    const found = await store.search.find({ q: 'rye', limit: 10 });
    expect(found.entries.map(each => each.entry.clientId)).toEqual(['ann-form']);
    expect((await store.search.find({ q: '8001122', limit: 10 })).people.map(each => each.id)).toEqual([BOB]);
  });

  test('CO1 its people are known by what they said, and joined by nobody', async () => {
    const { store } = await openOld(version);
    const ann = (await store.contacts.find('contact-of-ann'))!;
    const known = { scope: '', source: 'typed', firstAt: ann.createdAt, isVerified: false, isPrimary: true };
    expect(ann).toMatchObject({ siteId: 'site', email: 'Ann@X.example', mergedInto: null, card: null, version: 1 });
    expect(ann.identities).toEqual([
      { ...known, kind: 'email', value: 'ann@x.example' },
      { ...known, kind: 'phone', value: '+97699112233' },
      {
        ...{ kind: 'external', scope: 'site', value: 'user-ann', source: 'signed', firstAt: ann.createdAt },
        ...{ isVerified: true, isPrimary: false },
      },
    ]);
    for (const { kind, scope, value } of ann.identities) {
      expect(await store.contacts.rootsOf({ kind, scope, value })).toEqual([ann]);
    }
    expect(await store.contacts.tree(ann.id)).toEqual({ rootId: ann.id, ids: [ann.id] });
    // Whoever comes with a number of then is known by it.
    const visitor = (await store.visitors.byToken('site', 'hash-of-cleo', NOON)) ?? (await store.visitors.find('cleo'));
    const changed = await store.contacts.update(
      visitor!.contactId,
      { by: 'visitor', words: { phone: ann.phone } },
      NOON,
    );
    expect(changed?.after).toMatchObject({ mergedInto: ann.id, card: { id: ann.id, name: 'Ann' } });
  });

  test('ST8 its callbacks are rung on', async () => {
    const { store } = await openOld(version);
    const [first, second] = await store.callbacks.ofConversation(BOB);
    expect(first).toMatchObject({ status: 'pending', startAt: NOON + 2 * DAY, isAsap: false });
    expect(first!.attempts).toMatchObject([{ outcome: 'no_answer', note: 'Engaged', agentName: 'Bella' }]);
    expect(second).toMatchObject({ status: 'reached', isAsap: true });
    expect(await store.callbacks.slotLoad('site', NOON, NOON + 9 * DAY)).toEqual(new Map([[NOON + 2 * DAY, 1]]));
    expect((await store.callbacks.queue({ limit: 10 })).items).toMatchObject([{ callback: { id: 'callback-1' } }]);
    const attempt = { outcome: 'reached', note: '' } as const;
    const rang = { callbackId: 'callback-1', ...sent('rang-3'), author: BELLA, attempt, at: NOON + DAY };
    expect(await store.callbacks.change(rang)).toMatchObject({
      entry: { seq: 8, body: { event: 'callback_reached' } },
      callback: { status: 'reached', attempts: [{ note: 'Engaged' }, { outcome: 'reached' }] },
      conversation: { callbackAt: null },
    });
  });

  test('ST2 what was sent to it before is answered as then, and tells what its visitor saw', async () => {
    const { store } = await openOld(version);
    const append = (clientId: string, kind: 'message' | 'note', text: string) =>
      store.conversations.append({
        conversationId: ANN,
        ...sent(clientId),
        author: BELLA,
        body: { kind, text },
        at: NOON + DAY,
      });
    const carl = { id: 'carl', name: 'Carl' };
    const event = { conversationId: ANN, author: BELLA, at: NOON + DAY };
    const attempt = { outcome: 'no_answer', note: 'Engaged' } as const;
    const repeats = [
      [await submit(store, 'ann', 'ann-says'), 2, 1],
      [await append('note-1', 'note', 'A regular'), 3, 2],
      [await append('answer-1', 'message', 'We do, on Fridays'), 4, 2],
      [await store.conversations.assign({ ...event, to: carl, sent: sent('assign-1') }), 5, 4],
      [await store.conversations.assign({ ...event, to: carl, sent: sent('assign-again') }), 6, 5],
      [await store.conversations.setStatus({ ...event, status: 'closed', sent: sent('close-1') }), 7, 5],
      [await store.conversations.answered({ conversationId: ANN }, sent('note-2')), 8, 7],
      [await store.conversations.submitted('ann', 'ann-form', 'print-of-ann-form'), 1, 0],
      [await submit(store, 'cleo', 'cleo-33'), 33, 32],
      [
        await store.callbacks.change({
          callbackId: 'callback-1',
          ...sent('rang-1'),
          author: BELLA,
          attempt,
          at: NOON + DAY,
        }),
        3,
        2,
      ],
    ] as const;
    for (const [written, seq, previousSeq] of repeats) {
      expect(written).toMatchObject({ isRepeat: true, leaves: false, entry: { seq }, previousSeq });
    }
    const reused = { code: 'CLIENT_ID_REUSED' };
    await expect(submit(store, 'bob', 'ann-says')).rejects.toMatchObject(reused);
    const other = store.conversations.answered({ conversationId: BOB }, sent('close-1'));
    await expect(other).rejects.toMatchObject(reused);
  });

  test('ST3 new words get the next numbers, and every page and index holds', async () => {
    const { path, store } = await openOld(version);
    expect(await submit(store, 'ann-phone', 'ann-new')).toMatchObject({
      entry: { conversationId: ANN, seq: 9 },
      previousSeq: 8,
      conversation: { status: 'open', channels: ['form', 'chat'], lastVisibleSeq: 9 },
    });
    expect(await submit(store, 'ann', 'ann-newer')).toMatchObject({ entry: { seq: 10 }, previousSeq: 9 });
    expect(await submit(store, 'silent', 'silent-new')).toMatchObject({ before: { lastSeq: 0 }, entry: { seq: 1 } });
    for (const number of upTo(30)) await submit(store, 'cleo', `cleo-new-${number}`);
    expect(numbers(await store.conversations.entriesAfter(CLEO, 0, 100))).toEqual(upTo(70));
    await store.search.settled();
    expect((await store.search.find({ q: 'still here', limit: 100 })).entries).toHaveLength(33);
    await store.close();
    expect(verify(path)).toMatchObject({ conversations: 4, entries: 88 });
  });
});

describe('a file of 0.1', () => {
  test('D2 what waits in it is delivered, to a webhook', async () => {
    const { store } = await openOld();
    const [failing] = await store.outbox.failingTargets();
    expect(failing).toMatchObject({ kind: 'webhook', id: 'crm', failures: 1 });
    const at = failing!.pausedUntil;
    expect(await store.outbox.dueTargets(at - 1)).toEqual([]);
    expect(await store.outbox.dueTargets(at)).toEqual([{ kind: 'webhook', id: 'crm' }]);
    const dead = (await store.outbox.page({ isDead: true, limit: 10 })).items;
    expect(dead).toMatchObject([{ kind: 'webhook', target: 'crm', problem: '410' }]);
    expect(await store.outbox.retry(dead[0]!.id, at)).toMatchObject({ isDead: false });
    const target = { kind: 'webhook', id: 'crm' } as const;
    const taken = await store.outbox.take({ target, at, leaseUntil: at + MINUTE, limit: 10 });
    expect(taken).toHaveLength(7);
    const message: WebhookMessage = JSON.parse(taken[0]!.payload);
    expect(message).toMatchObject({ type: 'conversation.changed', data: { siteId: 'site' } });
    for (const { id, attempts } of taken) await store.outbox.settle(id, attempts, { isDelivered: true });
    expect(await store.outbox.failingTargets()).toEqual([]);
    expect(await submit(store, 'silent', 'silent-new')).toMatchObject({ leaves: true });
    expect(await store.outbox.dueTargets(NOON + DAY)).toEqual([target]);
  });

  test('CB2 a call whose time could not be read any more stands on the list and can be ended', async () => {
    const path = newPath();
    writeOldFile(path);
    const db = new DatabaseSync(path);
    // As 0.1 kept `callback.resolve` with this time: the sum of both is a number that JavaScript can not hold.
    const late = Number.MAX_SAFE_INTEGER;
    const window = { startAt: late, endAt: late + 15 * MINUTE };
    db.prepare("UPDATE callbacks SET start_at = ?, end_at = ? WHERE id = 'callback-1'").run(late, window.endAt);
    db.prepare('UPDATE conversations SET callback_at = ?, rank = ? WHERE id = ?').run(late, late, BOB);
    const moved = JSON.stringify({ kind: 'event', event: 'callback_moved', callbackId: 'callback-1', ...window });
    db.prepare("UPDATE entries SET kind = 'event', author = '', body = ? WHERE client_id = 'rang-1'").run(moved);
    db.close();
    const store = await opened(path);
    const { latestAt } = LIMITS;
    const bound = { startAt: latestAt, endAt: latestAt };
    expect((await store.callbacks.queue({ limit: 10 })).items).toMatchObject([{ callback: bound }]);
    expect((await store.views.page({ view: 'callbacks', agentId: 'bella', limit: 10 })).items).toMatchObject([
      { id: BOB, callbackAt: latestAt },
    ]);
    const [entry] = await store.conversations.entriesAfter(BOB, 2, 1);
    expect(entry!.body).toEqual({ ...JSON.parse(moved), ...bound });
    const attempt = { outcome: 'wrong_number', note: '' } as const;
    const rang = { callbackId: 'callback-1', ...sent('rang-9'), author: BELLA, attempt, at: NOON + DAY };
    expect(await store.callbacks.change(rang)).toMatchObject({ callback: { status: 'wrong_number' } });
    expect((await store.callbacks.queue({ limit: 10 })).items).toEqual([]);
  });

  test('B1 is copied, read whole and restored, and then brought up to date', async () => {
    const path = newPath();
    writeOldFile(path);
    const holdings = { conversations: 3, entries: 55 };
    expect(verify(path)).toMatchObject(holdings);
    expect(backUp(path, `${path}.copy`)).toMatchObject(holdings);
    const other = newPath();
    expect(restore(other, `${path}.copy`, { isReplacing: false, at: NOON })).toMatchObject({ ...holdings, kept: null });
    const store = await opened(other);
    expect(await store.conversations.find(ANN)).toMatchObject({ channels: ['form', 'chat'] });
    expect(await submit(store, 'ann', 'ann-new')).toMatchObject({ entry: { seq: 9 } });
  });

  test('B2 is moved to another store, and nothing of it is lost', async () => {
    const path = newPath();
    writeOldFile(path);
    const [from, to] = [await openSqliteTransfer(path), await openSqliteTransfer(newPath())];
    onTestFinished(() => from.close());
    onTestFinished(() => to.close());
    const counts = await move(from, to, { isReplacing: false, tell: () => {} });
    expect(counts).toMatchObject({ sites: 2, visitors: 5, conversations: 3, entries: 55, targets: 1, deliveries: 7 });
    for (const kind of KINDS) expect(await digest(to, kind)).toEqual(await digest(from, kind));
  });
});

test('LW7 ST1 signs that did not say their site are of the only one that is known, or of nobody’s knowledge', async () => {
  const path = newPath();
  const before = await openSqlite(path);
  const { ids, siteId } = await listPeople(before);
  await before.close();
  const db = new DatabaseSync(path);
  db.exec(
    `UPDATE list_entries SET why = (SELECT json_group_array(json_remove(value, '$.siteId')) FROM json_each(why))`,
  );
  db.exec(SCHEMA_30);
  db.close();
  const text = 'How "much"?';
  expect(await sitesOfSigns(await opened(path), ids)).toEqual(
    [
      [text, siteId],
      [text, ''],
      [text, null],
    ].map(each => [each, each]),
  );
});
