import { expect, test } from 'vitest';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { View } from '../../../protocol/views.ts';
import type { Store } from '../../../server/store/store.ts';
import { MINUTE, NOON, newAgent, setScene } from '../scene.ts';

/** ST7 for the inbox: views in the order of who must be answered next, in pages, with their counts. */
export function viewRules(store: () => Store): void {
  /** All pages of a view of one site, `limit` at a time. */
  async function read(
    view: View,
    query: { siteId: string; agentId?: string; limit?: number },
  ): Promise<Conversation[]> {
    const all: Conversation[] = [];
    let cursor: string | undefined;
    do {
      const page = await store().views.page({ view, agentId: 'nobody', limit: 2, ...query, cursor });
      expect(page.items.length).toBeLessThanOrEqual(query.limit ?? 2);
      all.push(...page.items);
      cursor = page.cursor ?? undefined;
    } while (cursor);
    return all;
  }
  const ids = (conversations: Conversation[]) => conversations.map(each => each.id);

  test('ST7 who waits longest or is to be rung first stands first, then the newest', async () => {
    const scene = await setScene(store());
    const siteId = scene.site.id;
    const said = async (at: number) =>
      (await scene.say(await scene.visitor(), 'Hello', { at: NOON + at * MINUTE })).conversation.id;
    const [late, early, answered, answeredLater] = [await said(30), await said(10), await said(1), await said(2)];
    const rung = (await scene.ask(await scene.visitor(), { startAt: NOON + 20 * MINUTE }, { at: NOON + 5 * MINUTE }))
      .conversation.id;
    await scene.reply(answered, 'Hi');
    await scene.reply(answeredLater, 'Hi');
    expect(ids(await read('all', { siteId }))).toEqual([early, rung, late, answeredLater, answered]);
    // An answer sends it down, a new question up again.
    await scene.reply(early, 'Hi');
    expect(ids(await read('all', { siteId }))).toEqual([rung, late, early, answeredLater, answered]);
    expect(ids(await read('callbacks', { siteId }))).toEqual([rung]);
  });

  test('ST7 each view holds what its name says, and nothing of other sites', async () => {
    const scene = await setScene(store());
    const other = await setScene(store());
    const [siteId, carl, dora] = [scene.site.id, newAgent(), newAgent()];
    const said = async () => (await scene.say(await scene.visitor(), 'Hello')).conversation.id;
    const [mine, theirs, free, done] = [await said(), await said(), await said(), await said()];
    await other.say(await other.visitor(), 'Elsewhere');
    await scene.assign(mine, carl);
    await scene.assign(theirs, dora);
    await scene.assign(done, carl);
    await scene.close(done);
    expect(ids(await read('mine', { siteId, agentId: carl.id }))).toEqual([mine]);
    expect(ids(await read('mine', { siteId, agentId: dora.id }))).toEqual([theirs]);
    expect(ids(await read('unassigned', { siteId }))).toEqual([free]);
    expect(ids(await read('all', { siteId }))).toEqual([mine, theirs, free]);
    expect(ids(await read('callbacks', { siteId }))).toEqual([]);
    expect(ids(await read('closed', { siteId }))).toEqual([done]);
    expect(await read('mine', { siteId, agentId: 'nobody' })).toEqual([]);
    const [first] = await read('mine', { siteId, agentId: carl.id });
    expect(first).toEqual(await store().conversations.find(mine));
  });

  test('RI4 who sees only some sites reads and counts what is of them', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const carl = newAgent();
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    await scene.say(await scene.visitor(), 'Hello');
    await scene.assign(conversation.id, carl);
    const elsewhere = await other.ask(await other.visitor());
    const gone = await other.say(await other.visitor(), 'Hello');
    await other.assign(gone.conversation.id, carl);
    const siteIds = [scene.site.id];
    const page = (view: View, query = {}) =>
      store().views.page({ view, agentId: carl.id, siteIds, limit: 10, ...query });
    expect(ids((await page('mine')).items)).toEqual([conversation.id]);
    expect((await page('all')).items).toHaveLength(2);
    expect((await page('all', { siteId: scene.site.id })).items).toHaveLength(2);
    expect((await page('all', { siteId: other.site.id })).items).toEqual([]);
    expect((await page('all', { siteIds: [] })).items).toEqual([]);
    expect((await page('callbacks')).items).toEqual([]);
    const none = { mine: 0, mineUnread: 0, unassigned: 0, all: 0, callbacks: 0, snoozed: 0, quarantine: 0 };
    const counts = { ...none, mine: 1, mineUnread: 1, unassigned: 1, all: 2 };
    expect(await store().views.count(carl.id, siteIds)).toEqual(counts);
    const others = { ...counts, callbacks: 1 };
    expect(await store().views.count(carl.id, [other.site.id])).toEqual(others);
    expect(await store().views.count(carl.id, [])).toEqual(none);
    const queue = async (sites: string[]) =>
      (await store().callbacks.queue({ siteIds: sites, limit: 10 })).items.map(each => each.conversation.id);
    expect([await queue(siteIds), await queue([other.site.id])]).toEqual([[], [elsewhere.conversation.id]]);
  });

  test('ST7 closed ones stand by newest change', async () => {
    const scene = await setScene(store());
    const closed: string[] = [];
    for (let index = 0; index < 5; index++) {
      const { conversation } = await scene.say(await scene.visitor(), 'Hello');
      await scene.close(conversation.id);
      closed.unshift(conversation.id);
    }
    expect(ids(await read('closed', { siteId: scene.site.id }))).toEqual(closed);
    // A late note is a change too.
    await scene.reply(closed[3]!, 'He rang again', { kind: 'note' });
    const order = [closed[3], closed[0], closed[1], closed[2], closed[4]];
    expect(ids(await read('closed', { siteId: scene.site.id }))).toEqual(order);
  });

  test('ST7 pages lose and repeat nobody, even where all wait since the same moment', async () => {
    const scene = await setScene(store());
    const expected = new Set<string>();
    for (let index = 0; index < 7; index++) {
      expected.add((await scene.say(await scene.visitor(), 'Hello', { at: NOON })).conversation.id);
    }
    for (const limit of [1, 3, 7, 50]) {
      const all = ids(await read('all', { siteId: scene.site.id, limit }));
      expect(all).toHaveLength(7);
      expect(new Set(all)).toEqual(expected);
    }
    // Across sites as well: the list without a site holds them all.
    const page = await store().views.page({ view: 'all', agentId: 'nobody', limit: 100 });
    expect(ids(page.items)).toEqual(expect.arrayContaining([...expected]));
  });

  test('ST7 a cursor that no page gave is refused', async () => {
    for (const cursor of ['nonsense', '{"$gt":""}', '1.2.3.4', 'NaN.NaN', ' ', '-']) {
      const asked = store().views.page({ view: 'all', agentId: 'nobody', limit: 2, cursor });
      await expect(asked).rejects.toMatchObject({ code: 'BAD_REQUEST' });
      await expect(store().callbacks.queue({ limit: 2, cursor })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
  });

  test('ST7 counts follow every change of hands, status and read mark', async () => {
    const scene = await setScene(store());
    const [carl, dora] = [newAgent(), newAgent()];
    const before = await store().views.count(carl.id);
    expect(before).toMatchObject({ mine: 0, mineUnread: 0 });
    const counts = async (agentId = carl.id) => {
      const { mine, unassigned, all, callbacks, mineUnread } = await store().views.count(agentId);
      return {
        mine,
        mineUnread,
        unassigned: unassigned - before.unassigned,
        all: all - before.all,
        callbacks: callbacks - before.callbacks,
      };
    };
    const ann = await scene.visitor();
    const { id } = (await scene.say(ann, 'Hello')).conversation;
    const bob = await scene.visitor();
    const asked = await scene.ask(bob);
    expect(await counts()).toEqual({ mine: 0, mineUnread: 0, unassigned: 2, all: 2, callbacks: 1 });
    await scene.assign(id, carl);
    expect(await counts()).toEqual({ mine: 1, mineUnread: 1, unassigned: 1, all: 2, callbacks: 1 });
    await store().conversations.markRead(id, 'agent', 1);
    expect(await counts()).toMatchObject({ mine: 1, mineUnread: 0 });
    await scene.say(ann, 'And another thing');
    await scene.say(ann, 'And another thing');
    expect(await counts()).toMatchObject({ mine: 1, mineUnread: 1 });
    await scene.assign(id, dora);
    expect(await counts()).toMatchObject({ mine: 0, mineUnread: 0, unassigned: 1 });
    expect(await counts(dora.id)).toMatchObject({ mine: 1, mineUnread: 1 });
    await scene.reply(id, 'Here you are');
    expect(await counts(dora.id)).toMatchObject({ mine: 1, mineUnread: 0 });
    await scene.close(id);
    expect(await counts(dora.id)).toEqual({ mine: 0, mineUnread: 0, unassigned: 1, all: 1, callbacks: 1 });
    await scene.change(asked.callback!.id, { attempt: { outcome: 'reached', note: '' } });
    expect(await counts()).toMatchObject({ unassigned: 1, callbacks: 0 });
    await scene.say(ann, 'Back again');
    expect(await counts(dora.id)).toEqual({ mine: 1, mineUnread: 1, unassigned: 1, all: 2, callbacks: 0 });
  });

  test('RT1 routing reads how many each agent has', async () => {
    const scene = await setScene(store());
    const [carl, dora] = [newAgent(), newAgent()];
    const said = async () => (await scene.say(await scene.visitor(), 'Hello')).conversation.id;
    const [carls, doras, closed] = [await said(), await said(), await said()];
    await scene.assign(carls, carl);
    await scene.assign(doras, dora);
    await scene.assign(closed, dora);
    await scene.close(closed);
    const load = await store().views.load();
    expect([carl.id, dora.id, 'nobody', ''].map(id => load.get(id))).toEqual([1, 1, undefined, undefined]);
    await scene.assign(doras, carl);
    expect((await store().views.load()).get(dora.id) ?? 0).toBe(0);
    expect(new Set(ids(await store().views.openOf(carl.id, 10)))).toEqual(new Set([carls, doras]));
    expect(await store().views.openOf(carl.id, 1)).toHaveLength(1);
    expect(await store().views.openOf(dora.id, 10)).toEqual([]);
  });

  test('QU1 the queue of a site is who waits for words in its chat, longest first', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const said = async (at: number) =>
      (await scene.say(await scene.visitor(), 'Hello', { at: NOON + at * MINUTE })).conversation.id;
    const [third, first, answered, second, done] = [
      await said(3),
      await said(1),
      await said(0),
      await said(2),
      await said(4),
    ];
    await scene.fill(await scene.visitor(), {}, { at: NOON });
    await scene.ask(await scene.visitor(), {}, { at: NOON });
    await other.say(await other.visitor(), 'Elsewhere', { at: NOON });
    await scene.assign(second, newAgent());
    await scene.reply(answered, 'Hi');
    await scene.close(done);
    const queue = [
      { conversationId: first, since: NOON + MINUTE, isAssigned: false },
      { conversationId: second, since: NOON + 2 * MINUTE, isAssigned: true },
      { conversationId: third, since: NOON + 3 * MINUTE, isAssigned: false },
    ];
    expect(await store().views.waiting(scene.site.id, 10)).toEqual(queue);
    expect(await store().views.waiting(scene.site.id, 2)).toEqual(queue.slice(0, 2));
  });

  test('RT15 routing reads how many of them are letters', async () => {
    const scene = await setScene(store());
    const [carl, dora] = [newAgent(), newAgent()];
    const written = async () => (await scene.fill(await scene.visitor())).conversation.id;
    const ann = await scene.visitor();
    const [closed, letter] = [await written(), await written()];
    const chat = (await scene.say(await scene.visitor(), 'Hello')).conversation.id;
    const both = (await scene.fill(ann)).conversation.id;
    for (const id of [closed, letter, chat, both]) await scene.assign(id, carl);
    await scene.assign((await scene.ask(await scene.visitor())).conversation.id, dora);
    await scene.close(closed);
    const letters = async () => {
      const found = await store().views.letters([carl.id, dora.id, 'nobody']);
      return [carl.id, dora.id, 'nobody'].map(id => found.get(id));
    };
    expect(await letters()).toEqual([2, 1, undefined]);
    await scene.say(ann, 'Now I am here');
    expect(await letters()).toEqual([1, 1, undefined]);
    expect(await store().views.letters([dora.id])).toEqual(new Map([[dora.id, 1]]));
  });

  test('RT10 who waits on some sites is read page by page, longest first, whoever waits longer on others', async () => {
    const [scene, second, other] = [await setScene(store()), await setScene(store()), await setScene(store())];
    const said = async ({ say, visitor }: typeof scene, at: number) =>
      (await say(await visitor(), 'Hello', { at: NOON + at })).conversation.id;
    for (let at = 0; at < 5; at++) await said(other, at);
    const waiting = [await said(scene, 10), await said(second, 11), await said(scene, 12), await said(scene, 13)];
    const taken = await said(scene, 9);
    await scene.assign(taken, newAgent());
    const query = { view: 'unassigned', agentId: '', siteIds: [scene.site.id, second.site.id] } as const;
    const first = await store().views.page({ ...query, limit: 3 });
    expect(ids(first.items)).toEqual(waiting.slice(0, 3));
    const rest = await store().views.page({ ...query, limit: 3, cursor: first.cursor! });
    expect([ids(rest.items), rest.cursor]).toEqual([waiting.slice(3), null]);
  });
}
