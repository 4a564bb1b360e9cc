import type { Conversation } from '../../../protocol/conversations.ts';
import type { Core } from '../../core.ts';
import { sharedRead } from '../../store/shared-read.ts';
import type { Staff } from '../agents/staff.ts';
import { dayOf } from '../availability/rules.ts';
import { onLineUntil } from '../callbacks/queue.ts';
import { publishEntry } from '../conversations/news.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { Job, NewJob } from '../jobs/store.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import type { Routing } from '../routing/routing.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { Counts } from '../views/counts.ts';
import { type Act, dueAt, isLetGo, nextAct, type Person, peopleOf, STEP_GAP_MS, waitOf } from './rules.ts';
import type { LateEvent } from './store.ts';

/** When a step is looked at again that can not be due: its ladder is off, or the desk does not open within a year. */
const LATER_MS = 30 * 24 * 3_600_000;

/** What is done when a step of the ladder is due, or may be (SPEC LA1 to LA5). */
export function createLadder(
  core: Core,
  rooms: { staff: Staff; sites: Sites; counts: Counts; queue: QueueKeeper; routing: Routing },
): JobHandler {
  const { store, now, newId } = core;
  const { staff, routing } = rooms;
  const siteOf = createSiteReader(core);

  return async job => {
    const site = await siteOf(job.siteId);
    if (!site) return void (await store.jobs.drop(job));
    const at = now();
    // Asked anew each time: the hours may have moved since the step was written, or the clock.
    const due = site.ladder.isOn ? dueOf(site, job) : null;
    if (due === null || due > at) return void (await store.jobs.move(job, due ?? at + LATER_MS));
    const ringsUntil = await onLine(job);
    if (ringsUntil !== null && ringsUntil > at) return void (await store.jobs.move(job, ringsUntil));
    const people = peopleOf(staff.all(), site.id);
    // Nobody can be told: the agents were not read yet, or there are none. It waits for somebody.
    if (people.length === 0) return void (await store.jobs.move(job, at + STEP_GAP_MS));
    const conversation = await store.conversations.find(job.conversationId);
    if (!conversation) return void (await store.jobs.drop(job));
    await climb(job, { site, people, conversation, at });
  };

  /** While somebody rings, nobody else is told to; who forgets to say what came of it does not keep it for ever. */
  async function onLine({ kind, subject }: Job): Promise<number | null> {
    const callback = kind === 'ladder_callback' ? await store.callbacks.find(subject) : null;
    return callback && onLineUntil(callback);
  }

  async function climb(
    job: Job,
    now: { site: SiteRecord; people: Person[]; conversation: Conversation; at: number },
  ): Promise<void> {
    const { site, people, conversation, at } = now;
    const { assigneeId } = conversation;
    const found = nextAct(assigneeId, people, job.step);
    const isNow = found?.step === job.step;
    const next = found && nextJob(job, site, isNow ? job.step + 1 : found.step, at);
    const event = isNow ? eventOf(job, found.act, assigneeId) : null;
    const count = { id: newId(), siteId: site.id, day: dayOf(site, at), of: waitOf(job), at };
    const written = await store.ladder.climb({
      job,
      event: event && { body: event, count: { ...count, step: event.step } },
      next,
      at,
    });
    if (!written || !event) return;
    if (event.event === 'wait_late' && event.fromId !== null) {
      // To somebody else: whoever had it has had their time.
      routing.movedByHand(conversation.id, event.fromId, null);
    }
    publishEntry({ ...core, ...rooms }, written);
    if (event.step === 'offered') routing.wake();
  }
}

/** When the step of a job is due. */
export function dueOf(site: SiteRecord, job: Pick<Job, 'kind' | 'subjectVersion' | 'step'>): number | null {
  return dueAt(site, { of: waitOf(job), since: job.subjectVersion, step: job.step });
}

/** The step after this one, no sooner than a minute from now. Null: there is none. */
function nextJob(job: Job, site: SiteRecord, step: number, at: number): NewJob | null {
  const { kind, siteId, conversationId, subject, subjectVersion } = job;
  if (step > site.ladder[waitOf(job)].length) return null;
  const due = dueOf(site, { ...job, step }) ?? at + LATER_MS;
  return {
    kind,
    siteId,
    conversationId,
    subject,
    subjectVersion,
    step,
    dueAt: step > job.step ? Math.max(due, at + STEP_GAP_MS) : due,
  };
}

function eventOf(job: Job, act: Act, assigneeId: string | null): LateEvent {
  const of = waitOf(job);
  const told = { step: act.step, to: act.to.map(({ id, name }) => ({ id, name })) };
  if (of === 'callback') {
    const { subject: callbackId, subjectVersion: startAt } = job;
    return { kind: 'event', event: 'callback_late', callbackId, startAt, ...told };
  }
  const fromId = isLetGo(of, act, assigneeId) ? assigneeId : null;
  return { kind: 'event', event: 'wait_late', of, since: job.subjectVersion, fromId, ...told };
}

/** Sites as the store has them, read after the step was taken: it must not follow hours that have just been changed. */
function createSiteReader({ store }: Pick<Core, 'store'>): (id: string) => Promise<SiteRecord | null> {
  const all = sharedRead(() => store.sites.all());
  return async id => (await all()).find(each => each.id === id) ?? null;
}
