import { expect, test } from 'vitest';
import type { Limits, SmsRecord, SmsStore } from '../../../server/features/sms/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, MINUTE, NOON, newId, setScene } from '../scene.ts';

/** A message that nobody has tried yet. */
export function newSms(change: Partial<SmsRecord> = {}): SmsRecord {
  const id = change.id ?? newId('sms');
  return {
    ...{ id, ref: `ref-${id}`, siteId: null, conversationId: null, agentId: null, event: 'answer' },
    ...{ number: '+976••••233', segments: 2, price: { perThousand: 55_000, currency: 'MNT' }, state: 'waiting' },
    ...{ problem: '', providerId: '', unsure: 0, createdAt: NOON, changedAt: NOON },
    ...change,
  };
}

/** Of a day and a number that no other test counts. */
export function newLimits(change: Partial<Limits> = {}): Limits {
  return { day: newId('day'), numberKey: newId('number'), mostOfDay: 3, mostOfNumber: 2, ...change };
}

/** SM1, SM3 to SM5, SM8: what may leave, what became of it, and whose number is whose. */
export function smsRules(store: () => Store): void {
  const states = async (all: ReturnType<SmsStore['admit']>[]) =>
    (await Promise.all(all)).map(each => each?.sms.problem || each?.sms.state).sort();

  async function talk() {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Roses, please');
    return { scene, conversationId: conversation.id, siteId: scene.site.id };
  }
  const eventsOf = async (conversationId: string) =>
    (await store().conversations.entriesAfter(conversationId, 0, 50)).flatMap(({ body }) =>
      body.kind === 'event' ? [body] : [],
    );

  test('SM3 no more leave to one number, and in one day, than may; whoever asks at once', async () => {
    const limits = newLimits();
    const admit = (those: Limits) => store().sms.admit(newSms(), those, NOON);
    expect(await states([admit(limits), admit(limits), admit(limits)])).toEqual(['number_full', 'waiting', 'waiting']);
    const other = { ...limits, numberKey: newId('number') };
    expect(await states([admit(other), admit(other)])).toEqual(['day_full', 'waiting']);
    expect(await states([admit({ ...other, day: newId('day') })])).toEqual(['waiting']);
  });

  test('SM3 each id is counted once, however often it is tried', async () => {
    const limits = newLimits({ mostOfNumber: 1 });
    const sms = newSms();
    const first = await store().sms.admit(sms, limits, NOON);
    expect(first).toEqual({ sms, written: null });
    for (const since of [NOON, NOON + 1]) expect(await store().sms.admit(sms, limits, since)).toEqual(first);
    expect(await states([store().sms.admit(newSms(), limits, NOON)])).toEqual(['number_full']);
  });

  test('SM1 what failed is tried again when an owner says so, and what left is not', async () => {
    const limits = newLimits({ mostOfNumber: 1 });
    await store().sms.admit(newSms(), limits, NOON);
    const sms = newSms();
    expect((await store().sms.admit(sms, limits, NOON))?.sms.problem).toBe('number_full');
    const wider = { ...limits, mostOfNumber: 2 };
    expect((await store().sms.admit(sms, wider, NOON))?.sms.state).toBe('failed');
    expect((await store().sms.admit(sms, wider, NOON + 1))?.sms).toEqual(sms);
    await store().sms.settle({ id: sms.id }, { state: 'sent', problem: '', providerId: 'p', at: NOON + 1 });
    expect((await store().sms.admit(sms, wider, NOON + 9))?.sms.state).toBe('sent');
  });

  test('SM1 attempts of which nobody knows whether they sent it are counted', async () => {
    const sms = newSms();
    await store().sms.admit(sms, newLimits(), NOON);
    const news = { state: 'waiting' as const, problem: '500', at: NOON + 1 };
    for (const isUnsure of [true, false, true]) await store().sms.settle({ id: sms.id }, { ...news, isUnsure });
    const kept = await store().sms.admit(sms, newLimits(), NOON);
    expect(kept?.sms).toEqual({ ...sms, problem: '500', unsure: 2, changedAt: NOON + 1 });
  });

  test('SM4 who said STOP gets nothing until they say START', async () => {
    const limits = newLimits({ mostOfNumber: 9, mostOfDay: 9 });
    const before = await store().sms.countStops();
    await store().sms.stop({ id: limits.numberKey, at: NOON });
    await store().sms.stop({ id: limits.numberKey, at: NOON + 1 });
    expect(await store().sms.countStops()).toBe(before + 1);
    expect(await store().sms.isStopped(limits.numberKey)).toBe(true);
    expect(await store().sms.isStopped(newId('number'))).toBe(false);
    expect(await states([store().sms.admit(newSms(), limits, NOON)])).toEqual(['stopped']);
    expect(await store().sms.lift(limits.numberKey)).toBe(true);
    expect(await store().sms.lift(limits.numberKey)).toBe(false);
    expect(await states([store().sms.admit(newSms(), limits, NOON)])).toEqual(['waiting']);
  });

  test('SM5 news moves a message forward only, by whichever name it comes', async () => {
    const sms = newSms({ providerId: '' });
    await store().sms.admit(sms, newLimits(), NOON);
    const at = NOON + MINUTE;
    const settle = async (
      which: Parameters<SmsStore['settle']>[0],
      state: 'waiting' | 'sent' | 'delivered' | 'failed',
    ) => {
      const providerId = 'id' in which && state === 'sent' ? `gw-${sms.id}` : undefined;
      const settled = await store().sms.settle(which, { state, problem: '', at, ...(providerId && { providerId }) });
      return settled && [settled.sms.state, settled.isChanged];
    };
    expect(await settle({ providerId: `gw-${sms.id}`, ref: '' }, 'delivered')).toBe(null);
    // The report is faster than the answer that it is about.
    expect(await settle({ providerId: `gw-${sms.id}`, ref: sms.ref }, 'delivered')).toEqual(['delivered', true]);
    expect(await settle({ id: sms.id }, 'sent')).toEqual(['delivered', false]);
    expect(await settle({ providerId: `gw-${sms.id}`, ref: '' }, 'delivered')).toEqual(['delivered', false]);
    expect(await settle({ providerId: '', ref: sms.ref }, 'failed')).toEqual(['delivered', false]);
    expect(await settle({ id: 'none' }, 'sent')).toBe(null);
    const kept = (await store().sms.page({ limit: 100 })).items.find(each => each.id === sms.id);
    expect(kept).toEqual({ ...sms, state: 'delivered', providerId: `gw-${sms.id}`, changedAt: at });
  });

  test('SM5 a message that did not arrive is told once in its conversation, and one to an agent is not', async () => {
    const { conversationId, siteId } = await talk();
    const sms = newSms({ conversationId, siteId });
    await store().sms.admit(sms, newLimits(), NOON);
    const news = { state: 'failed' as const, problem: 'UNDELIV', at: NOON + MINUTE };
    const told = await Promise.all([1, 2, 3].map(() => store().sms.settle({ id: sms.id }, news)));
    expect(told.filter(each => each?.written)).toHaveLength(1);
    expect(await eventsOf(conversationId)).toEqual([
      { kind: 'event', event: 'sms_failed', of: 'answer', problem: 'UNDELIV' },
    ]);
    const jobs = await store().jobs.ofConversation(conversationId);
    expect(jobs.map(each => each.subject)).toContain(`${conversationId}.failed.2`);
    const notice = newSms({ conversationId, siteId, agentId: 'ann', event: 'notice' });
    await store().sms.admit(notice, newLimits(), NOON);
    expect((await store().sms.settle({ id: notice.id }, news))?.written).toBe(null);
    const stopped = newSms({ conversationId, siteId, state: 'failed', problem: 'too_long' });
    const refused = await store().sms.admit(stopped, newLimits(), NOON);
    expect(refused?.sms).toEqual(stopped);
    expect(refused?.written?.entry.body).toMatchObject({ event: 'sms_failed', problem: 'too_long' });
  });

  test('SM9 with a person everything that was sent to them goes, and nothing more is kept', async () => {
    const { scene, conversationId, siteId } = await talk();
    const sms = newSms({ conversationId, siteId });
    await store().sms.admit(sms, newLimits(), NOON);
    const { contact } = (await store().conversations.find(conversationId))!;
    const by = { id: 'bella', name: 'Bella' };
    await store().privacy.erase({ contactId: contact.id, id: newId('erasure'), by, at: scene.tick(), keysUntil: NOON });
    expect((await store().sms.page({ limit: 100 })).items.some(each => each.id === sms.id)).toBe(false);
    expect(await store().sms.admit(newSms({ conversationId, siteId }), newLimits(), NOON)).toBe(null);
    expect(await store().sms.settle({ id: sms.id }, { state: 'sent', problem: '', at: NOON })).toBe(null);
  });

  test('SM9 they are listed in pages, newest first, and forgotten after a hundred days', async () => {
    const ids = ['a', 'b', 'c'].map(name => newId(`old-${name}`));
    const limits = newLimits({ mostOfDay: 9, mostOfNumber: 9 });
    // Later than all others of this database.
    for (const [index, id] of ids.entries())
      await store().sms.admit(newSms({ id, createdAt: NOON + DAY + index }), limits, NOON);
    const one = await store().sms.page({ limit: 2 });
    expect(one.items.map(each => each.id)).toEqual([ids[2], ids[1]]);
    const next = await store().sms.page({ cursor: one.cursor!, limit: 1 });
    expect(next.items.map(each => each.id)).toEqual([ids[0]]);
    await store().sms.sweep(NOON + 101 * DAY);
    expect((await store().sms.page({ limit: 100 })).items.map(each => each.id)).toEqual([ids[2], ids[1], ids[0]]);
    await store().sms.sweep(NOON + 102 * DAY);
    expect((await store().sms.page({ limit: 100 })).items).toEqual([]);
  });

  test('SM8 a number is an agent’s when its code came back, in five tries and in time', async () => {
    const agentId = newId('agent');
    const pending = { number: 'sealed-1', codeHash: 'right', tries: 0, until: NOON + MINUTE };
    expect(await store().sms.numberOf(agentId)).toBe(null);
    expect(await store().sms.proveNumber(agentId, 'right', NOON)).toBe(false);
    await store().sms.askNumber(agentId, pending);
    expect(await store().sms.numberOf(agentId)).toEqual({ id: agentId, number: null, pending });
    expect(await store().sms.proveNumber(agentId, 'wrong', NOON)).toBe(false);
    expect(await store().sms.proveNumber(agentId, 'right', NOON + MINUTE + 1)).toBe(false);
    expect(await store().sms.proveNumber(agentId, 'right', NOON + MINUTE)).toBe(true);
    expect(await store().sms.numberOf(agentId)).toEqual({ id: agentId, number: 'sealed-1', pending: null });
    await store().sms.askNumber(agentId, { ...pending, number: 'sealed-2' });
    const tries = await Promise.all(Array.from({ length: 8 }, () => store().sms.proveNumber(agentId, 'wrong', NOON)));
    expect(tries).not.toContain(true);
    expect(await store().sms.proveNumber(agentId, 'right', NOON)).toBe(false);
    expect(await store().sms.numberOf(agentId)).toMatchObject({ number: 'sealed-1', pending: { tries: 5 } });
    expect(await store().sms.dropNumber(agentId)).toBe(true);
    expect(await store().sms.dropNumber(agentId)).toBe(false);
  });
}
