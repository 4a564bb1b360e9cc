import { expect, test } from 'vitest';
import type { WebhookMessage } from '../../../protocol/webhooks.ts';
import { DEAD_KEPT_MS } from '../../../server/features/webhooks/rules.ts';
import type { WebhookRecord } from '../../../server/features/webhooks/store.ts';
import type { DeliveryRecord } from '../../../server/outbox/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { MINUTE, NOON, newAgent, newWebhook, setScene } from '../scene.ts';

const HOUR = 60 * MINUTE;

/** D1..D3: what others are to be told of is written with its cause, and kept until somebody took it. */
export function deliveryRules(store: () => Store): void {
  async function hooked(siteId: string, change: Partial<WebhookRecord> = {}): Promise<WebhookRecord> {
    const webhook = newWebhook(siteId, change);
    await store().webhooks.create(webhook);
    return webhook;
  }

  /** Everything that waits for a target or was given up, oldest first. */
  async function rowsOf(target: string): Promise<DeliveryRecord[]> {
    const pages = await Promise.all([false, true].map(isDead => store().outbox.page({ isDead, limit: 1000 })));
    return pages
      .flatMap(page => page.items)
      .filter(each => each.target === target)
      .sort((a, b) => a.createdAt - b.createdAt || a.event.localeCompare(b.event));
  }
  const eventsOf = (rows: DeliveryRecord[]) => rows.map(each => each.event);
  const messageOf = (row: DeliveryRecord) => JSON.parse(row.payload) as WebhookMessage;
  const take = (target: string, at: number, limit = 10) =>
    store().outbox.take({ target: { kind: 'webhook', id: target }, at, leaseUntil: at + MINUTE, limit });
  const due = async (at: number) => (await store().outbox.dueTargets(at)).map(each => each.id);
  const failed = (
    at: number,
    change: Partial<{ dueAt: number | null; pausedUntil: number; giveUpBefore: number }> = {},
  ) => ({
    isDelivered: false as const,
    at,
    problem: '500',
    dueAt: at + MINUTE,
    pausedUntil: null,
    giveUpBefore: null,
    ...change,
  });

  test('D1 each write leaves what its webhooks are told, with the entry and what it changed', async () => {
    const scene = await setScene(store());
    const carl = newAgent();
    const { id } = await hooked(scene.site.id);
    const ann = await scene.visitor({ name: 'Ann' });
    const first = await scene.say(ann, 'Hello');
    await scene.say(ann, 'Anybody there?');
    const answer = await scene.reply(first.conversation.id, 'Here');
    await scene.assign(first.conversation.id, carl);
    const closed = await scene.close(first.conversation.id);
    const asked = await scene.ask(ann);
    const missed = await scene.change(asked.callback!.id, { attempt: { outcome: 'no_answer', note: 'Rang twice' } });
    const rows = await rowsOf(id);
    expect(eventsOf(rows)).toEqual([
      ...['conversation.changed', 'entry.added'],
      'entry.added',
      ...['conversation.changed', 'entry.added'],
      ...['conversation.changed', 'entry.added'],
      ...['conversation.changed', 'entry.added'],
      ...['callback.changed', 'conversation.changed', 'entry.added'],
      ...['callback.changed', 'entry.added'],
    ]);
    expect(rows[0]).toMatchObject({
      kind: 'webhook',
      target: id,
      siteId: scene.site.id,
      conversationId: first.conversation.id,
      attempts: 0,
      dueAt: first.entry.createdAt,
      createdAt: first.entry.createdAt,
      isDead: false,
      problem: '',
    });
    expect(messageOf(rows[1]!)).toMatchObject({
      type: 'entry.added',
      timestamp: new Date(first.entry.createdAt).toISOString(),
      data: {
        siteId: scene.site.id,
        entry: first.entry,
        conversation: { id: first.conversation.id, contact: { name: 'Ann' } },
      },
    });
    expect(messageOf(rows[3]!).data.entry).toEqual(answer.entry);
    expect(messageOf(rows[7]!).data).toMatchObject({ entry: closed!.entry, conversation: { status: 'closed' } });
    expect(messageOf(rows[9]!).data.callback).toEqual(asked.callback);
    expect(messageOf(rows.at(-2)!).data.callback).toEqual(missed.callback);
    for (const each of [first, answer, closed, asked, missed]) expect(each?.leaves).toBe(true);
    expect(new Set(rows.map(each => each.id)).size).toBe(rows.length);
    for (const row of rows) expect(row.id).toMatch(/^msg_[\w-]{27}$/);
  });

  test('D1 a repeat, a refusal and what changes nothing leave nothing', async () => {
    const scene = await setScene(store(), { callbacksPerSlot: 1 });
    const ann = await scene.visitor();
    const sent = scene.submission(ann, { kind: 'message', text: 'Hello' });
    const first = await store().conversations.submit(sent);
    const { conversation } = first;
    const asked = await scene.ask(ann);
    const close = { clientId: 'closes-once', fingerprint: 'closes' };
    const change = { attempt: { outcome: 'no_answer', note: '' }, clientId: 'rings-once' } as const;
    const missed = await scene.change(asked.callback!.id, change);
    for (const each of [first, asked, missed, await scene.close(conversation.id, close)]) {
      expect(each?.leaves).toBe(false);
    }
    const { id } = await hooked(scene.site.id);
    const repeats = [
      await store().conversations.submit(sent),
      await store().conversations.submitted(ann.id, sent.clientId, sent.fingerprint),
      await scene.close(conversation.id, close),
      await store().conversations.answered({ conversationId: conversation.id }, close),
      await scene.change(asked.callback!.id, change),
    ];
    for (const each of repeats) expect(each).toMatchObject({ isRepeat: true, leaves: false });
    await expect(scene.ask(await scene.visitor(), { startAt: asked.callback!.startAt })).rejects.toMatchObject({
      code: 'SLOT_TAKEN',
    });
    expect(await scene.reopen(conversation.id)).toMatchObject({ leaves: true });
    expect(await rowsOf(id)).toHaveLength(2);
    for (const each of await rowsOf(id)) await store().outbox.delete(each.id);
    await scene.reopen(conversation.id);
    const again = { clientId: 'opens-what-is-open', fingerprint: 'opens' };
    expect(await scene.reopen(conversation.id, again)).toMatchObject({ leaves: false });
    await scene.assign(conversation.id, null);
    await store().conversations.markRead(conversation.id, 'agent', 1);
    expect(await rowsOf(id)).toEqual([]);
  });

  test('D1 a webhook hears of its own site, of the events it chose, and of nothing while it is disabled', async () => {
    const [scene, other] = [await setScene(store()), await setScene(store())];
    const chosen = await hooked(scene.site.id, { events: ['conversation.changed'] });
    const foreign = await hooked(other.site.id);
    const off = await hooked(scene.site.id, { isDisabled: true });
    const ann = await scene.visitor();
    await scene.say(ann, 'One');
    await scene.say(ann, 'Two');
    expect(eventsOf(await rowsOf(chosen.id))).toEqual(['conversation.changed']);
    expect(await rowsOf(foreign.id)).toEqual([]);
    expect(await rowsOf(off.id)).toEqual([]);
    expect(await store().webhooks.update(off.id, { isDisabled: false })).toEqual({ ...off, isDisabled: false });
    await scene.say(ann, 'Three');
    expect(eventsOf(await rowsOf(off.id))).toEqual(['entry.added']);
    expect(await store().webhooks.update('none', { isDisabled: true })).toBe(null);
  });

  test('D1 fifty messages at once are told of fifty times', async () => {
    const scene = await setScene(store());
    const { id } = await hooked(scene.site.id, { events: ['entry.added'] });
    const people = await Promise.all(Array.from({ length: 5 }, () => scene.visitor()));
    await Promise.all(Array.from({ length: 50 }, (_, index) => scene.say(people[index % 5]!, `Word ${index}`)));
    const rows = await rowsOf(id);
    const told = rows.map(each => `${each.conversationId} ${messageOf(each).data.entry!.seq}`);
    expect(new Set(told).size).toBe(50);
    expect(rows).toHaveLength(50);
  });

  test('D1 webhooks are kept as they were given, and go with what waits for them', async () => {
    const scene = await setScene(store());
    const webhook = await hooked(scene.site.id);
    await scene.say(await scene.visitor(), 'Hello');
    expect((await store().webhooks.all()).filter(each => each.siteId === scene.site.id)).toEqual([webhook]);
    const secrets = [
      { sealed: 'v1.new', endsAt: null },
      { sealed: 'v1.sealed', endsAt: NOON },
    ];
    expect(await store().webhooks.update(webhook.id, { secrets })).toEqual({ ...webhook, secrets });
    expect(await store().webhooks.delete(webhook.id)).toBe(true);
    expect(await store().webhooks.delete(webhook.id)).toBe(false);
    expect((await store().webhooks.all()).some(each => each.id === webhook.id)).toBe(false);
    expect(await rowsOf(webhook.id)).toEqual([]);
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

    await store().sweep(rows[2]!.createdAt + DEAD_KEPT_MS, 0);
    expect((await rowsOf(id)).map(each => each.id)).toEqual(rows.slice(2).map(each => each.id));
  });
}
