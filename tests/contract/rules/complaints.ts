import { expect, test } from 'vitest';
import type { ComplaintShow } from '../../../protocol/complaints.ts';
import { nextJob, noticeJob } from '../../../server/features/complaints/rules.ts';
import type { ComplaintRecord } from '../../../server/features/complaints/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { DAY, NOON, newDelivery, newId, person, setScene } from '../scene.ts';

const HOUR = DAY / 24;
const BELLA = { id: 'bella', name: 'Bella' };

export function newComplaint(fields: Partial<ComplaintRecord> = {}): ComplaintRecord {
  return {
    ...{ id: newId('complaint'), contactId: newId('contact'), siteId: null, conversationId: null, source: 'hand' },
    about: { kind: 'other', id: null, name: 'Хоцорсон хүргэлт' },
    ...{ severity: 2, asked: 'Wanted noon,\ncame at "four"', assignee: null, until: null, untilAt: null },
    ...{ status: 'open', done: '', closedAt: null, closedBy: null, askedBy: null, askId: null, isRight: null },
    ...{ reopened: 0, externalId: null, sourceKey: 'hand', fingerprint: 'print', byId: null, version: 1 },
    ...{ createdAt: NOON, updatedAt: NOON },
    ...fields,
  };
}

/** CP1, CP3 to CP5: what is done to a complaint is one step with what waits because of it. */
export function complaintRules(store: () => Store): void {
  const jobsOf = async (id: string) =>
    (await store().jobs.ofConversation(id)).map(({ kind, step, dueAt, subjectVersion }) => [
      kind,
      step,
      dueAt,
      subjectVersion,
    ]);
  const agent = () => ({ id: newId('agent'), name: 'Сарнай' });
  const everybody = { siteIds: null };

  test('CP1 one of an external id is opened once for its source', async () => {
    const first = newComplaint({ contactId: await person(store()), externalId: newId('case') });
    expect(await store().complaints.open(first)).toEqual({ complaint: first, outcome: 'added' });
    const again = { ...first, id: newId('complaint') };
    expect(await store().complaints.open(again)).toEqual({ complaint: first, outcome: 'repeated' });
    expect((await store().complaints.open({ ...again, fingerprint: 'other' })).outcome).toBe('other');
    expect((await store().complaints.open({ ...again, sourceKey: 'key 1' })).outcome).toBe('added');
    expect(await store().complaints.known('hand', first.externalId!)).toEqual(first);
    expect(await store().complaints.find(first.id)).toEqual(first);
    expect(await store().complaints.find('none')).toBe(null);
  });

  test('CP3 it waits for somebody with its jobs, which a hand on it takes back', async () => {
    const untilAt = NOON + 2 * DAY;
    const complaint = newComplaint({
      contactId: await person(store()),
      until: { date: '2025-06-03', timeZone: 'UTC' },
      untilAt,
    });
    const { id } = complaint;
    await store().complaints.open(complaint);
    expect(await jobsOf(id)).toEqual([
      ['complaint', 1, NOON + HOUR, 1],
      ['notice', 1, NOON, 1],
    ]);
    const by = agent();
    const taken = await store().complaints.act({ id, act: { kind: 'take', by }, byId: by.id, at: NOON + 1 });
    expect(taken!.after).toMatchObject({ assignee: by, version: 2, byId: by.id, updatedAt: NOON + 1 });
    const other = agent();
    const late = store().complaints.act({ id, act: { kind: 'take', by: other }, byId: other.id, at: NOON + 2 });
    await expect(late).rejects.toMatchObject({ code: 'ALREADY_CLAIMED' });
    // Whoever takes it is told nothing; its day is still to come.
    expect((await jobsOf(id)).filter(([kind]) => kind === 'complaint')).toEqual([['complaint', 1, untilAt, 2]]);
    const act = { kind: 'close', by, done: 'Flowers', ask: null } as const;
    await store().complaints.act({ id, act, byId: by.id, at: NOON + 3 });
    expect(await jobsOf(id)).toEqual([]);
    await store().complaints.act({ id, act: { kind: 'reopen', asked: 'Again' }, byId: null, at: NOON + 4 });
    expect((await jobsOf(id)).map(([kind]) => kind)).toEqual(['notice']);
    expect(await store().complaints.act({ id: 'none', act, byId: null, at: NOON })).toBe(null);
  });

  test('CP3 a step is climbed by one, and only while it is as it was', async () => {
    const complaint = newComplaint({ contactId: await person(store()) });
    const { id } = complaint;
    await store().complaints.open(complaint);
    const due = { kinds: ['complaint'] as const, at: NOON + HOUR, leaseUntil: NOON + 2 * HOUR, limit: 1000 };
    const job = (await store().jobs.take(due)).find(each => each.subject === id)!;
    const order = {
      job,
      notice: noticeJob(complaint, 'untaken', NOON + HOUR),
      next: nextJob(complaint, 1, NOON + HOUR),
    };
    const climbed = await Promise.all([store().complaints.climb(order), store().complaints.climb(order)]);
    expect(climbed.filter(each => each !== null)).toEqual([complaint]);
    expect((await jobsOf(id)).map(([kind, step]) => [kind, step])).toEqual([
      ['complaint', 2],
      ['notice', 1],
      ['notice', 1],
    ]);
    const later = { ...due, at: NOON + DAY, leaseUntil: NOON + 2 * DAY };
    const last = (await store().jobs.take(later)).find(each => each.subject === id)!;
    await store().complaints.act({ id, act: { kind: 'change', to: { severity: 3 } }, byId: null, at: NOON + DAY });
    expect(await store().complaints.climb({ ...order, job: last })).toBe(null);
  });

  test('CP4 the list has the open ones first, what is due first, and what was closed last first', async () => {
    const siteId = newId('site');
    const [me, contactId] = [agent(), await person(store())];
    const made = [
      newComplaint({ contactId, siteId, createdAt: NOON }),
      newComplaint({ contactId, siteId, createdAt: NOON, untilAt: NOON + DAY, assignee: me }),
      newComplaint({ contactId, siteId, createdAt: NOON, untilAt: NOON - DAY }),
      newComplaint({ contactId, siteId, status: 'closed', closedAt: NOON - 5, assignee: me }),
      newComplaint({ contactId, siteId, status: 'closed', closedAt: NOON }),
      newComplaint({ contactId, siteId, createdAt: NOON + 1 }),
    ];
    for (const each of made) await store().complaints.open(each);
    const ids = made.map(each => each.id);
    async function shown(show: ComplaintShow, limit = 100) {
      const found: number[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await store().complaints.list({ siteIds: [siteId], agentId: me.id, show, cursor, limit });
        found.push(...page.items.map(each => ids.indexOf(each.id)).filter(each => each >= 0));
        if (page.cursor === null) return found;
        cursor = page.cursor;
      }
    }
    expect(await shown('all')).toEqual([2, 1, 0, 5, 4, 3]);
    expect(await shown('all', 1)).toEqual([2, 1, 0, 5, 4, 3]);
    expect(await shown('open')).toEqual([2, 1, 0, 5]);
    expect(await shown('mine')).toEqual([1]);
    expect(await shown('closed', 1)).toEqual([4, 3]);
    const nothing = { siteIds: [newId('site')], agentId: me.id };
    const ofNone = await store().complaints.counts({ ...nothing, at: NOON });
    const all = await store().complaints.counts({ siteIds: [siteId], agentId: me.id, at: NOON });
    expect({ open: all.open - ofNone.open, mine: all.mine, late: all.late - ofNone.late }).toEqual({
      open: 4,
      mine: 1,
      late: 1,
    });
    const bad = store().complaints.list({ ...nothing, show: 'all', cursor: 'x', limit: 1 });
    await expect(bad).rejects.toMatchObject({ code: 'BAD_REQUEST' });
  });

  test('CP5 what asks the person leaves with the closing, and an old answer counts no more', async () => {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'It came late');
    const complaint = newComplaint({ conversationId: conversation.id, contactId: ann.contactId });
    const { id } = complaint;
    await store().complaints.open(complaint);
    const close = { kind: 'close', by: BELLA, done: 'Flowers' } as const;
    const words = { conversationId: conversation.id, text: 'Was it put right?' };
    const closed = await store().complaints.act({
      ...{ id, act: { ...close, ask: { id: 'one', by: 'chat' } }, byId: BELLA.id, at: NOON + HOUR, ask: words },
    });
    expect(closed!.written!.entry).toMatchObject({ author: { kind: 'system' }, body: { text: words.text } });
    expect(closed!.written!.conversation.waitingSince).toBe(conversation.waitingSince);
    const answer = (askId: string, isRight: boolean, at = NOON + 2 * HOUR) =>
      store().complaints.act({ id, act: { kind: 'answer', askId, isRight }, byId: null, at });
    await expect(answer('two', true)).rejects.toMatchObject({ code: 'RATING_OVER' });
    await expect(answer('one', true, NOON + 31 * DAY)).rejects.toMatchObject({ code: 'RATING_OVER' });
    const wrong = await answer('one', false);
    expect(wrong!.after).toMatchObject({ status: 'open', isRight: false, reopened: 1 });
    expect((await answer('one', false))!.after).toEqual(wrong!.after);
    await expect(answer('one', true)).rejects.toMatchObject({ code: 'RATING_OVER' });
    const letter = newDelivery({ siteId: null, event: 'complaint' });
    const act = { ...close, ask: { id: 'two', by: 'mail' as const } };
    await store().complaints.act({ id, act, byId: BELLA.id, at: NOON + 3 * HOUR, ask: { letter } });
    const { items } = await store().outbox.page({ isDead: false, limit: 1000 });
    expect(items.map(each => each.id)).toContain(letter.id);
    expect((await answer('two', true, NOON + 4 * HOUR))!.after).toMatchObject({ status: 'closed', isRight: true });
    const of = { contactIds: [ann.contactId], ...everybody };
    expect(await store().complaints.openOf(of)).toEqual([]);
    expect(await store().complaints.before(of, null, 5)).toHaveLength(1);
    expect(await store().complaints.before(of, { at: NOON, id }, 5)).toEqual([]);
    expect(await store().complaints.before({ ...of, siteIds: [] }, null, 5)).toHaveLength(1);
  });
}
