import { expect, test } from 'vitest';
import type { ListName, SaidOutcome } from '../../../protocol/list-names.ts';
import { couponsFor } from '../../../server/features/lists/rules.ts';
import type { Found } from '../../../server/features/lists/signs.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newAgent, newId, setScene } from '../scene.ts';

const foundOn = (since: number, ...siteIds: (string | null)[]): Found => ({
  why: siteIds.map(siteId => ({ code: 'asked_price', at: since, text: 'How "much"?', n: null, siteId })),
  since,
});
/** Coupons whose codes nobody else's test has. */
let given = 0;
const coupons = (at: number) => couponsFor('left', { percent: 15, days: 30 }, at, () => given++ % 29);

/** Who uses one up. @param key of the press; left out: it is not sent again */
const use = (code: string, at: number, key = newId('press')) => ({
  ...{ code, key, at, amount: null, purchaseId: null, contactId: null, by: { id: 'bold', name: 'Bold' } },
});

/** LW1..LW6: lists of people to be rung. */
export function listRules(store: () => Store): void {
  /** A desk with people on its lists, of whom the last showed a sign last. */
  async function setLists(count: number) {
    const scene = await setScene(store());
    const ids: string[] = [];
    /** A reason of this site. */
    const found = (since: number) => foundOn(since, scene.site.id);
    const keep = (contactId: string, lists: Partial<Record<ListName, Found | null>>, at: number) =>
      store().lists.keep({
        ...{ contactIds: [contactId], found: { left: null, hot: null, ...lists }, at },
        newIds: { left: newId('entry'), hot: newId('entry') },
      });
    for (let n = 0; n < count; n++) {
      const { contactId } = await scene.visitor({ name: `Person ${n}` });
      await keep(contactId, { hot: found(NOON + n * MINUTE) }, NOON + n * MINUTE);
      ids.push(contactId);
    }
    const siteIds = [scene.site.id];
    const take = (
      agentId: string,
      at = NOON + DAY,
      change: { list?: ListName; coupons?: ReturnType<typeof coupons> } = {},
    ) => store().lists.take({ list: 'hot', agentId, siteIds, at, until: at + 2 * MINUTE, coupons: [], ...change });
    const settle = (entryId: string, agentId: string, outcome: SaidOutcome, at: number, change = {}) => {
      const agent = { id: agentId, name: 'Bella' };
      const said = { id: newId('call'), outcome, note: 'They said "yes"', nextAt: null, agent, ...change };
      return store().lists.settle({ entryId, said, at });
    };
    return { ...scene, ids, keep, siteIds, take, settle, found };
  }

  test('LW3 of many agents at once each gets somebody else, and whoever comes too late nobody', async () => {
    const { take, ids } = await setLists(4);
    const agents = Array.from({ length: 6 }, () => newAgent().id);
    const turns = await Promise.all(agents.map(each => take(each)));
    const theirs = turns.map(each => each?.entry.contactId ?? null);
    expect(theirs.filter(Boolean).sort()).toEqual([...ids].sort());
    // Asked again, each has whom they had.
    const again = await Promise.all(agents.map(each => take(each)));
    expect(again.map(each => each?.entry.contactId ?? null)).toEqual(theirs);
  });

  test('LW3 somebody of two lists is one agent’s, for as long as they hold on', async () => {
    const { take, ids, keep, settle, found } = await setLists(2);
    const [bob, ann] = ids as [string, string];
    await keep(ann, { hot: found(NOON + MINUTE), left: found(NOON) }, NOON + MINUTE);
    const at = NOON + DAY;
    const first = await take('a', at);
    expect(first).toMatchObject({ entry: { contactId: ann, attempts: 0 }, next: bob });
    expect(await take('b', at, { list: 'left' })).toBe(null);
    expect(await take('b', at)).toMatchObject({ entry: { contactId: bob }, next: null });
    const { id: entryId } = first!.entry;
    const hold = (agentId: string, when: number) =>
      store().lists.hold({ entryId, agentId, at: when, until: when + 2 * MINUTE });
    expect(await hold('a', at + MINUTE)).toBe(true);
    expect(await hold('b', at + MINUTE)).toBe(false);
    expect(await take('c', at + 2.5 * MINUTE)).toMatchObject({ entry: { contactId: bob } });
    expect(await take('b', at + 4 * MINUTE)).toMatchObject({ entry: { contactId: ann } });
    expect(await hold('a', at + 4 * MINUTE)).toBe(false);
    await expect(settle(entryId, 'a', 'comes_back', at + 4 * MINUTE)).rejects.toMatchObject({
      code: 'ALREADY_CLAIMED',
    });
    // Whom one lets go is the next one's; whom one skips, an hour later.
    await store().lists.release({ entryId, agentId: 'a' });
    expect(await take('d', at + 4 * MINUTE, { list: 'left' })).toBe(null);
    await store().lists.release({ entryId, agentId: 'b' });
    expect(await take('d', at + 4 * MINUTE, { list: 'left' })).toMatchObject({ entry: { contactId: ann } });
    await take('d', at + 4 * MINUTE);
    await store().lists.release({ entryId, agentId: 'd', dueAt: at + 60 * MINUTE });
    expect(await store().lists.find(entryId)).toMatchObject({ dueAt: at + 60 * MINUTE });
    expect((await take('d', at + 50 * MINUTE))?.entry.contactId).toBe(bob);
    await store().lists.sweep(at + DAY);
    expect((await take('e', at + 61 * MINUTE))?.entry.contactId).toBe(ann);
  });

  test('LW5 what came of calls is kept once, and decides whether they are rung again', async () => {
    const { take, settle, siteIds, ids, keep, found } = await setLists(1);
    const at = NOON + DAY;
    const { entry } = (await take('a', at))!;
    const id = newId('call');
    const said = await settle(entry.id, 'a', 'no_answer', at, { id });
    expect(said).toMatchObject({ isRepeat: false, entry: { attempts: 1, endedAt: null, dueAt: at + DAY } });
    expect(said.call).toMatchObject({ outcome: 'no_answer', note: 'They said "yes"', nextAt: at + DAY });
    expect(await settle(entry.id, 'a', 'no_answer', at + 1, { id })).toMatchObject({ isRepeat: true, call: said.call });
    await expect(settle(entry.id, 'b', 'never', at + 1)).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    await expect(settle('none', 'b', 'never', at + 1)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await take('a', at + MINUTE)).toBe(null);
    const count = (when: number) => store().lists.counts({ siteIds, at: when, since: at });
    expect(await count(at + MINUTE)).toEqual([
      { list: 'left', left: 0, done: 0 },
      { list: 'hot', left: 0, done: 1 },
    ]);
    const second = await settle(entry.id, 'a', 'no_answer', at + DAY);
    expect(second.entry.dueAt).toBe(at + 4 * DAY);
    const third = await settle(entry.id, 'a', 'no_answer', at + 4 * DAY);
    expect(third).toMatchObject({ entry: { outcome: 'given_up', endedAt: at + 4 * DAY }, call: { nextAt: null } });
    expect(await store().lists.outcomes({ siteIds, since: NOON })).toEqual([
      { list: 'hot', outcome: 'given_up', count: 1 },
      { list: 'hot', outcome: 'no_answer', count: 2 },
    ]);
    const calls = await store().lists.calls({ contactIds: ids, siteIds: null, before: null, limit: 2 });
    expect(calls).toEqual([third.call, second.call]);
    const before = { at: calls[1]!.at, id: calls[1]!.id };
    expect(await store().lists.calls({ contactIds: ids, siteIds, before, limit: 9 })).toEqual([said.call]);
    expect(await store().lists.calls({ contactIds: ids, siteIds: ['another'], before: null, limit: 9 })).toEqual([]);
    // A new sign brings them back, and "never again" keeps them away for good.
    expect(await keep(ids[0]!, { hot: found(at + DAY) }, at + 5 * DAY)).toBe(false);
    expect(await keep(ids[0]!, { hot: found(at + 5 * DAY) }, at + 5 * DAY)).toBe(true);
    expect(await take('a', at + 5 * DAY)).toMatchObject({ entry: { id: entry.id, attempts: 0, outcome: null } });
    await settle(entry.id, 'a', 'never', at + 5 * DAY);
    expect(await keep(ids[0]!, { hot: found(at + 6 * DAY) }, at + 6 * DAY)).toBe(false);
  });

  test('LW6 a coupon is made for one person, and used once while it is good', async () => {
    const { take, settle } = await setLists(1);
    const at = NOON + DAY;
    const offered = coupons(at);
    const { entry } = (await take('a', at, { coupons: offered }))!;
    expect(entry.coupon).toEqual(offered[0]);
    const other = await setLists(1);
    expect((await other.take('b', at, { coupons: offered }))!.entry.coupon).toEqual(offered[1]);
    // The same one, for as long as it is good.
    expect((await take('a', at, { coupons: coupons(at) }))!.entry.coupon).toEqual(offered[0]);
    const said = await settle(entry.id, 'a', 'thinks', at);
    expect(said.call).toMatchObject({ couponCode: entry.coupon!.code, nextAt: at + 7 * DAY });
    const used = await Promise.allSettled([1, 2, 3].map(() => store().coupons.use(use(entry.coupon!.code, at + 1))));
    expect(used.filter(each => each.status === 'fulfilled')).toMatchObject([
      { value: { coupon: { contactId: entry.contactId, usedAt: at + 1, usedBy: { name: 'Bold' }, percent: 15 } } },
    ]);
    expect(used.flatMap(each => (each.status === 'rejected' ? [each.reason.code] : []))).toEqual([
      'ALREADY_CLAIMED',
      'ALREADY_CLAIMED',
    ]);
    const known = await store().lists.withCoupons([entry.coupon!.code, 'BACK-0000']);
    expect(known).toMatchObject([{ id: entry.id, coupon: { usedAt: at + 1 } }]);
    for (const gone of [use('BACK-0000', at), use(offered[1]!.code, at + 31 * DAY)]) {
      await expect(store().coupons.use(gone)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  test('LW6 a press that is sent again uses a coupon once, and one that was given outlives a new reason', async () => {
    const { ids, keep, take, settle, found } = await setLists(1);
    const at = NOON + DAY;
    const { entry } = (await take('a', at, { coupons: coupons(at) }))!;
    const { code } = entry.coupon!;
    await settle(entry.id, 'a', 'comes_back', at);
    expect(await keep(ids[0]!, { hot: found(at + DAY) }, at + DAY)).toBe(true);
    expect(await store().lists.find(entry.id)).toMatchObject({ attempts: 0, coupon: { code } });
    const presses = await Promise.all([1, 2].map(() => store().coupons.use(use(code, at + 1, 'press'))));
    expect(presses.map(each => each.coupon.usedAt)).toEqual([at + 1, at + 1]);
    await expect(store().coupons.use(use(code, at + 2, 'other'))).rejects.toMatchObject({
      code: 'ALREADY_CLAIMED',
    });
    await take('a', at + DAY, { coupons: coupons(at) });
    await settle(entry.id, 'a', 'comes_back', at + DAY);
    // Used up, it is offered no more.
    expect(await keep(ids[0]!, { hot: found(at + 2 * DAY) }, at + 2 * DAY)).toBe(true);
    expect((await store().lists.find(entry.id))!.coupon).toBe(null);
  });

  test('LW1 LW2 PR1 what is known of somebody is found, kept and erased', async () => {
    const { ids, keep, take, settle, found, ...scene } = await setLists(1);
    const ann = await scene.visitor({ name: 'Ann' });
    const trail = [1, 2].map(n => ({
      at: NOON + n * MINUTE,
      kind: 'page' as const,
      name: `Page ${n}`,
      url: 'https://a/',
      siteId: scene.site.id,
    }));
    for (const { siteId: _, ...each } of trail) await store().visitors.touch(ann.id, { at: each.at, trail: each });
    const facts = { contactIds: [ann.contactId], limit: 5 };
    expect(await store().lists.facts({ ...facts, since: NOON })).toEqual({ trail: trail.toReversed(), ratings: [] });
    expect((await store().lists.facts({ ...facts, since: NOON + 2 * MINUTE })).trail).toEqual([trail[1]]);
    const walked = await store().lists.walk('', 10_000);
    expect(walked).toEqual(expect.arrayContaining([...ids, ann.contactId]));
    expect(await store().lists.walk(walked.at(-2)!, 10)).toEqual([walked.at(-1)]);

    const at = NOON + DAY;
    const { entry } = (await take('a', at))!;
    expect(await keep(entry.contactId, {}, at)).toBe(true);
    expect(await store().lists.find(entry.id)).toBe(null);
    await keep(entry.contactId, { hot: found(at) }, at);
    const second = (await take('a', at))!.entry;
    const { call } = await settle(second.id, 'a', 'thinks', at);
    expect(await store().privacy.held(entry.contactId)).toMatchObject({
      rows: { listEntries: [{ id: second.id, outcome: 'thinks' }], listCalls: [call] },
    });
    const order = { contactId: entry.contactId, id: newId('erasure'), by: BELLA, at, keysUntil: at };
    expect((await store().privacy.erase(order))?.erasure.counts).toMatchObject({ listEntries: 1, listCalls: 1 });
    expect(await store().lists.find(second.id)).toBe(null);
    expect(await store().lists.calls({ contactIds: ids, siteIds: null, before: null, limit: 9 })).toEqual([]);
  });
}
