import { expect, test } from 'vitest';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newId, setScene } from '../scene.ts';

/** ST8: a callback stays on the list until it is kept, found impossible or called off; slots take no more than they hold. */
export function callbackRules(store: () => Store): void {
  test('ST8 a request makes a pending callback', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const body = scene.callbackBody({ topic: 'The cake', startAt: NOON + DAY });
    const asked = await store().conversations.submit(scene.submission(ann, body));
    const { kind: _, callbackId, ...words } = body;
    expect(asked.callback).toEqual({
      id: callbackId,
      siteId: scene.site.id,
      conversationId: asked.conversation.id,
      seq: 1,
      ...words,
      status: 'pending',
      ringing: null,
      attempts: [],
      createdAt: asked.entry.createdAt,
    });
    expect(asked.conversation.callbackAt).toBe(NOON + DAY);
    expect(await store().callbacks.find(callbackId)).toEqual(asked.callback);
    expect(await store().callbacks.ofConversation(asked.conversation.id)).toEqual([asked.callback]);
    expect(await store().callbacks.find('none')).toBe(null);
    expect(await store().callbacks.ofConversation('nowhere')).toEqual([]);
  });

  test('ST8 a repeated request makes no second callback, even when its slot is full by now', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 1 });
    const sent = scene.submission(await scene.visitor(), scene.callbackBody());
    const first = await store().conversations.submit(sent);
    const again = await store().conversations.submit({ ...sent, at: scene.tick() });
    expect(again).toMatchObject({ isRepeat: true, entry: first.entry, callback: first.callback });
    expect(await store().callbacks.ofConversation(first.conversation.id)).toHaveLength(1);
  });

  test('ST8 a window that no store could give back is refused by whatever way, and the queue stands', async () => {
    const scene = await setScene(store());
    const { callback } = await scene.ask(await scene.visitor());
    const refused = { code: 'FIELD_INVALID', fields: { startAt: 'FIELD_INVALID' } };
    const windows = [
      { startAt: Number.MAX_SAFE_INTEGER, endAt: Number.MAX_SAFE_INTEGER + 15 * MINUTE },
      { startAt: LIMITS.latestAt, endAt: LIMITS.latestAt + 15 * MINUTE },
      { startAt: NOON + DAY, endAt: NOON },
      { startAt: NOON + 0.5, endAt: NOON + DAY },
    ];
    for (const window of windows) {
      await expect(scene.change(callback!.id, { window })).rejects.toMatchObject(refused);
      await expect(scene.ask(await scene.visitor(), window)).rejects.toMatchObject(refused);
    }
    expect(await store().callbacks.find(callback!.id)).toEqual(callback);
    expect((await store().callbacks.queue({ limit: 100 })).items.map(each => each.callback)).toContainEqual(callback);
  });

  test('CB3 few calls wait for one person, or for one number, and whoever has had one may ask again', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 1 });
    const ann = await scene.visitor();
    const phone = '+97699887766';
    const refused = { code: 'CALLBACK_PENDING', fields: { phone: 'CALLBACK_PENDING' } };
    const at = (slot: number) => ({ startAt: NOON + DAY + slot * 30 * MINUTE });
    const [first] = [await scene.ask(ann, at(0)), await scene.ask(ann, at(1)), await scene.ask(ann, { isAsap: true })];
    await expect(scene.ask(ann, at(2))).rejects.toMatchObject(refused);
    await expect(scene.ask(ann, { isAsap: true })).rejects.toMatchObject(refused);
    await scene.change(first.callback!.id, { attempt: { outcome: 'reached', note: '' } });
    expect((await scene.ask(ann, at(2))).callback?.status).toBe('pending');
    // Many browsers at once, and one number.
    const people = await Promise.all([0, 1, 2, 3, 4, 5].map(() => scene.visitor()));
    const asked = await Promise.allSettled(people.map((each, slot) => scene.ask(each, { phone, ...at(3 + slot) })));
    expect(asked.filter(each => each.status === 'fulfilled')).toHaveLength(3);
    for (const each of asked) if (each.status === 'rejected') expect(each.reason).toMatchObject(refused);
    const elsewhere = await setScene(store());
    expect((await elsewhere.ask(await elsewhere.visitor(), { phone })).callback?.phone).toBe(phone);
  });

  test('ST8 an attempt without an answer keeps it pending; reached ends it', async () => {
    const scene = await setScene(store());
    const { callback, conversation } = await scene.ask(await scene.visitor());
    const missed = await scene.change(callback!.id, { attempt: { outcome: 'no_answer', note: 'Rang twice' } });
    expect(missed.entry).toMatchObject({
      seq: 2,
      author: BELLA,
      body: { kind: 'event', event: 'callback_no_answer', callbackId: callback!.id, note: 'Rang twice' },
    });
    expect(missed.callback?.attempts).toEqual([
      { at: missed.entry.createdAt, agentId: 'bella', agentName: 'Bella', outcome: 'no_answer', note: 'Rang twice' },
    ]);
    expect(missed.callback?.status).toBe('pending');
    expect(missed.conversation.callbackAt).toBe(callback!.startAt);
    const reached = await scene.change(callback!.id, { attempt: { outcome: 'reached', note: '' } });
    expect(reached.callback).toMatchObject({ status: 'reached', attempts: [{}, { outcome: 'reached' }] });
    expect(reached.entry.body).toEqual({ kind: 'event', event: 'callback_reached', callbackId: callback!.id });
    expect(reached.conversation).toMatchObject({ callbackAt: null, lastSeq: 3 });
    expect(await store().callbacks.find(callback!.id)).toEqual(reached.callback);
    expect(await store().conversations.find(conversation.id)).toEqual(reached.conversation);
  });

  test('ST4 a repeated change gets the first answer and is no second attempt', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { callback } = await scene.ask(ann);
    const other = await scene.ask(ann, { startAt: NOON + 2 * DAY });
    const missed = { attempt: { outcome: 'no_answer' as const, note: '' }, clientId: newId('client') };
    const copies = await Promise.all(Array.from({ length: 4 }, () => scene.change(callback!.id, missed)));
    expect(new Set(copies.map(each => JSON.stringify(each.entry))).size).toBe(1);
    expect(copies.filter(each => !each.isRepeat)).toHaveLength(1);
    expect(copies[0]!.entry).toMatchObject({ seq: 3, clientId: missed.clientId });
    expect((await store().callbacks.find(callback!.id))?.attempts).toHaveLength(1);
    const ended = { attempt: { outcome: 'reached' as const, note: '' }, clientId: newId('client') };
    const first = await scene.change(callback!.id, ended);
    const again = await scene.change(callback!.id, ended);
    expect(again).toMatchObject({
      isRepeat: true,
      entry: first.entry,
      callback: first.callback,
      conversation: first.conversation,
    });
    const reused = { code: 'CLIENT_ID_REUSED' };
    await expect(scene.change(callback!.id, { ...missed, clientId: ended.clientId })).rejects.toMatchObject(reused);
    await expect(scene.change(other.callback!.id, missed)).rejects.toMatchObject(reused);
    expect((await store().conversations.find(first.conversation.id))?.lastSeq).toBe(4);
  });

  test('ST8 a move takes a new window; with an attempt both are one event', async () => {
    const scene = await setScene(store());
    const { callback } = await scene.ask(await scene.visitor(), { isAsap: true });
    const window = { startAt: NOON + 2 * DAY, endAt: NOON + 2 * DAY + 15 * MINUTE };
    const moved = await scene.change(callback!.id, { window, author: { kind: 'visitor' } });
    expect(moved.callback).toMatchObject({ ...window, isAsap: false, status: 'pending' });
    expect(moved.entry.body).toEqual({ kind: 'event', event: 'callback_moved', callbackId: callback!.id, ...window });
    expect(moved.conversation.callbackAt).toBe(window.startAt);
    const later = { startAt: NOON + 3 * DAY, endAt: NOON + 3 * DAY + 15 * MINUTE };
    const missed = await scene.change(callback!.id, { attempt: { outcome: 'no_answer', note: '' }, window: later });
    expect(missed.callback).toMatchObject({ ...later, status: 'pending', attempts: [{ outcome: 'no_answer' }] });
    expect(missed.entry.body).toMatchObject({ event: 'callback_no_answer', ...later });
    expect(missed.conversation).toMatchObject({ callbackAt: later.startAt, lastSeq: 3 });
  });

  test('ST8 what has ended can not be changed', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const [wrong, cancelled] = [await scene.ask(ann), await scene.ask(ann, { startAt: NOON + 2 * DAY })];
    await scene.change(wrong.callback!.id, { attempt: { outcome: 'wrong_number', note: '' } });
    const off = await scene.change(cancelled.callback!.id, { window: null, author: { kind: 'visitor' } });
    expect(off).toMatchObject({ callback: { status: 'cancelled' }, entry: { body: { event: 'callback_cancelled' } } });
    expect(off.conversation.callbackAt).toBe(null);
    for (const { id } of [wrong.callback!, cancelled.callback!]) {
      const done = { code: 'CALLBACK_DONE' };
      await expect(scene.change(id, { attempt: { outcome: 'reached', note: '' } })).rejects.toMatchObject(done);
      await expect(scene.change(id, { window: null })).rejects.toMatchObject(done);
    }
    await expect(scene.change('none', { window: null })).rejects.toMatchObject({ code: 'CALLBACK_UNKNOWN' });
    expect((await store().conversations.find(off.conversation.id))?.lastSeq).toBe(4);
  });

  test('ST8 the conversation carries the earliest pending one', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const late = await scene.ask(ann, { startAt: NOON + 3 * DAY });
    const early = await scene.ask(ann, { startAt: NOON + DAY });
    expect(early.conversation.callbackAt).toBe(NOON + DAY);
    const after = await scene.change(early.callback!.id, { window: null });
    expect(after.conversation.callbackAt).toBe(NOON + 3 * DAY);
    expect((await store().callbacks.ofConversation(ann.id)).length).toBe(0);
    const all = await store().callbacks.ofConversation(late.conversation.id);
    expect(new Set(all.map(each => each.id))).toEqual(new Set([late.callback!.id, early.callback!.id]));
  });

  test('ST8 a slot takes as many as the site allows, however many ask at once', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 2 });
    const people = await Promise.all(Array.from({ length: 6 }, () => scene.visitor()));
    const startAt = NOON + 5 * DAY;
    const asked = await Promise.allSettled(people.map(each => scene.ask(each, { startAt })));
    expect(asked.filter(each => each.status === 'fulfilled')).toHaveLength(2);
    for (const [index, each] of asked.entries()) {
      if (each.status === 'fulfilled') continue;
      expect(each.reason).toMatchObject({ code: 'SLOT_TAKEN' });
      expect((await store().visitors.find(people[index]!.id))?.conversationId).toBe(null);
    }
    // As soon as possible has no slot, another site has its own, and a neighbouring slot is another.
    await scene.ask(people[0]!, { startAt, isAsap: true });
    await scene.ask(people[0]!, { startAt: startAt + 30 * MINUTE });
    const other = await setScene(store());
    await other.ask(await other.visitor(), { startAt });
    const load = await store().callbacks.slotLoad(scene.site.id, startAt, startAt + 30 * MINUTE);
    expect([...load]).toEqual([[startAt, 2]]);
    expect(
      (await store().callbacks.slotLoad(scene.site.id, startAt, startAt + 31 * MINUTE)).get(startAt + 30 * MINUTE),
    ).toBe(1);
    expect((await store().callbacks.slotLoad(scene.site.id, startAt + 1, startAt + 2)).size).toBe(0);
  });

  test('ST8 cancelling frees the slot, and moving needs room in the new one', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 1 });
    const [ann, bob] = [await scene.visitor(), await scene.visitor()];
    const slot = { startAt: NOON + DAY, endAt: NOON + DAY + 15 * MINUTE };
    const annas = await scene.ask(ann, slot);
    const bobs = await scene.ask(bob, { startAt: NOON + 2 * DAY });
    const taken = { code: 'SLOT_TAKEN' };
    await expect(scene.change(bobs.callback!.id, { window: slot, callbacksPerSlot: 1 })).rejects.toMatchObject(taken);
    expect(await store().callbacks.find(bobs.callback!.id)).toEqual(bobs.callback);
    // To its own slot it may always go, and an agent may overbook.
    await scene.change(annas.callback!.id, { window: slot, callbacksPerSlot: 1 });
    await scene.change(bobs.callback!.id, { window: slot });
    expect((await store().callbacks.slotLoad(scene.site.id, NOON, NOON + 3 * DAY)).get(slot.startAt)).toBe(2);
    await scene.change(annas.callback!.id, { window: null });
    await scene.change(bobs.callback!.id, { window: null });
    expect((await scene.ask(ann, slot)).callback?.status).toBe('pending');
  });

  test('CB4 who takes the next free time gets the first that is free, however many ask at once', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 1 });
    const people = await Promise.all(Array.from({ length: 8 }, () => scene.visitor()));
    const windowAt = (slot: number) => {
      const startAt = NOON + 6 * DAY + slot * 30 * MINUTE;
      return { startAt, endAt: startAt + 15 * MINUTE };
    };
    const orElse = [1, 2, 3, 4, 5, 6].map(windowAt);
    const asked = await Promise.allSettled(people.map(each => scene.ask(each, windowAt(0), { orElse })));
    const got = asked.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []));
    expect(got.map(each => each.callback!.startAt).sort()).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map(at => windowAt(at).startAt),
    );
    for (const { entry, callback, conversation } of got) {
      const { startAt, endAt } = callback!;
      expect(entry.body).toMatchObject({ startAt, endAt });
      expect(endAt - startAt).toBe(15 * MINUTE);
      expect(conversation.callbackAt).toBe(startAt);
    }
    // There are seven times for eight people.
    expect(asked.find(each => each.status === 'rejected')).toMatchObject({ reason: { code: 'SLOT_TAKEN' } });
    const [last] = got.sort((a, b) => b.callback!.startAt - a.callback!.startAt);
    const [first] = got.sort((a, b) => a.callback!.startAt - b.callback!.startAt);
    await scene.change(first!.callback!.id, { window: null });
    const moved = { window: windowAt(3), orElse: [windowAt(4), windowAt(0)], callbacksPerSlot: 1 };
    const { callback, entry } = await scene.change(last!.callback!.id, moved);
    expect(callback).toMatchObject(windowAt(0));
    expect(entry.body).toMatchObject({ event: 'callback_moved', ...windowAt(0) });
  });

  test('H3 as soon as possible is settled by who waits, in the step that keeps it, however many ask at once', async () => {
    const scene = await setScene(store());
    const people = await Promise.all(Array.from({ length: 6 }, () => scene.visitor()));
    const now = NOON + 8 * DAY;
    const desk = {
      now,
      soonest: now + 15 * MINUTE,
      agents: ['bella'],
      usual: 1,
      callMs: 10 * MINUTE,
      spans: [{ from: -Infinity, to: Infinity }],
    };
    const asked = await Promise.all(people.map(each => scene.ask(each, { isAsap: true }, { desk })));
    const starts = asked.map(each => (each.callback!.startAt - now) / MINUTE).sort((a, b) => a - b);
    expect(starts).toEqual([15, 15, 20, 30, 40, 50]);
    for (const { entry, callback } of asked) expect(entry.body).toMatchObject({ startAt: callback!.startAt });
    const waiting = await store().callbacks.waiting(scene.site.id, now, now + 50 * MINUTE);
    expect(waiting.map(each => (each.startAt - now) / MINUTE)).toEqual([15, 15, 20, 30, 40]);
    expect(waiting[0]).toEqual({ startAt: now + 15 * MINUTE, isAsap: true, ringing: null });
  });

  test('CB5 nobody answers: the next tries, and then it is missed', async () => {
    const scene = await setScene(store());
    const { callback, conversation } = await scene.ask(await scene.visitor());
    const windowAt = (startAt: number) => ({ startAt, endAt: startAt + 15 * MINUTE });
    const retries = [windowAt(NOON + 2 * DAY), windowAt(NOON + 3 * DAY)];
    const missed = { attempt: { outcome: 'no_answer' as const, note: '' }, retries };
    const first = await scene.change(callback!.id, missed);
    expect(first).toMatchObject({
      callback: { status: 'pending', isAsap: false, ...retries[0] },
      entry: { body: { event: 'callback_no_answer', ...retries[0] } },
      conversation: { callbackAt: retries[0]!.startAt },
    });
    // An agent's own time goes before the plan, and a try is a try.
    const own = await scene.change(callback!.id, { ...missed, window: windowAt(NOON + 5 * DAY) });
    expect(own.callback).toMatchObject({ status: 'pending', startAt: NOON + 5 * DAY });
    const last = await scene.change(callback!.id, missed);
    expect(last).toMatchObject({
      callback: { status: 'missed', startAt: NOON + 5 * DAY, attempts: [{}, {}, {}] },
      entry: { body: { event: 'callback_no_answer', isLast: true } },
      conversation: { callbackAt: null },
    });
    expect(await store().callbacks.find(callback!.id)).toEqual(last.callback);
    await expect(scene.change(callback!.id, missed)).rejects.toMatchObject({ code: 'CALLBACK_DONE' });
    expect((await store().conversations.find(conversation.id))?.lastSeq).toBe(4);
  });

  test('CB6 who rings is known until it is known what came of it', async () => {
    const scene = await setScene(store());
    const { callback } = await scene.ask(await scene.visitor());
    const begun = await scene.change(callback!.id, { ring: true });
    const ringing = { agentId: 'bella', agentName: 'Bella', at: begun.entry.createdAt };
    expect(begun).toMatchObject({ entry: { body: { event: 'callback_ringing' } }, callback: { ...callback, ringing } });
    const { id: siteId } = scene.site;
    expect(await store().callbacks.waiting(siteId, NOON, NOON + 2 * DAY)).toMatchObject([{ ringing }]);
    const missed = await scene.change(callback!.id, { attempt: { outcome: 'no_answer', note: '' } });
    expect(missed.callback).toMatchObject({ ringing: null, status: 'pending' });
    expect(await store().callbacks.find(callback!.id)).toEqual(missed.callback);
  });

  test('ST8 two who end the same callback at once: one does', async () => {
    const scene = await setScene(store());
    const { callback, conversation } = await scene.ask(await scene.visitor());
    const attempts = await Promise.allSettled(
      Array.from({ length: 4 }, () => scene.change(callback!.id, { attempt: { outcome: 'reached', note: '' } })),
    );
    expect(attempts.filter(each => each.status === 'fulfilled')).toHaveLength(1);
    expect((await store().callbacks.find(callback!.id))?.attempts).toHaveLength(1);
    expect((await store().conversations.find(conversation.id))?.lastSeq).toBe(2);
  });

  test('ST8 the queue is by time over all sites, in pages, pending ones only', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const [ann, bob] = [await here.visitor({ name: 'Ann' }), await there.visitor()];
    // Earlier than any other in this database.
    const at = (order: number) => ({ startAt: DAY + order * MINUTE });
    const second = await here.ask(ann, at(2));
    const first = await there.ask(bob, at(1));
    const alsoSecond = await there.ask(bob, at(2));
    const gone = await here.ask(ann, at(0));
    await here.change(gone.callback!.id, { window: null });
    const queue: string[] = [];
    let cursor: string | undefined;
    while (queue.length < 3) {
      const page = await store().callbacks.queue({ limit: 1, cursor });
      for (const each of page.items) {
        queue.push(each.callback.id);
        expect(each.conversation).toEqual(await store().conversations.find(each.callback.conversationId));
      }
      if (!page.cursor) break;
      cursor = page.cursor;
    }
    expect(queue[0]).toBe(first.callback!.id);
    expect(new Set(queue.slice(1))).toEqual(new Set([second.callback!.id, alsoSecond.callback!.id]));
    const whole = await store().callbacks.queue({ limit: 100 });
    expect(whole.cursor).toBe(null);
    expect(whole.items.slice(0, 3).map(each => each.callback.id)).toEqual(queue);
    expect(whole.items.every(each => each.callback.status === 'pending')).toBe(true);
  });

  test('ST2 a callback id is used once', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const callbackId = newId('callback');
    await scene.ask(ann, { callbackId });
    await expect(scene.ask(ann, { callbackId })).rejects.toThrow();
    expect((await store().callbacks.find(callbackId))?.seq).toBe(1);
    const next = await scene.say(ann, 'Still fine');
    expect(next.entry.seq).toBe(2);
  });
}
