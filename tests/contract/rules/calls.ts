import { expect, test } from 'vitest';
import { callOf, newCall, RING_MS, SETTLE_MS, TALK_MS } from '../../../server/features/calls/rules.ts';
import type { CallEvent, CallRecord } from '../../../server/features/calls/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, NOON, newId, newWebhook, person, setScene } from '../scene.ts';

export function newEvent(fields: Partial<CallEvent> = {}): CallEvent {
  const whose = { number: '+97699112233', shownNumber: '97699112233', contactId: null, sharedBy: [] };
  const who = { rung: null, agent: null, recording: '' };
  return { is: 'ringing', direction: 'in', at: NOON, ...whose, ...who, ...fields };
}

export function freshCall(siteId: string): CallRecord {
  return newCall({ id: newId('call'), key: newId('key'), siteId, lineId: 'line', line: 'Front desk' });
}

/** CL1 to CL4, CL9 in the store: one row for a call, however it is told, and what goes with it. */
export function callRules(store: () => Store): void {
  /** A site with what rings on it; `hear` tells of one call. */
  async function setLine() {
    const scene = await setScene(store());
    const begin = () => {
      const fresh = freshCall(scene.site.id);
      const hear = (fields: Partial<CallEvent> = {}) =>
        store().calls.hear({ ...fresh, id: newId('again') }, newEvent(fields));
      return { fresh, hear };
    };
    const page = async (filter: 'all' | 'missed' | 'answered' | 'mine' = 'all', cursor?: string) =>
      store().calls.page({ siteIds: [scene.site.id], filter, agentId: BELLA.id, cursor, limit: 2 });
    return { ...scene, begin, page };
  }

  test('CL1 CL2 what is told of one call is one row that only goes forward, told twice or backwards', async () => {
    const { begin } = await setLine();
    const { hear, fresh } = begin();
    const first = await hear({ is: 'ended', at: NOON + 9_000 });
    expect(first.before).toBe(null);
    expect(first.after).toMatchObject({ state: 'ended', isMissed: true, dueAt: NOON + 9_000 + SETTLE_MS });
    await hear({ is: 'answered', at: NOON + 4_000, agent: BELLA });
    const last = await hear({ is: 'ringing', at: NOON });
    expect(last.after).toMatchObject({
      state: 'ended',
      startedAt: NOON,
      answeredAt: NOON + 4_000,
      endedAt: NOON + 9_000,
    });
    expect(last.after).toMatchObject({ isMissed: false, dueAt: null, agentId: BELLA.id, agentName: BELLA.name });
    const again = await hear({ is: 'ringing', at: NOON + 60_000 });
    expect(again.after).toEqual(again.before);
    expect(await store().calls.byKey(fresh.key)).toEqual(last.after);
    expect(await store().calls.find(first.after.id)).toEqual(last.after);
    expect(await store().calls.find('none')).toBe(null);
    expect(await store().calls.byKey('none')).toBe(null);
  });

  test('CL1 two that tell of one call first at the same time make one', async () => {
    const { begin } = await setLine();
    const { hear, fresh } = begin();
    await Promise.all([hear({ at: NOON + 1 }), hear({ is: 'answered', at: NOON + 5 }), hear({ at: NOON })]);
    expect(await store().calls.byKey(fresh.key)).toMatchObject({ state: 'answered', startedAt: NOON });
  });

  test('CL3 what rings or talks for ever is ended by time, once', async () => {
    const { begin } = await setLine();
    const [ringing, talking] = [begin(), begin()];
    const { id } = (await ringing.hear({ number: '', shownNumber: '' })).after;
    const other = (await talking.hear({ is: 'answered' })).after.id;
    const mine = async (at: number) =>
      (await store().calls.due(at, 1000)).map(each => each.id).filter(each => [id, other].includes(each));
    expect((await store().calls.live(1000)).map(each => each.id)).toEqual(expect.arrayContaining([id, other]));
    expect(await mine(NOON + RING_MS - 1)).toEqual([]);
    expect(await mine(NOON + RING_MS)).toEqual([id]);
    expect(await store().calls.pass(id, NOON + RING_MS - 1)).toBe(null);
    // Whoever hides their number is missed, and can not be called back.
    const passed = await store().calls.pass(id, NOON + RING_MS);
    expect(passed?.after).toMatchObject({ state: 'ended', isMissed: true, endedAt: NOON + RING_MS, dueAt: null });
    expect(await store().calls.pass(id, NOON + DAY)).toBe(null);
    const ended = await store().calls.pass(other, NOON + TALK_MS);
    expect(ended?.after).toMatchObject({ state: 'ended', isMissed: false, dueAt: null });
    expect((await store().calls.live(1000)).filter(each => [id, other].includes(each.id))).toEqual([]);
  });

  test('CL7 a missed one is due until it was seen to, once', async () => {
    const { begin } = await setLine();
    const { hear } = begin();
    const { id } = (await hear({ is: 'ended' })).after;
    const isDue = async () => (await store().calls.due(NOON + SETTLE_MS, 1000)).some(each => each.id === id);
    expect(await isDue()).toBe(true);
    expect((await store().calls.settle(id, 'callback'))?.after).toMatchObject({ callbackId: 'callback', dueAt: null });
    expect(await isDue()).toBe(false);
    expect(await store().calls.settle(id, 'another')).toBe(null);
    expect(await store().calls.settle('none', null)).toBe(null);
  });

  test('CL4 what people say of a call is kept, and who has it is decided once', async () => {
    const { begin } = await setLine();
    const { hear } = begin();
    for (const each of ['ann', 'bob']) await person(store(), each);
    const { id } = (await hear({ sharedBy: ['ann', 'bob'] })).after;
    const by = { id: BELLA.id, name: BELLA.name, at: NOON + 5_000 };
    const said = await store().calls.say(id, { note: 'Wants roses', outcome: 'follow_up', contactId: 'bob', by });
    expect(said?.after).toMatchObject({
      note: 'Wants roses',
      outcome: 'follow_up',
      contactId: 'bob',
      sharedBy: ['ann'],
    });
    expect(said?.after).toMatchObject({ state: 'answered', answeredAt: NOON + 5_000, agentId: BELLA.id });
    const other = await store().calls.say(id, { by: { id: 'carl', name: 'Carl', at: NOON + 6_000 }, contactId: 'ann' });
    expect(other?.after).toMatchObject({ agentId: BELLA.id, contactId: 'ann', sharedBy: ['bob'] });
    expect(await store().calls.say('none', { note: 'x' })).toBe(null);
  });

  test('CL4 RI4 they come in pages, newest first, of the sites that somebody sees', async () => {
    const { begin, page, site } = await setLine();
    const [one, two, three] = [begin(), begin(), begin()];
    for (const each of ['carl', 'dora']) await person(store(), each);
    const first = (await one.hear({ is: 'ended', at: NOON, contactId: 'carl' })).after;
    const second = (await two.hear({ is: 'answered', at: NOON + 1, agent: BELLA, contactId: 'carl' })).after;
    const third = (await three.hear({ at: NOON + 2, contactId: 'dora' })).after;
    const whole = await page();
    expect(whole.items).toEqual([third, second]);
    expect((await page('all', whole.cursor!)).items).toEqual([first]);
    expect((await page('missed')).items).toEqual([first]);
    expect((await page('answered')).items).toEqual([second]);
    expect((await page('mine')).items).toEqual([second]);
    const none = await store().calls.page({ siteIds: [], filter: 'all', agentId: BELLA.id, limit: 9 });
    expect(none.items).toEqual([]);
    const of = (before: { at: number; id: string } | null, siteIds: string[] | null = [site.id]) =>
      store().calls.ofContacts(['carl', 'dora'], { siteIds, before, limit: 2 });
    expect(await of(null)).toEqual([third, second]);
    expect(await of({ at: NOON + 1, id: second.id })).toEqual([first]);
    expect(await of(null, [])).toEqual([]);
    expect(await store().calls.count(['carl'], [site.id])).toEqual({ count: 2, lastAt: NOON + 1 });
    expect(await store().calls.count(['nobody'], [site.id])).toEqual({ count: 0, lastAt: null });
  });

  test('CL9 D1 webhooks that ask for it are told of the beginning and the end, in the same step', async () => {
    const { begin, site } = await setLine();
    const desk = newWebhook(site.id, { siteId: null, events: ['call.started', 'call.ended'] });
    await store().webhooks.create(desk);
    await store().webhooks.create(newWebhook(site.id));
    const { hear } = begin();
    expect((await hear()).leaves).toBe(true);
    expect((await hear({ is: 'answered' })).leaves).toBe(false);
    const { after, leaves } = await hear({ is: 'ended', at: NOON + 7_000 });
    expect(leaves).toBe(true);
    const told = (await store().outbox.page({ isDead: false, limit: 1000 })).items.filter(
      each => each.target === desk.id,
    );
    expect(told.map(each => each.event).sort()).toEqual(['call.ended', 'call.started']);
    const end = told.find(each => each.event === 'call.ended')!;
    expect(JSON.parse(end.payload)).toMatchObject({
      type: 'call.ended',
      data: { siteId: null, call: callOf(after) },
    });
    // The others of this group have the desk to themselves.
    await store().webhooks.delete(desk.id);
  });

  test('PR1 PR6 a call goes with its person, stays with those who share the number, and forgets whose it was with age', async () => {
    const { begin, site, visitor } = await setLine();
    const ann = await visitor();
    const [own, shared, lone, old] = [begin(), begin(), begin(), begin()];
    for (const each of ['bob', 'carl']) await person(store(), each);
    const { id } = (await own.hear({ is: 'ended', contactId: ann.contactId })).after;
    const other = (await shared.hear({ sharedBy: ['bob', ann.contactId] })).after.id;
    const last = (await lone.hear({ is: 'ended', sharedBy: [ann.contactId] })).after.id;
    expect((await store().privacy.held(ann.contactId))!.rows.calls!.map(each => 'id' in each && each.id)).toEqual([id]);
    const order = { contactId: ann.contactId, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON + DAY };
    expect((await store().privacy.erase(order))!.erasure.counts.calls).toBe(1);
    expect(await store().calls.find(id)).toBe(null);
    expect((await store().calls.find(other))?.sharedBy).toEqual(['bob']);
    expect(await store().calls.find(last)).toMatchObject({
      number: '',
      shownNumber: '',
      sharedBy: [],
      contactId: null,
    });
    // Those that go on are ended by time, or by what is told of them, which names nobody.
    const bob = await visitor();
    const [rings, talks] = [begin(), begin()];
    const live = [
      (await rings.hear({ contactId: bob.contactId })).after.id,
      (await talks.hear({ is: 'answered', sharedBy: [bob.contactId], recording: 'sealed' })).after.id,
    ] as const;
    await store().privacy.erase({ ...order, contactId: bob.contactId, id: newId('erasure') });
    await rings.hear({ is: 'ended', at: NOON + 5, contactId: 'carl', recording: 'sealed' });
    const nobodys = { number: '', shownNumber: '', contactId: null, sharedBy: [], recording: '' };
    const missed = { ...nobodys, state: 'ended', isMissed: true, endedAt: NOON + 5, dueAt: null };
    expect(await store().calls.find(live[0])).toMatchObject(missed);
    expect(await store().calls.find(live[1])).toMatchObject({ ...nobodys, state: 'answered', dueAt: NOON + TALK_MS });
    expect((await store().calls.pass(live[1], NOON + TALK_MS))?.after).toMatchObject({ ...nobodys, state: 'ended' });
    const worn = (await old.hear({ is: 'ended', contactId: 'carl', recording: 'sealed' })).after.id;
    await store().calls.say(worn, { note: 'Wants roses', outcome: 'settled' });
    const expire = () => store().privacy.expire({ siteId: site.id, kind: 'callbacks', before: NOON + DAY, limit: 100 });
    expect((await expire()).count).toBe(1);
    const emptied = { number: '', shownNumber: '', contactId: null, note: '', recording: '', dueAt: null };
    expect(await store().calls.find(worn)).toMatchObject({ ...emptied, outcome: 'settled', endedAt: NOON });
    expect((await expire()).count).toBe(0);
  });
}
