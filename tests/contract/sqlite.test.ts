import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { conditionsOf } from '../../protocol/conditions.ts';
import { asksOf } from '../../protocol/people-conditions.ts';
import { LIMITS } from '../../protocol/wire/limits.ts';
import { openStore } from '../../server/store/open.ts';
import { openSqlite } from '../../server/store/sqlite/open.ts';
import { NOON, numbers, setScene, texts, upTo } from './scene.ts';
import { intrude, newPath, openScene, pathOf, watchDriver } from './sqlite-files.ts';
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

test('ST7 no list is scanned or sorted: each walks along its index', async () => {
  const { prepared } = watchDriver();
  const { path, store } = await openScene();
  for (const view of ['mine', 'unassigned', 'all', 'callbacks', 'closed', 'snoozed', 'quarantine'] as const) {
    await store.views.page({ view, agentId: 'nobody', limit: 5 });
    await store.views.page({ view, agentId: 'nobody', siteId: 'none', limit: 5 });
    await store.views.page({ view, agentId: 'nobody', siteIds: ['none'], limit: 5 });
  }
  for (const filter of [
    { status: 'open' as const, assignee: 'me' as const, locale: 'mn' as const, waitsFor: 'form' as const },
    { status: 'open' as const, tag: 'vip', channel: 'chat' as const, waitingMinutes: 10 },
    { status: 'open' as const, siteId: 'none', assignee: 'somebody' as const },
    { status: 'closed' as const, tag: 'vip' },
    { status: 'closed' as const, locale: 'mn' as const },
    { status: 'snoozed' as const, locale: 'mn' as const },
    { status: 'held' as const, locale: 'mn' as const },
  ]) {
    const conditions = conditionsOf(filter, { meId: 'nobody', at: NOON });
    await store.views.filtered({ conditions, siteIds: ['none'], limit: 5, look: 9 });
  }
  for (const sort of ['heard', 'name', 'newest', 'spent'] as const) {
    const asks = asksOf({ all: [{ field: 'tag', op: 'has', value: 'vip' }] }, NOON);
    await store.people.page({ asks, terms: null, siteIds: ['none'], sort, limit: 5, look: 9 });
  }
  await store.people.count(['none']);
  const db = intrude(path);
  let lists = 0;
  for (const sql of prepared) {
    if (!/^\s*(SELECT|WITH)/.test(sql) || /_words/.test(sql)) continue;
    // What was open before an update is looked through once.
    if (/wait IS NULL AND preview_kind <> 'callback' LIMIT/.test(sql)) continue;
    const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all();
    const steps = plan.map(step => step.detail as string);
    // One row per site, agent, agent who rings somebody, team, service, employee, room, invitation, reply, assignee or target: few. Open ones are counted for who sees some sites, and people by where they stand; where they were met is a count each.
    const scans = steps.filter(step =>
      /^SCAN (?!sqlite_master|sites|agents|teams|invites|integration_keys|mail_accounts|canned_replies|tallies|json_each|c USING COVERING INDEX open_by_rank|webhooks|w|h$|list_holds|targets|services|employees|resources|same|back|one|CONSTANT|.* USING (?:COVERING )?INDEX (?:rung|held|snoozed)|people_counts|person_stages USING COVERING INDEX person_stages_by_stage|\(subquery)/.test(
        step,
      ),
    );
    expect(scans, sql).toEqual([]);
    // For the most of a column SQLite says it searches: of the key that is one step, of another without an index all there is.
    const searches = /max\(row\)/.test(sql) ? [] : steps.filter(step => /^SEARCH (?!back$)\w+$/.test(step));
    expect(searches, sql).toEqual([]);
    if (!/INDEXED BY/.test(sql)) continue;
    lists += 1;
    expect(
      steps.filter(step => /TEMP B-TREE/.test(step)),
      sql,
    ).toEqual([]);
  }
  // Seven views in three ways, the queue of a site, and filters, of which where a page ends is one more.
  // And the four orders of people, in the same way.
  expect(lists).toBe(22 + 14 + 8);
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
