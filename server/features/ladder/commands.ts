/** What is asked of the ladder: what waits in a conversation, and how often somebody waited too long. */
import { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import type { LateCount, Waiting } from '../../../protocol/ladder.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee } from '../../sight.ts';
import { dayOf, isOpen, nextOpening } from '../availability/rules.ts';
import type { Job } from '../jobs/store.ts';
import type { SettingsPart } from '../settings/settings.ts';
import type { SiteRecord } from '../sites/store.ts';
import { dueOf } from './climb.ts';
import { hoursOf, isStep, nextAct, peopleOf, waitOf } from './rules.ts';

const SHOWN_DAYS = 30;
const DAY_MS = 24 * 3_600_000;

/**
 * What waits in a conversation, by when, with the next step (SPEC LA5).
 * @throws AppError CONVERSATION_UNKNOWN
 */
export async function waitingOf(
  context: Context,
  agent: Pick<Agent, 'role' | 'siteIds'>,
  conversationId: string,
): Promise<Waiting[]> {
  const { store, sites, staff } = context;
  const [conversation, jobs] = await Promise.all([
    store.conversations.find(conversationId),
    store.jobs.ofConversation(conversationId),
  ]);
  const site = conversation && (await sites.byId(conversation.siteId));
  if (!site || !maySee(agent, site.id)) throw new AppError('CONVERSATION_UNKNOWN');
  const people = peopleOf(staff.all(), site.id);
  const steps = jobs.filter(isStep);
  return steps.map(job =>
    waiting(job, { site, now: context.now(), next: nextAct(conversation.assigneeId, people, job.step) }),
  );
}

function waiting(
  job: Job,
  { site, now, next }: { site: SiteRecord; now: number; next: ReturnType<typeof nextAct> },
): Waiting {
  const of = waitOf(job);
  const hours = hoursOf(site, of);
  const due = next && site.ladder.isOn ? dueOf(site, { ...job, step: next.step }) : null;
  return {
    of,
    callbackId: of === 'callback' ? job.subject : null,
    since: job.subjectVersion,
    // One that was put off, as while somebody rings, is due no sooner than it says.
    next:
      next && due !== null ? { step: next.act.step, at: Math.max(due, now, isPutOff(job, due) ? job.dueAt : 0) } : null,
    sleepsUntil: isOpen(hours, now) ? null : nextOpening(hours, now),
  };
}

/** Whether a step waits longer than its hours say. One that is about to be looked at anew does not. */
function isPutOff({ dueAt, readyAt }: Job, due: number): boolean {
  return readyAt === dueAt && dueAt > due;
}

/** That what waited before there was a ladder has one. */
const TAKEN_UP: SettingsPart<boolean> = { name: 'ladder taken up', schema: z.boolean(), initial: false };
/** Taken up in one step of the store. */
const BATCH = 200;

/**
 * Gives what waited before there was a ladder its first step, once for each database; what is not done when a server dies is
 * done by the next start (SPEC LA1). Two servers at once do no harm.
 */
export async function takeUpWaiting({ store, settings, now }: Context): Promise<void> {
  if (await settings.read(TAKEN_UP)) return;
  while ((await store.ladder.takeUpWords({ at: now(), limit: BATCH })) === BATCH);
  for (let after: string | null = ''; after !== null; ) {
    after = await store.ladder.takeUpCalls({ after, at: now(), limit: BATCH });
  }
  await settings.write(TAKEN_UP, true);
}

/** The steps of thirty days. */
export function figuresOf({ store, now }: Pick<Context, 'store' | 'now'>, site: SiteRecord): Promise<LateCount[]> {
  return store.ladder.counts(site.id, dayOf(site, now() - (SHOWN_DAYS - 1) * DAY_MS));
}
