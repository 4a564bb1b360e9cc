import { expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, MINUTE, newSent, setScene } from '../scene.ts';

const SYSTEM = { kind: 'system' } as const;

/** SN1, SN2: what is put aside, and how it comes back. */
export function snoozeRules(store: () => Store): void {
  async function talk() {
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Roses on Friday?');
    const { id } = conversation;
    const until = scene.tick() + 60 * MINUTE;
    const snooze = (to: number | null = until, sent = newSent(`snooze ${to}`)) =>
      store().snoozes.snooze({ conversationId: id, until: to, author: BELLA, sent, at: scene.tick() });
    const listed = async (view: 'all' | 'unassigned' | 'closed' | 'snoozed') =>
      (await store().views.page({ view, agentId: '', siteId: scene.site.id, limit: 9 })).items.map(each => each.id);
    const jobs = () => store().jobs.ofConversation(id);
    const take = async (at = until) => {
      const taken = await store().jobs.take({ kinds: ['snooze'], at, leaseUntil: at + MINUTE, limit: 1000 });
      return taken.find(each => each.subject === id);
    };
    const wakeDue = (job: NonNullable<Awaited<ReturnType<typeof take>>>) =>
      store().snoozes.wakeDue({ conversationId: id, author: SYSTEM, job, at: until });
    return { scene, ann, id, until, snooze, listed, jobs, take, wakeDue };
  }
  const find = async (id: string) => (await store().conversations.find(id))!;

  test('SN1 what is snoozed leaves the open ones and stands in its own list, and nobody waits in it', async () => {
    const { id, until, scene, snooze, listed } = await talk();
    const sent = newSent('snooze');
    const written = await snooze(until, sent);
    expect(written.entry.body).toEqual({ kind: 'event', event: 'snoozed', until });
    expect(written.conversation).toMatchObject({ status: 'snoozed', snoozed: { until }, waitingSince: null });
    expect(await find(id)).toEqual(written.conversation);
    expect([await listed('all'), await listed('unassigned'), await listed('closed')]).toEqual([[], [], []]);
    expect(await listed('snoozed')).toEqual([id]);
    const counted = await store().views.count('', [scene.site.id]);
    expect(counted).toMatchObject({ all: 0, unassigned: 0, snoozed: 1 });
    expect(await snooze(until, sent)).toMatchObject({ isRepeat: true, entry: written.entry });
    expect((await snooze(until)).entry.body).toEqual({ kind: 'event', event: 'unchanged' });
  });

  test('SN2 JB1 its time takes it back once, to wait from then on, and its job is gone', async () => {
    const { id, until, snooze, listed, jobs, take, wakeDue } = await talk();
    await snooze();
    expect(await jobs()).toMatchObject([{ kind: 'snooze', subject: id, dueAt: until, subjectVersion: until }]);
    expect(await take(until - 1)).toBe(undefined);
    const job = (await take())!;
    const copies = await Promise.all([1, 2, 3].map(() => wakeDue(job)));
    const [written, ...more] = copies.filter(each => each !== null);
    expect(more).toEqual([]);
    expect(written!.entry).toMatchObject({ author: SYSTEM, body: { kind: 'event', event: 'woken' } });
    expect(written!.conversation).toMatchObject({ status: 'open', waitingSince: until });
    expect(written!.conversation).not.toHaveProperty('snoozed');
    expect(await listed('all')).toEqual([id]);
    expect((await jobs()).filter(each => each.kind === 'snooze')).toEqual([]);
    expect(await take(until + 5 * MINUTE)).toBe(undefined);
  });

  test('SN2 a snooze that was moved is ended by its new time alone', async () => {
    const { id, until, snooze, take, wakeDue } = await talk();
    await snooze();
    const job = (await take())!;
    await snooze(until + MINUTE);
    expect(await wakeDue(job)).toBe(null);
    expect((await find(id)).snoozed).toEqual({ until: until + MINUTE });
    expect((await wakeDue((await take(until + MINUTE))!))!.conversation.status).toBe('open');
  });

  test('SN1 SN2 a person who writes, an answer, a close and a hand take it back, and the job goes with it', async () => {
    const ways = ['visitor', 'agent', 'closed', 'wake'] as const;
    for (const way of ways) {
      const { scene, ann, id, until, snooze, jobs, take, wakeDue } = await talk();
      await snooze();
      const job = (await take())!;
      if (way === 'visitor') await scene.say(ann, 'Never mind');
      if (way === 'agent') await scene.reply(id, 'Yes');
      const move = { conversationId: id, author: BELLA, at: scene.tick() };
      if (way === 'closed') await store().conversations.setStatus({ ...move, status: 'closed' });
      if (way === 'wake') await store().snoozes.wake({ ...move, sent: newSent('wake') });
      const after = await find(id);
      expect([way, after.status]).toEqual([way, way === 'closed' ? 'closed' : 'open']);
      expect([way, after.snoozed]).toEqual([way, undefined]);
      expect([way, (await jobs()).filter(each => each.kind === 'snooze')]).toEqual([way, []]);
      expect([way, await wakeDue(job)]).toEqual([way, null]);
      expect([way, (await find(id)).lastSeq]).toEqual([way, after.lastSeq]);
      expect(until).toBeGreaterThan(0);
    }
  });

  test('SN1 until the person writes there is no job, and what is closed can not be put aside', async () => {
    const { scene, ann, id, snooze, jobs } = await talk();
    expect((await snooze(null)).conversation).toMatchObject({ status: 'snoozed', snoozed: { until: null } });
    expect((await jobs()).filter(each => each.kind === 'snooze')).toEqual([]);
    await store().conversations.markRead(id, 'agent', 1);
    expect(await find(id)).toMatchObject({ status: 'snoozed', agentReadSeq: 1 });
    expect((await scene.say(ann, 'Hello again')).conversation).toMatchObject({ status: 'open' });
    await store().conversations.setStatus({ conversationId: id, status: 'closed', author: BELLA, at: scene.tick() });
    expect((await snooze(null)).entry.body).toEqual({ kind: 'event', event: 'unchanged' });
  });
}
