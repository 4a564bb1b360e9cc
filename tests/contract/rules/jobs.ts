import { expect, test } from 'vitest';
import { type Job, type JobClaim, jobId, type NewJob } from '../../../server/features/jobs/store.ts';
import type { Store } from '../../../server/store/store.ts';
import { BELLA, MINUTE, NOON, newId, setScene } from '../scene.ts';

const KINDS = ['ladder_form'] as const;

/** JB1, JB2 in the store: there once, handed out once, and gone with what they are of. */
export function jobRules(store: () => Store): void {
  let now = NOON + 1000 * MINUTE;
  function jobOf(conversationId: string, change: Partial<NewJob> = {}): NewJob {
    const siteId = 'site-of-jobs';
    const job = { kind: 'ladder_form' as const, siteId, conversationId, subject: conversationId, subjectVersion: 7 };
    return { ...job, step: 1, dueAt: now, ...change };
  }
  const put = (...jobs: NewJob[]) => store().jobs.change({ cancel: [], put: jobs });
  const take = (at = now, limit = 1000) => store().jobs.take({ kinds: KINDS, at, leaseUntil: at + MINUTE, limit });
  const claimOf = ({ id, attempts, subjectVersion }: Job): JobClaim => ({ id, attempts, subjectVersion });
  /** Long after all that the tests before have left, which goes. */
  async function newRoom(): Promise<string> {
    now += 1000 * MINUTE;
    for (const each of await take()) await store().jobs.drop(claimOf(each));
    return newId('talk');
  }

  test('JB1 a job is there once for its kind, subject and step, as it was written last', async () => {
    const talk = await newRoom();
    await put(jobOf(talk), jobOf(talk, { step: 2, dueAt: now + MINUTE }));
    await put(jobOf(talk, { dueAt: now + 3 * MINUTE, subjectVersion: 8 }));
    const [first, second, ...more] = await store().jobs.ofConversation(talk);
    expect(more).toEqual([]);
    const written = jobOf(talk, { dueAt: now + 3 * MINUTE, subjectVersion: 8 });
    expect(first).toEqual({ ...written, id: jobId(written), readyAt: written.dueAt, attempts: 0 });
    expect(second).toMatchObject({ step: 2, dueAt: now + MINUTE });
  });

  test('JB1 all of a kind and subject are cancelled at once, and what is put beside it stays', async () => {
    const talk = await newRoom();
    const other = jobOf(talk, { kind: 'ladder_callback', subject: newId('callback') });
    await put(jobOf(talk), jobOf(talk, { step: 2 }), other);
    const again = jobOf(talk, { step: 3 });
    await store().jobs.change({ cancel: [jobOf(talk)], put: [again] });
    expect((await store().jobs.ofConversation(talk)).map(each => each.id).sort()).toEqual(
      [jobId(other), jobId(again)].sort(),
    );
    await store().jobs.change({ cancel: [jobOf(talk), other], put: [] });
    expect(await store().jobs.ofConversation(talk)).toEqual([]);
  });

  test('JB2 what is due is handed out once, earliest first, and again when its lease ran out', async () => {
    const talk = await newRoom();
    const jobs = [3, 1, 2].map(step => jobOf(talk, { step, dueAt: now + step }));
    await put(...jobs, jobOf(talk, { step: 4, dueAt: now + 2 * MINUTE }));
    expect(await take(now)).toEqual([]);
    const takes = await Promise.all([take(now + 3), take(now + 3), take(now + 3)]);
    expect(
      takes
        .flat()
        .map(each => each.step)
        .sort(),
    ).toEqual([1, 2, 3]);
    for (const each of takes.flat()) expect(each).toMatchObject({ attempts: 1, readyAt: now + 3 + MINUTE });
    expect(await take(now + 2 + MINUTE)).toEqual([]);
    const again = await take(now + 3 + MINUTE);
    expect(again.map(each => [each.attempts, each.dueAt])).toHaveLength(3);
    expect(again[0]).toMatchObject({ attempts: 2, dueAt: now + again[0]!.step });
  });

  test('JB2 the earliest come first, as many as are wanted, of the kinds that are', async () => {
    const talk = await newRoom();
    await put(...[5, 4, 3, 2, 1].map(step => jobOf(talk, { step, dueAt: now + step })));
    await put(jobOf(talk, { kind: 'ladder_message', dueAt: now }));
    const early = await store().jobs.take({ kinds: KINDS, at: now + 5, leaseUntil: now + MINUTE, limit: 2 });
    expect(early.map(each => [each.kind, each.step])).toEqual([
      ['ladder_form', 1],
      ['ladder_form', 2],
    ]);
    expect((await take(now + 5)).map(each => each.step)).toEqual([3, 4, 5]);
  });

  test('JB2 only who holds it moves or ends it', async () => {
    const talk = await newRoom();
    await put(jobOf(talk), jobOf(talk, { step: 2 }));
    const late = await take();
    const held = await take(now + MINUTE);
    for (const each of late) {
      expect(await store().jobs.move(claimOf(each), now)).toBe(false);
      expect(await store().jobs.drop(claimOf(each))).toBe(false);
    }
    const [one, two] = held;
    expect(await store().jobs.move(claimOf(one!), now + 9 * MINUTE)).toBe(true);
    expect(await store().jobs.drop(claimOf(two!))).toBe(true);
    expect(await store().jobs.drop(claimOf(two!))).toBe(false);
    const [left, ...more] = await store().jobs.ofConversation(talk);
    expect(more).toEqual([]);
    expect(left).toMatchObject({ id: one!.id, dueAt: now + 9 * MINUTE, readyAt: now + 9 * MINUTE });
    expect(await take(now + 8 * MINUTE)).toEqual([]);
    // Written anew while somebody has it: that one has it no more.
    const [taken] = await take(now + 9 * MINUTE);
    await put(jobOf(talk, { step: taken!.step, subjectVersion: 8 }));
    expect(await store().jobs.drop(claimOf(taken!))).toBe(false);
  });

  test('JB3 jobs go with the conversation that they are of', async () => {
    await newRoom();
    const scene = await setScene(store());
    const ann = await scene.visitor();
    const { conversation } = await scene.say(ann, 'Hello');
    const bob = await scene.say(await scene.visitor(), 'Hello');
    const subject = newId('callback');
    await put(jobOf(conversation.id), jobOf(conversation.id, { kind: 'ladder_callback', subject }));
    await put(jobOf(bob.conversation.id));
    const order = { contactId: ann.contactId, id: newId('erasure'), by: BELLA, at: NOON, keysUntil: NOON };
    await store().privacy.erase(order);
    expect(await store().jobs.ofConversation(conversation.id)).toEqual([]);
    expect(await store().jobs.ofConversation(bob.conversation.id)).not.toEqual([]);

    await scene.close(bob.conversation.id);
    await store().privacy.expire({ siteId: scene.site.id, kind: 'conversations', before: now, limit: 100 });
    expect(await store().conversations.find(bob.conversation.id)).toBe(null);
    expect(await store().jobs.ofConversation(bob.conversation.id)).toEqual([]);
  });
}
