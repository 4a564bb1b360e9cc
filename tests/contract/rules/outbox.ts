import { expect, onTestFinished, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { setOutbox } from '../outbox.ts';
import { DAY, MINUTE, NOON, newDelivery, newId, setScene } from '../scene.ts';
import type { OpenStore } from '../store-contract.ts';

const HOUR = 60 * MINUTE;

/** D2, D3, D6: what waits is handed out once at a time, and given up late. */
export function outboxRules(store: () => Store): void {
  const { hooked, rowsOf, take, due, failed } = setOutbox(store);

  test('D6 what a job causes is written with its end, once, and by nobody who has it no more', async () => {
    const target = newId('gateway');
    const subject = newId('talk');
    const at = NOON - DAY;
    const job = {
      kind: 'snooze' as const,
      siteId: 'site',
      conversationId: subject,
      subject,
      subjectVersion: 1,
      step: 1,
    };
    await store().jobs.change({ cancel: [], put: [{ ...job, dueAt: at }] });
    const taken = await store().jobs.take({ kinds: ['snooze'], at, leaseUntil: at + 1, limit: 100 });
    const claim = taken.find(each => each.subject === subject)!;
    const letter = newDelivery({ kind: 'mail', target, siteId: null, conversationId: null, createdAt: at });
    expect(await store().outbox.put([letter], { ...claim, attempts: 7 })).toBe(false);
    expect(await rowsOf(target)).toEqual([]);
    expect(await store().outbox.put([letter], claim)).toBe(true);
    expect(await store().outbox.put([letter], claim), 'it has ended').toBe(false);
    expect(await store().jobs.ofConversation(subject)).toEqual([]);
    const again = { ...letter, payload: 'other words' };
    expect(await store().outbox.put([again, newDelivery({ kind: 'mail', target, createdAt: at + 1 })])).toBe(true);
    const rows = await rowsOf(target);
    expect(rows, 'what is there stays as it is').toEqual([letter, rows[1]]);
    expect(rows).toHaveLength(2);
  });

  test('D6 what was given up and is of no site goes after 90 days', async () => {
    const target = newId('gateway');
    const at = NOON - 100 * DAY;
    const [old, young, waiting] = [0, 1, 2].map(days =>
      newDelivery({ kind: 'mail', target, siteId: null, conversationId: null, createdAt: at + days * DAY }),
    );
    await store().outbox.put([old!, young!]);
    const key = { kind: 'mail' as const, id: target };
    const taken = await store().outbox.take({ target: key, at: at + DAY, leaseUntil: at + 2 * DAY, limit: 2 });
    for (const each of taken) await store().outbox.settle(each.id, 1, failed(at + DAY, { dueAt: null }));
    await store().outbox.put([{ ...waiting!, createdAt: at }]);
    await store().outbox.sweep(at + 90 * DAY + 1);
    expect((await rowsOf(target)).map(each => each.id)).toEqual([waiting!.id, young!.id]);
  });

  test('D2 what is due is handed out once, earliest first, and again when its lease ran out', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
    const ids = (await rowsOf(id)).map(each => each.id);
    const at = scene.tick();
    expect(await due(NOON - 1)).not.toContain(id);
    expect(await due(at)).toContain(id);
    const takes = await Promise.all([take(id, at, 2), take(id, at, 2), take(id, at, 2)]);
    const more = await take(id, at);
    expect([...takes.flat(), ...more].map(each => each.id).sort()).toEqual(ids.toSorted());
    for (const each of takes.flat()) expect(each).toMatchObject({ attempts: 1, dueAt: at + MINUTE });
    expect(await take(id, at + MINUTE - 1)).toEqual([]);
    expect(await due(at + MINUTE - 1)).not.toContain(id);
    const again = await take(id, at + MINUTE);
    expect(again.map(each => [each.id, each.attempts])).toEqual(ids.map(each => [each, 2]));
  });

  test('D2 only who holds it says how it went', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    await scene.say(await scene.visitor(), 'Hello');
    const at = scene.tick();
    const [late] = await take(id, at);
    const [holder] = await take(id, at + MINUTE);
    await store().outbox.settle(late!.id, late!.attempts, { isDelivered: true });
    await store().outbox.settle(late!.id, late!.attempts, failed(at, { dueAt: null }));
    expect(await rowsOf(id)).toEqual([holder]);
    await store().outbox.settle(holder!.id, holder!.attempts, { isDelivered: true });
    await store().outbox.settle(holder!.id, holder!.attempts, { isDelivered: true });
    expect(await rowsOf(id)).toEqual([]);
    expect(await due(at + HOUR)).not.toContain(id);
  });

  test('D3 a failure is due again at its time; in trouble the whole target rests', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
    const at = scene.tick();
    const [one, two] = await take(id, at, 2);
    await store().outbox.settle(one!.id, 1, failed(at));
    expect((await rowsOf(id))[0]).toMatchObject({ problem: '500', dueAt: at + MINUTE, isDead: false });
    expect(await due(at)).toContain(id);
    const target = async () => (await store().outbox.failingTargets()).find(each => each.id === id);
    expect(await target()).toBe(undefined);

    await store().outbox.settle(two!.id, 1, failed(at, { pausedUntil: at + HOUR }));
    expect(await target()).toEqual({ kind: 'webhook', id, failures: 1, failingSince: at, pausedUntil: at + HOUR });
    expect(await due(at + HOUR - 1)).not.toContain(id);
    expect(await due(at + HOUR)).toContain(id);
    const [again, other] = await take(id, at + HOUR);
    await store().outbox.settle(again!.id, again!.attempts, failed(at + HOUR, { pausedUntil: at + 3 * HOUR }));
    // Was under way at the same time: one failure, not two.
    await store().outbox.settle(other!.id, other!.attempts, failed(at + HOUR, { pausedUntil: at + 2 * HOUR }));
    expect(await target()).toEqual({ kind: 'webhook', id, failures: 2, failingSince: at, pausedUntil: at + 3 * HOUR });

    const [last] = await take(id, at + 3 * HOUR);
    await store().outbox.settle(last!.id, last!.attempts, { isDelivered: true });
    expect(await target()).toBe(undefined);
  });

  test('D3 those that are given up with another are said', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
    const at = scene.tick();
    const rows = await rowsOf(id);
    const [one, two] = await take(id, at, 2);
    expect(await store().outbox.settle(one!.id, 1, failed(at, { pausedUntil: at + HOUR }))).toEqual([]);
    const outcome = failed(at + 2 * MINUTE, { dueAt: null, pausedUntil: at + HOUR, giveUpBefore: at + 1 });
    // The first is due again by then, and the second is under way.
    const given = await store().outbox.settle(two!.id, 1, outcome);
    const [first, , third] = rows;
    expect(given.map(each => each.id).sort()).toEqual([first!.id, third!.id].sort());
    expect(given.every(each => each.isDead && each.problem === '500')).toBe(true);
  });

  test('D3 a dead letter is kept, can be sent again or removed', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three']) await scene.say(ann, text);
    const at = scene.tick();
    const [one] = await take(id, at, 1);
    const [two] = await take(id, at, 1);
    await store().outbox.settle(one!.id, 1, failed(at, { dueAt: null, pausedUntil: at + HOUR }));
    const dead = (await rowsOf(id))[0]!;
    expect(dead).toMatchObject({ id: one!.id, isDead: true, problem: '500', attempts: 1 });
    expect((await take(id, at + HOUR)).map(each => each.id)).not.toContain(one!.id);

    const retried = await store().outbox.retry(one!.id, at + 2);
    expect(retried).toEqual({ ...dead, isDead: false, attempts: 0, dueAt: at + 2, since: at + 2, problem: '' });
    expect(await due(at + 2)).toContain(id);
    expect((await take(id, at + 2)).map(each => each.id)).toEqual([one!.id]);
    expect(await store().outbox.retry('none', at)).toBe(null);
    expect(await store().outbox.delete(two!.id)).toBe(true);
    expect(await store().outbox.delete(two!.id)).toBe(false);
  });

  test('D3 a target that never came back takes what is too old with it, and nothing else', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    for (const text of ['One', 'Two', 'Three', 'Four']) await scene.say(ann, text);
    const rows = await rowsOf(id);
    const at = scene.tick();
    const [tried] = await take(id, at, 1);
    await store().outbox.settle(tried!.id, 1, failed(at, { dueAt: null, giveUpBefore: rows[2]!.since }));
    expect((await rowsOf(id)).map(each => each.isDead)).toEqual([true, true, false, false]);
  });

  test('D3 dead letters come in pages, newest first, and are forgotten after a month', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    for (let index = 0; index < 5; index++) await scene.say(ann, `Word ${index}`);
    const rows = await rowsOf(id);
    for (const { id: each } of await take(id, scene.tick())) {
      await store().outbox.settle(each, 1, failed(NOON, { dueAt: null }));
    }
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await store().outbox.page({ isDead: true, limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.items.filter(each => each.target === id).map(each => each.id));
      cursor = page.cursor;
    } while (cursor);
    expect(seen).toEqual(rows.map(each => each.id).reverse());

    const before = rows[2]!.createdAt;
    await store().privacy.expire({ siteId: scene.site.id, kind: 'deliveries', before, limit: 100 });
    expect((await rowsOf(id)).map(each => each.id)).toEqual(rows.slice(2).map(each => each.id));
  });
}

/** D2: who of any kind is sent to. */
export function targetKindRules(open: OpenStore): void {
  test('D2 targets of several kinds may have one id, and only webhooks are disabled', async () => {
    const store = await open();
    onTestFinished(() => store.close());
    const { hooked, rowsOf, take, failed } = setOutbox(() => store);
    const { site, ...scene } = await setScene(store);
    const { id } = await hooked(site.id, { events: ['entry.added'] });
    const ann = await scene.visitor();
    await scene.say(ann, 'One');
    const [one] = await rowsOf(id);
    const mailbox = newId('mailbox');
    await store.outbox.put(
      [id, mailbox].map(target => newDelivery({ kind: 'mail', target, createdAt: one!.createdAt })),
    );
    const at = scene.tick();
    const due = async (when = at) => (await store.outbox.dueTargets(when)).map(each => `${each.kind} ${each.id}`);
    const mails = [`mail ${mailbox}`, `mail ${id}`];
    expect(await due(NOON)).toEqual([]);
    expect(await due()).toEqual([...mails, `webhook ${id}`]);
    const [taken, ...others] = await take(id, at);
    expect(others).toEqual([]);
    expect(await due()).toEqual(mails);
    await store.outbox.settle(taken!.id, 1, failed(at, { dueAt: at, pausedUntil: at + 1 }));
    expect(await due()).toEqual(mails);
    await store.outbox.retry(taken!.id, at);
    expect(await due()).toHaveLength(3);
    await store.webhooks.update(id, { isDisabled: true });
    expect(await due()).toEqual(mails);
    await store.webhooks.delete(id);
    expect(await due()).toEqual(mails);
  });
}
