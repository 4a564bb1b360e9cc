import { expect, test } from 'vitest';
import type { BookingChange } from '../../../server/features/bookings/store.ts';
import type { ContactWords } from '../../../server/features/contacts/store.ts';
import { REMINDERS } from '../../../server/features/reminders/settings.ts';
import type { Store } from '../../../server/store/store.ts';
import { setOutbox } from '../outbox.ts';
import { BELLA, NOON, newAgent, newId, person, setScene } from '../scene.ts';
import { newDraft, newPlan } from './bookings.ts';

/** D1: what webhooks are told of is written with its cause. */
export function webhookRules(store: () => Store): void {
  const { hooked, rowsOf, eventsOf, messageOf } = setOutbox(store);

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

  test('D7 a webhook of the whole desk hears of every site, and one of a site of nothing else', async () => {
    const [here, there] = [await setScene(store()), await setScene(store())];
    const [desk, site] = [await hooked(null), await hooked(here.site.id)];
    for (const scene of [here, there]) await scene.say(await scene.visitor(), 'Hello');
    const sitesOf = async (id: string) => [...new Set((await rowsOf(id)).map(each => each.siteId))].sort();
    expect(await sitesOf(desk.id)).toEqual([here.site.id, there.site.id].sort());
    expect(await sitesOf(site.id)).toEqual([here.site.id]);
    expect((await store().webhooks.all()).find(each => each.id === desk.id)).toEqual(desk);
    // Others of this suite count what waits.
    await store().webhooks.delete(desk.id);
  });

  test('D8 each change of a booking is told once, to its site and the whole desk, in the step that makes it', async () => {
    const events = ['booking.added', 'booking.moved', 'booking.changed', 'booking.cancelled', 'booking.ended'] as const;
    const scene = await setScene(store());
    const [desk, site] = [
      await hooked(null, { events: [...events] }),
      await hooked(scene.site.id, { events: [...events] }),
    ];
    const other = await hooked((await setScene(store())).site.id, { events: [...events] });
    const contactId = await person(store());
    const [oyuna, tuya] = [newId('employee'), newId('employee')];
    const draft = newDraft(newPlan([oyuna]), { siteId: scene.site.id });
    const made = (await store().bookings.book(draft, { contactId }))!.booking;
    await store().bookings.book(draft, { contactId });
    const change = (version: number, what: BookingChange) =>
      store().bookings.change({
        id: made.id,
        version,
        change: what,
        by: BELLA,
        reminders: REMINDERS.initial,
        at: NOON + version,
      });
    await change(1, { plan: newPlan([tuya]) });
    await change(2, { state: 'confirmed' });
    await change(2, { state: 'arrived' });
    await change(3, { state: 'cancelled', reason: 'Ill' });
    await change(4, { state: 'no_show', plan: newPlan([tuya]) });
    const told = ['booking.added', 'booking.moved', 'booking.changed', 'booking.cancelled', 'booking.ended'];
    for (const { id } of [desk, site]) {
      const rows = await rowsOf(id);
      expect(rows.map(each => each.event).sort()).toEqual([...told].sort());
      expect(rows.every(each => each.siteId === scene.site.id && each.contactId === contactId)).toBe(true);
      const cancelled = rows.find(each => each.event === 'booking.cancelled')!;
      expect(JSON.parse(cancelled.payload).data.booking).toMatchObject({ reason: 'Ill', version: 4 });
    }
    expect(await rowsOf(other.id)).toEqual([]);
    await store().webhooks.delete(desk.id);
  });

  test('D7 what becomes of a person is told in the step that does it', async () => {
    const scene = await setScene(store());
    const desk = await hooked(null, { events: ['contact.added', 'contact.changed', 'contact.merged'] });
    const [ann, bob] = [await scene.visitor(), await scene.visitor()];
    expect(await rowsOf(desk.id)).toEqual([]);
    const say = (contactId: string, words: ContactWords) =>
      store().contacts.update(contactId, { by: 'agent', words }, NOON + 1);
    await say(ann.contactId, { name: 'Ann' });
    await say(bob.contactId, { name: 'Bob' });
    await say(bob.contactId, { email: `${newAgent().id}@shop.example` });
    const [winner, loser] = [
      (await store().contacts.find(ann.contactId))!,
      (await store().contacts.find(bob.contactId))!,
    ];
    await store().contacts.merge({
      ...{ id: `merge-${winner.id}`, winnerId: winner.id, loserId: loser.id, choices: {}, by: BELLA, at: NOON + 2 },
      versions: { winner: winner.version, loser: loser.version },
    });
    const told = (await rowsOf(desk.id)).map(each => [each.event, each.contactId]);
    expect(told.sort()).toEqual(
      [
        ['contact.added', ann.contactId],
        ['contact.added', bob.contactId],
        ['contact.changed', bob.contactId],
        ['contact.merged', bob.contactId],
      ].sort(),
    );
    await store().webhooks.delete(desk.id);
  });
}
