/**
 * The rules of the ladder: when a step is due, who is told by it, and what a write does to the steps that wait. Pure, with
 * the clock passed in (SPEC LA1 to LA5).
 */
import type { Agent, AgentPresence } from '../../../protocol/agents.ts';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { LadderStep, WaitKind } from '../../../protocol/ladder.ts';
import { maySee } from '../../sight.ts';
import { mayBeGiven } from '../agents/rules.ts';
import { afterOpenTime, nextOpening, type Schedule, scheduleOf } from '../availability/rules.ts';
import type { Job, JobChanges, LADDER_KINDS, NewJob } from '../jobs/store.ts';
import type { SiteRecord } from '../sites/store.ts';

const MINUTE_MS = 60_000;
/** Between two steps that are due at once, after a night without a server, say: whoever was told first has a chance. */
export const STEP_GAP_MS = MINUTE_MS;

export const STEPS = 3;

/** The job of each wait, and back. */
export const KIND_OF = { message: 'ladder_message', form: 'ladder_form', callback: 'ladder_callback' } as const;
const WAIT_OF: Record<(typeof LADDER_KINDS)[number], WaitKind> = {
  ladder_message: 'message',
  ladder_form: 'form',
  ladder_callback: 'callback',
};
/** Whether a job is a step of the ladder. */
export function isStep<Kind extends Pick<Job, 'kind'>>(job: Kind): job is Kind & { kind: keyof typeof WAIT_OF } {
  return job.kind in WAIT_OF;
}

/** @throws Error for a job of another kind */
export function waitOf(job: Pick<Job, 'kind'>): WaitKind {
  if (!isStep(job)) throw new Error(`a job of the kind ${job.kind} is no step of the ladder`);
  return WAIT_OF[job.kind];
}

type Hours = Pick<SiteRecord, 'hours' | 'callHours' | 'days' | 'holidays' | 'timeZone' | 'ladder'>;

/** The hours that count: of calls for whoever waits to be rung, and else of the desk. */
export function hoursOf(site: Hours, of: WaitKind): Schedule {
  return scheduleOf(site, of === 'callback' ? 'calls' : 'chat');
}

/**
 * When a step is due. Of words, only time counts in which the desk is open; a callback's step that falls into closed hours
 * waits for the next opening (SPEC LA2).
 * @param since when the words came, or the time for which a callback was promised
 * @param step 1 to 3
 * @returns null: within a year it opens no more
 */
export function dueAt(site: Hours, { of, since, step }: { of: WaitKind; since: number; step: number }): number | null {
  const afterMs = site.ladder[of][step - 1]! * MINUTE_MS;
  const hours = hoursOf(site, of);
  return of === 'callback' ? nextOpening(hours, since + afterMs) : afterOpenTime(hours, since, afterMs);
}

/** Somebody who could answer: enabled, no reader, and sees the site. */
export interface Person extends Pick<Agent, 'id' | 'name' | 'role'> {
  isHere: boolean;
}

/** Who could answer on a site: enabled, no reader, and sees it. */
export function peopleOf(all: readonly AgentPresence[], siteId: string): Person[] {
  const people = all.filter(each => mayBeGiven(each) && maySee(each, siteId));
  // Whoever finishes up takes nothing that is offered.
  return people.map(({ id, name, role, isHere, pause }) => ({
    id,
    name,
    role,
    isHere: isHere && !pause,
  }));
}

/** What a step does. */
export interface Act {
  step: LadderStep;
  to: Person[];
}

/**
 * Whom each of the three steps tells (SPEC LA3). Null: it is passed over, because it would tell nobody, or the same people
 * once more. One who is alone is told once: all steps lead to them.
 */
export function actsOf(assigneeId: string | null, people: readonly Person[]): [Act | null, Act | null, Act | null] {
  const all = [...people];
  if (all.length <= 1) return [{ step: 'reminded', to: all }, null, null];
  const owners = all.filter(each => each.role === 'owner');
  const assignee = all.find(each => each.id === assigneeId);
  const others = all.filter(each => each !== assignee);
  const offered: Act = { step: 'offered', to: others };
  const isAgain = assignee === undefined && owners.length === all.length;
  const last: Act | null = owners.length > 0 && !isAgain ? { step: 'owner', to: owners } : null;
  return assignee ? [{ step: 'reminded', to: [assignee] }, offered, last] : [offered, null, last];
}

/** The next step from one on that tells somebody; null: there is none. */
export function nextAct(
  assigneeId: string | null,
  people: readonly Person[],
  from: number,
): { step: number; act: Act } | null {
  const acts = actsOf(assigneeId, people);
  for (let step = from; step <= STEPS; step++) {
    const act = acts[step - 1];
    if (act) return { step, act };
  }
  return null;
}

/**
 * Whether a conversation is taken from who has it when it is offered: somebody else is here who can take it. A callback is
 * not: whoever was reminded of it may be dialling.
 */
export function isLetGo(of: WaitKind, act: Act, assigneeId: string | null): boolean {
  return of !== 'callback' && act.step === 'offered' && assigneeId !== null && act.to.some(each => each.isHere);
}

const NOTHING: JobChanges = { cancel: [], put: [] };

/**
 * What a write does to the steps that wait (SPEC LA1): those of words begin and end with the wait, those of a callback with
 * the callback, each at its first step, which is due when somebody has looked at the hours.
 * @param before the conversation before the entry
 */
export function ladderChanges(
  before: Conversation,
  { entry, conversation, callback }: { entry: Entry; conversation: Conversation; callback?: Callback | undefined },
): JobChanges {
  if (before.wait?.kind === conversation.wait?.kind && before.status === conversation.status && !callback) {
    return NOTHING;
  }
  const changes: { cancel: JobChanges['cancel'][number][]; put: NewJob[] } = { cancel: [], put: [] };
  const { id, siteId, wait } = conversation;
  const ofWords = { conversationId: id, subject: id };
  if (before.wait?.kind !== wait?.kind) {
    if (before.wait) changes.cancel.push({ kind: KIND_OF[before.wait.kind], ...ofWords });
    if (wait) {
      const at = entry.createdAt;
      changes.put.push({ kind: KIND_OF[wait.kind], siteId, ...ofWords, subjectVersion: at, step: 1, dueAt: at });
    }
  }
  if (conversation.status === 'held' && before.status !== 'held' && before.lastSeq > 0) {
    changes.cancel.push({ kind: 'ladder_callback', conversationId: id });
  }
  if (callback) {
    const { cancel, put } = callbackChanges(callback, entry);
    changes.cancel.push(...cancel);
    changes.put.push(...put);
  }
  return changes;
}

/** The first step of a callback that waits, or none. @param entry that made or changed it */
export function callbackChanges(
  { id, siteId, conversationId, startAt, status }: Callback,
  { body, createdAt }: Pick<Entry, 'body' | 'createdAt'>,
): JobChanges {
  // Whoever rings has not said yet what came of it, and may forget to.
  if (body.kind === 'event' && body.event === 'callback_ringing') return NOTHING;
  const subject = { kind: 'ladder_callback', conversationId, subject: id } as const;
  // Somebody rang, and said no time for the next try.
  const isTried = body.kind === 'event' && body.event === 'callback_no_answer' && body.startAt === undefined;
  const first = firstOfCall({ id, siteId, conversationId, startAt }, createdAt);
  return { cancel: [subject], put: status === 'pending' && !isTried ? [first] : [] };
}

/** For what somebody waits of whom that was not written down; null: for a call, which has a ladder of its own. */
export function unsaidWait({ status, waitingSince, wait, preview }: Conversation): Conversation['wait'] | null {
  if (status !== 'open' || waitingSince === null || wait || preview.kind === 'callback') return null;
  return { kind: preview.kind === 'form' ? 'form' : 'message', late: null };
}

/** The first step of words that wait already. @param at when somebody looks at the hours */
export function firstOfWords({ id, siteId, wait, waitingSince }: Conversation, at: number): NewJob {
  const subject = { kind: KIND_OF[wait!.kind], siteId, conversationId: id, subject: id };
  return { ...subject, subjectVersion: waitingSince!, step: 1, dueAt: at };
}

/** Whether somebody waits for a call at a time that was promised after the last try. */
export function isPromised({ status, startAt, attempts }: Callback): boolean {
  return status === 'pending' && (attempts.at(-1)?.at ?? 0) < startAt;
}

/** The first step of a call that is to be made. */
export function firstOfCall(
  { id, siteId, conversationId, startAt }: Pick<Callback, 'id' | 'siteId' | 'conversationId' | 'startAt'>,
  at: number,
): NewJob {
  const subject = { kind: 'ladder_callback', siteId, conversationId, subject: id } as const;
  return { ...subject, subjectVersion: startAt, step: 1, dueAt: at };
}

/** Whether what a job is of still waits, as it did when it was written. */
export function stillWaits(
  job: Pick<Job, 'kind' | 'subjectVersion'>,
  { conversation, callback }: { conversation: Conversation; callback: Callback | null },
): boolean {
  if (job.kind === 'ladder_callback') return callback?.status === 'pending' && callback.startAt === job.subjectVersion;
  return conversation.wait?.kind === waitOf(job);
}
