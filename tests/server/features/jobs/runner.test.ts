import { expect, test } from 'vitest';
import { createJobRunner, type JobHandler } from '../../../../server/features/jobs/runner.ts';
import { JOB_KINDS, type Job, type JobKind } from '../../../../server/features/jobs/store.ts';
import { buildTestApp } from '../../../helpers/app.ts';

const NOON = Date.UTC(2025, 5, 2, 12);
const MINUTE = 60_000;

/** Jobs and their runner; the clock is `desk.now`. */
async function setDesk(handle: JobHandler) {
  const { context } = await buildTestApp();
  const { store } = context;
  const desk = { now: NOON };
  const handlers = Object.fromEntries(JOB_KINDS.map(kind => [kind, handle])) as Record<JobKind, JobHandler>;
  const runner = createJobRunner({ store, now: () => desk.now, log: context.log }, handlers);
  const put = (subject: string, dueAt = NOON) => {
    const job = { kind: 'ladder_form' as const, siteId: 'site', conversationId: subject, subject, subjectVersion: 1 };
    return store.jobs.change({ cancel: [], put: [{ ...job, step: 1, dueAt }] });
  };
  return { store, runner, put, pass: (ms: number) => (desk.now += ms) };
}

test('JB2 what is due is given to its handler, and what is not stays', async () => {
  const done: string[] = [];
  const { store, runner, put, pass } = await setDesk(async job => {
    done.push(job.subject);
    await store.jobs.drop(job);
  });
  await put('one');
  await put('two', NOON + MINUTE);
  await runner.tick();
  expect(done).toEqual(['one']);
  pass(MINUTE);
  await runner.tick();
  await runner.tick();
  expect(done).toEqual(['one', 'two']);
});

test('JB2 one that fails holds up no other, and is tried again after a minute', async () => {
  const tried: string[] = [];
  const { store, runner, put, pass } = await setDesk(async job => {
    tried.push(job.subject);
    if (job.attempts === 1) throw new Error('the store went away');
    await store.jobs.drop(job);
  });
  await put('one');
  await put('two');
  await runner.tick();
  expect(tried.sort()).toEqual(['one', 'two']);
  await runner.tick();
  expect(tried).toHaveLength(2);
  pass(MINUTE);
  await runner.tick();
  expect(tried.sort()).toEqual(['one', 'one', 'two', 'two']);
  expect(await store.jobs.ofConversation('one')).toEqual([]);
});

test('JB2 many are done in one beat, in batches, and a beat that comes meanwhile leaves them alone', async () => {
  const done = new Map<string, number>();
  let open = (): void => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const { store, runner, put } = await setDesk(async (job: Job) => {
    await gate;
    done.set(job.subject, (done.get(job.subject) ?? 0) + 1);
    await store.jobs.drop(job);
  });
  for (let number = 0; number < 250; number++) await put(`talk-${number}`);
  const first = runner.tick();
  await runner.tick();
  open();
  await first;
  expect(done.size).toBe(250);
  expect([...done.values()].every(times => times === 1)).toBe(true);
});

test('JB2 W10 a server that stops ends what it has in hand, and takes nothing more', async () => {
  const done: string[] = [];
  let open = (): void => {};
  const gate = new Promise<void>(resolve => {
    open = resolve;
  });
  const { store, runner, put } = await setDesk(async job => {
    await gate;
    await store.jobs.drop(job);
    done.push(job.subject);
  });
  // One batch, and one more.
  for (let number = 0; number < 101; number++) await put(`talk-${String(number).padStart(3, '0')}`);
  const ticking = runner.tick();
  let isClosed = false;
  const closing = runner.close().then(() => {
    isClosed = true;
  });
  await store.jobs.ofConversation('talk-000');
  expect(isClosed).toBe(false);
  open();
  await Promise.all([ticking, closing]);
  await runner.tick();
  expect(done).toHaveLength(100);
  expect(await store.jobs.ofConversation('talk-100')).toMatchObject([{ attempts: 0, readyAt: NOON }]);
});
