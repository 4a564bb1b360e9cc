import { expect, test } from 'vitest';
import { LADDER_DEFAULTS } from '../../../protocol/ladder.ts';
import { type Job, LADDER_KINDS, type NewJob } from '../../../server/features/jobs/store.ts';
import { isStep } from '../../../server/features/ladder/rules.ts';
import type { LateEvent } from '../../../server/features/ladder/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, DAY, MINUTE, NOON, newId, newSent, setScene } from '../scene.ts';

/** LA1, LA4, LA7 in the store: steps come and go with what they wait for, and are taken once. */
export function ladderRules(store: () => Store): void {
  const steps = async (conversationId: string) => (await store().jobs.ofConversation(conversationId)).filter(isStep);
  const jobsOf = async (conversationId: string) =>
    (await steps(conversationId)).map(each => [each.kind, each.subject, each.step, each.subjectVersion]);
  const hold = (conversationId: string, at: number) =>
    store().spam.hold({ conversationId, author: BELLA, sent: newSent('spam'), at });
  const release = (conversationId: string, at: number) =>
    store().spam.release({ conversationId, author: BELLA, sent: newSent('no spam'), at });

  /** Takes the one job of a conversation; what else is due stays so. */
  async function take(conversationId: string, at = NOON + 30 * DAY): Promise<Job> {
    const taken = await store().jobs.take({ kinds: LADDER_KINDS, at, leaseUntil: at + MINUTE, limit: 10_000 });
    const found = taken.find(each => each.conversationId === conversationId);
    for (const each of taken) if (each !== found) await store().jobs.move(each, each.dueAt);
    if (!found) throw new Error(`wanted a job of ${conversationId}`);
    return found;
  }
  const late = (job: Job, step: LateEvent['step'] = 'reminded', fromId: string | null = null): LateEvent => {
    const told = { step, to: [{ id: BELLA.id, name: BELLA.name }] };
    return job.kind === 'ladder_callback'
      ? { kind: 'event', event: 'callback_late', callbackId: job.subject, startAt: job.subjectVersion, ...told }
      : { kind: 'event', event: 'wait_late', of: 'message', since: job.subjectVersion, fromId, ...told };
  };
  const climb = (job: Job, body = late(job), next: NewJob | null = null) => {
    const of = job.kind === 'ladder_callback' ? ('callback' as const) : ('message' as const);
    const count = { id: newId('step'), siteId: job.siteId, day: '2025-06-02', of, step: body.step, at: NOON };
    return store().ladder.climb({ job, event: { body, count }, next, at: NOON + DAY });
  };

  test('LA1 words begin one ladder, further words begin none, and an answer ends it', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation, entry } = await scene.say(ann, 'Hello');
    const { id } = conversation;
    expect(conversation.wait).toEqual({ kind: 'message', late: null });
    const first = [['ladder_message', id, 1, entry.createdAt]];
    expect(await jobsOf(id)).toEqual(first);
    await scene.say(ann, 'Is anybody there?');
    expect(await jobsOf(id)).toEqual(first);
    await scene.reply(id, 'Only for us', { kind: 'note' });
    await scene.assign(id, { id: 'bella', name: 'Bella' });
    expect(await jobsOf(id)).toEqual(first);
    const answered = await scene.reply(id, 'Yes');
    expect(answered.conversation.wait).toBe(undefined);
    expect(await jobsOf(id)).toEqual([]);
    const again = await scene.say(ann, 'Thanks');
    expect(await jobsOf(id)).toEqual([['ladder_message', id, 1, again.entry.createdAt]]);
    expect(await store().conversations.find(id)).toMatchObject({ wait: { kind: 'message', late: null } });
  });

  test('LA1 a form waits as a form, until its writer comes to the chat', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation, entry } = await scene.fill(ann);
    const { id } = conversation;
    expect(await jobsOf(id)).toEqual([['ladder_form', id, 1, entry.createdAt]]);
    await scene.fill(ann, { message: 'One more thing' });
    expect(await jobsOf(id)).toEqual([['ladder_form', id, 1, entry.createdAt]]);
    const said = await scene.say(ann, 'Hello?');
    expect(said.conversation).toMatchObject({ waitingSince: entry.createdAt, wait: { kind: 'message' } });
    expect(await jobsOf(id)).toEqual([['ladder_message', id, 1, said.entry.createdAt]]);
    // Words of a chat wait no longer because a form follows them.
    await scene.fill(ann);
    expect(await jobsOf(id)).toEqual([['ladder_message', id, 1, said.entry.createdAt]]);
  });

  test('LA1 closing, quarantine and erasure end it; coming out of quarantine begins it anew', async () => {
    const scene = await setScene(store());
    const [ann, bob, cleo] = [await scene.visitor(), await scene.visitor(), await scene.visitor()];
    const closed = (await scene.say(ann, 'Hello')).conversation.id;
    await scene.close(closed);
    expect(await jobsOf(closed)).toEqual([]);

    const held = (await scene.fill(bob)).conversation.id;
    const asked = await scene.ask(bob, { startAt: NOON + DAY });
    expect((await jobsOf(held)).map(each => each[0])).toEqual(['ladder_callback', 'ladder_form']);
    await hold(held, scene.tick());
    expect(await jobsOf(held)).toEqual([]);
    expect(await store().conversations.find(held)).not.toHaveProperty('wait');
    await release(held, scene.tick());
    expect(await jobsOf(held)).toEqual([['ladder_callback', asked.callback!.id, 1, NOON + DAY]]);

    const erased = (await scene.say(cleo, 'Hello')).conversation.id;
    const order = { contactId: cleo.contactId, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON };
    await store().privacy.erase(order);
    expect(await jobsOf(erased)).toEqual([]);
  });

  test('LA1 first words in quarantine wait for nobody before they come out', async () => {
    const scene = await setScene(store());
    const held = { rules: ['links' as const], at: NOON, fromSeq: 1 };
    const { conversation } = await scene.say(await scene.visitor(), 'Buy links', { held });
    const asking = await scene.ask(await scene.visitor(), {}, { held });
    for (const { id } of [conversation, asking.conversation]) expect(await jobsOf(id)).toEqual([]);
    await release(conversation.id, scene.tick());
    await release(asking.conversation.id, scene.tick());
    expect((await jobsOf(conversation.id)).map(each => each[0])).toEqual(['ladder_message']);
    expect((await jobsOf(asking.conversation.id)).map(each => each[0])).toEqual(['ladder_callback']);
  });

  test('LA1 each callback has its ladder, which moves with it and ends when somebody has rung', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const one = await scene.ask(ann, { startAt: NOON + DAY });
    const two = await scene.ask(ann, { startAt: NOON + 2 * DAY });
    const { id } = one.conversation;
    const [first, second] = [one.callback!.id, two.callback!.id];
    const job = (callbackId: string, startAt: number) => ['ladder_callback', callbackId, 1, startAt];
    expect(await jobsOf(id)).toEqual([job(first, NOON + DAY), job(second, NOON + 2 * DAY)]);
    await scene.change(first, { window: { startAt: NOON + 3 * DAY, endAt: NOON + 3 * DAY + MINUTE } });
    expect(await jobsOf(id)).toEqual([job(first, NOON + 3 * DAY), job(second, NOON + 2 * DAY)]);
    await scene.reply(id, 'We ring you');
    expect(await jobsOf(id)).toHaveLength(2);
    const moved = { startAt: NOON + 4 * DAY, endAt: NOON + 4 * DAY + MINUTE };
    await scene.change(first, { attempt: { outcome: 'no_answer', note: '' }, window: moved });
    expect(await jobsOf(id)).toEqual([job(first, NOON + 4 * DAY), job(second, NOON + 2 * DAY)]);
    await scene.change(first, { attempt: { outcome: 'no_answer', note: '' } });
    expect(await jobsOf(id)).toEqual([job(second, NOON + 2 * DAY)]);
    await scene.change(second, { window: null });
    expect(await jobsOf(id)).toEqual([]);
  });

  test('LA1 a repeat changes nothing', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const said = scene.submission(ann, { kind: 'message', text: 'Hello' });
    const { conversation } = await store().conversations.submit(said);
    await scene.reply(conversation.id, 'Hello');
    expect((await store().conversations.submit(said)).isRepeat).toBe(true);
    expect(await jobsOf(conversation.id)).toEqual([]);
  });

  test('LA4 a step is one entry, once, with the next one behind it', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const { id } = conversation;
    const job = await take(id);
    const next = { ...job, step: 2, dueAt: NOON + 31 * DAY };
    const both = await Promise.all([climb(job, late(job), next), climb(job, late(job), next)]);
    const written = both.filter(each => each !== null);
    expect(written).toHaveLength(1);
    expect(written[0]).toMatchObject({
      entry: { seq: 2, author: { kind: 'system' }, body: { event: 'wait_late', step: 'reminded' } },
      conversation: { lastSeq: 2, wait: { kind: 'message', late: 'reminded' } },
    });
    expect(await store().conversations.find(id)).toMatchObject({ lastSeq: 2, wait: { late: 'reminded' } });
    expect(await steps(id)).toMatchObject([{ step: 2, dueAt: NOON + 31 * DAY, attempts: 0 }]);
    const counted = await store().ladder.counts(scene.site.id, '2025-06-01');
    expect(counted).toEqual([{ day: '2025-06-02', of: 'message', step: 'reminded', count: 1 }]);
  });

  test('LA4 a step that is passed over leaves the next one alone, and the last one nothing', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    const job = await take(conversation.id);
    const next = { ...job, step: 3, dueAt: NOON + 29 * DAY };
    expect(await store().ladder.climb({ job, event: null, next, at: NOON })).toBe(null);
    expect(await steps(conversation.id)).toMatchObject([{ step: 3 }]);
    const last = await take(conversation.id, NOON + 40 * DAY);
    expect(await store().ladder.climb({ job: last, event: null, next: null, at: NOON })).toBe(null);
    expect(await steps(conversation.id)).toEqual([]);
    expect(await store().conversations.find(conversation.id)).toMatchObject({ lastSeq: 1 });
  });

  test('LA4 what was answered, moved or cancelled after it was taken has no step any more', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    const job = await take(conversation.id);
    await scene.reply(conversation.id, 'Hello');
    expect(await climb(job)).toBe(null);
    await scene.say(ann, 'One more question');
    expect(await climb(job)).toBe(null);
    expect((await steps(conversation.id)).map(each => each.step)).toEqual([1]);

    const asked = await scene.ask(await scene.visitor(), { startAt: NOON + DAY });
    const ring = await take(asked.conversation.id, NOON + 50 * DAY);
    await scene.change(asked.callback!.id, { window: { startAt: NOON + 2 * DAY, endAt: NOON + 2 * DAY + MINUTE } });
    expect(await climb(ring)).toBe(null);
    expect(await jobsOf(asked.conversation.id)).toEqual([['ladder_callback', asked.callback!.id, 1, NOON + 2 * DAY]]);
    expect(await store().ladder.counts(scene.site.id, '2025-06-01')).toEqual([]);
  });

  test('LA3 what is offered and let go is nobody’s, and a call keeps its agent', async () => {
    const scene = await setScene(store());
    const { conversation } = await scene.say(await scene.visitor(), 'Hello');
    await scene.assign(conversation.id, BELLA);
    const job = await take(conversation.id);
    const written = await climb(job, late(job, 'offered', BELLA.id));
    expect(written!.conversation).toMatchObject({ assigneeId: null, wait: { late: 'offered' } });
    expect(written!.before.assigneeId).toBe(BELLA.id);
    const { items } = await store().views.page({ view: 'unassigned', agentId: 'x', siteId: scene.site.id, limit: 10 });
    expect(items.map(each => each.id)).toEqual([conversation.id]);

    const asked = await scene.ask(await scene.visitor(), { startAt: NOON + DAY });
    await scene.assign(asked.conversation.id, BELLA);
    const ring = await take(asked.conversation.id, NOON + 50 * DAY);
    const offered = await climb(ring, late(ring, 'offered'));
    expect(offered!.conversation).toMatchObject({ assigneeId: BELLA.id });
  });

  test('LA2 where hours, zone or the ladder of a site change, its steps are looked at anew, and no others', async () => {
    const [one, two] = [await setScene(store()), await setScene(store())];
    const [first, second] = [await one.say(await one.visitor(), 'Hello'), await two.say(await two.visitor(), 'Hello')];
    for (const each of [first, second]) {
      const job = await take(each.conversation.id);
      await store().jobs.move(job, NOON + 90 * DAY);
    }
    const readyAt = async (each: typeof first) => (await steps(each.conversation.id))[0]!.readyAt;
    await store().sites.update(one.site.id, { name: 'Another name' });
    expect(await readyAt(first)).toBe(NOON + 90 * DAY);
    for (const change of [{ timeZone: 'Asia/Tokyo' }, { hours: null }, { ladder: LADDER_DEFAULTS }]) {
      await store().sites.update(one.site.id, change);
      expect(await readyAt(first)).toBe(0);
      await store().jobs.move(await take(first.conversation.id, NOON), NOON + 90 * DAY);
    }
    expect(await readyAt(second)).toBe(NOON + 90 * DAY);
    const read = { url: 'https://example.com/a.ics', days: [], readAt: NOON, triedAt: NOON, problem: null };
    await store().sites.update(one.site.id, { holidays: read });
    await store().jobs.move(await take(first.conversation.id, NOON), NOON + 90 * DAY);
    await store().sites.keepHolidays(one.site.id, read);
    expect(await readyAt(first)).toBe(0);
  });

  test('LA7 steps are counted by day and kind, and forgotten when they are too old', async () => {
    const scene = await setScene(store());
    for (const kind of ['say', 'say', 'ask'] as const) {
      const ann = await scene.visitor();
      const { conversation } = await (kind === 'say' ? scene.say(ann, 'Hello') : scene.ask(ann));
      const job = await take(conversation.id, NOON + 60 * DAY);
      await climb(job);
    }
    const { id } = scene.site;
    expect(await store().ladder.counts(id, '2025-06-02')).toEqual([
      { day: '2025-06-02', of: 'callback', step: 'reminded', count: 1 },
      { day: '2025-06-02', of: 'message', step: 'reminded', count: 2 },
    ]);
    expect(await store().ladder.counts(id, '2025-06-03')).toEqual([]);
    await store().ladder.sweep(NOON + 1);
    expect(await store().ladder.counts(id, '2025-06-01')).toEqual([]);
  });
}
