/**
 * What may be asked for, and what an attempt, a move or a cancellation does to a callback: pure. Both stores use it, so
 * that they can not differ (SPEC ST8); when it may be rung is in `slots.ts`.
 */
import type { Callback, CallbackOutcome, CallbackRequest } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, Entry, EntryBody, EntryEvent } from '../../../protocol/entries.ts';
import { timestamp } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { JobChanges } from '../jobs/store.ts';
import type { SiteRecord } from '../sites/store.ts';
import { asapWindow, offeredWindow, type Window, windowFrom, windowsAfter } from './slots.ts';

const DAY_MS = 24 * 3_600_000;
const HALF_HOURS_OF_WEEK = 7 * 48;

type Asked = Extract<EntryBody, { kind: 'callback' }>;

/**
 * The entry that asks for a callback, in a window that is offered (SPEC F2), and which others will do.
 * @param sent.phone in E.164
 * @throws AppError SLOT_TAKEN
 */
export function askedCallback(
  site: SiteRecord,
  sent: CallbackRequest,
  made: { id: string; now: number },
): { body: Asked; orElse: Window[] } {
  const { phone, name, topic, startAt, timeZone } = sent;
  const isAsap = startAt === null;
  const [window, ...orElse] = isAsap
    ? [asapWindow(site, made.now)]
    : wantedWindows(site, { startAt, orNext: sent.orNext }, made.now);
  if (!window) throw slotTaken();
  return { body: { kind: 'callback', callbackId: made.id, phone, name, topic, isAsap, ...window, timeZone }, orElse };
}

/** The windows that will do, in order: the one that begins then, if it is offered, and with `orNext` all after it (SPEC CB4). */
export function wantedWindows(
  site: SiteRecord,
  { startAt, orNext = false }: { startAt: number; orNext?: boolean | undefined },
  now: number,
): Window[] {
  const own = offeredWindow(site, startAt, now);
  return [...(own ? [own] : []), ...(orNext ? windowsAfter(site, startAt, now) : [])];
}

/** Calls that one person may wait for, and that may be promised to one number of a site: nobody honest needs more at once. */
const MAX_PENDING = 3;

/**
 * Whether one more call may be promised (SPEC CB3). Asked by both stores in the step that keeps it.
 * @param pending how many wait already: of the visitor's conversation, to the number on this site, and of those that the
 * site promised as soon as possible, since the others are as many as there are places
 * @throws AppError CALLBACK_PENDING; SLOT_TAKEN
 */
export function refuseTooMany(
  pending: { ofConversation: number; ofPhone: number; asap: number },
  callbacksPerSlot: number,
): void {
  if (pending.ofConversation >= MAX_PENDING || pending.ofPhone >= MAX_PENDING) {
    const detail = `Up to ${MAX_PENDING} calls wait for one person and for one number; move or cancel one of them.`;
    throw new AppError('CALLBACK_PENDING', detail, { fields: { phone: 'CALLBACK_PENDING' } });
  }
  if (pending.asap >= callbacksPerSlot * HALF_HOURS_OF_WEEK) throw slotTaken();
}

/**
 * The place that one more callback gets in a slot: the first that nobody has. All who come at once want the same, and an
 * index of both stores gives each once; so a slot takes no more than it holds, however many servers look at it (SPEC ST8).
 * @param taken one for each callback of the slot: its place, or null where it has none, as those of older Deskbells
 * @param most how many the slot takes; left out: whoever moves it there knows better
 * @returns from 0; null: there is no room
 */
export function freePlace(taken: readonly (number | null)[], most = Infinity): number | null {
  if (taken.length >= most) return null;
  let place = 0;
  while (taken.includes(place)) place += 1;
  return place;
}

/** @param nextAt the next time that is free; null: none is, or nobody looked */
export function slotTaken(nextAt: number | null = null): AppError {
  return new AppError('SLOT_TAKEN', undefined, {
    fields: { startAt: 'SLOT_TAKEN' },
    ...(nextAt !== null && { nextAt }),
  });
}

/** What an agent says of a callback: how a call went, when to ring next, or both. */
export interface Resolution {
  outcome: CallbackOutcome | null;
  /** Any time to come, not only an offered one: an agent knows best when to ring. Null: it stays where it is. */
  startAt: number | null;
  note: string;
}

/**
 * What a resolution changes.
 * @throws AppError FIELD_REQUIRED, FIELD_INVALID when it makes no sense at any time
 */
export function resolutionChange({ outcome, startAt, note }: Resolution): {
  attempt?: { outcome: CallbackOutcome; note: string };
  window?: Window;
} {
  if (outcome === null && startAt === null) {
    const fields = { outcome: 'FIELD_REQUIRED' } as const;
    throw new AppError('FIELD_REQUIRED', 'An outcome or a new time is needed.', { fields });
  }
  if (startAt !== null && (outcome === 'reached' || outcome === 'wrong_number')) {
    throw startAtRefused('A call that ends the callback can not move it.');
  }
  return {
    ...(outcome !== null && { attempt: { outcome, note } }),
    ...(startAt !== null && { window: windowFrom(startAt) }),
  };
}

/** The window that an agent's wish for another time is; null cancels. */
export function agentsWindow(startAt: number | null): Window | null {
  return startAt === null ? null : windowFrom(startAt);
}

/** Why an agent can not move a callback there at this moment; null: it can (SPEC CB2). */
export function moveRefused({ startAt }: Window, now: number): AppError | null {
  if (startAt < now) return startAtRefused('The new time has passed.');
  if (startAt <= now + LIMITS.moveDays * DAY_MS) return null;
  return startAtRefused(`A callback moves up to ${LIMITS.moveDays} days ahead, got a later time.`);
}

function startAtRefused(detail: string): AppError {
  return new AppError('FIELD_INVALID', detail, { fields: { startAt: 'FIELD_INVALID' } });
}

/**
 * The window as it is stored. Asked last, by both stores: what no store could give back must not come in by any way.
 * @throws AppError FIELD_INVALID
 */
function storable<Timed extends Window>(timed: Timed): Timed {
  const { startAt, endAt } = timed;
  if (timestamp.safeParse(startAt).success && timestamp.safeParse(endAt).success && startAt < endAt) return timed;
  throw startAtRefused(`A callback needs a window of two times, got ${startAt} to ${endAt}.`);
}

/** Start of the earliest pending callback, for `conversation.callbackAt`. */
export function earliestCallback(callbacks: Pick<Callback, 'status' | 'startAt'>[]): number | null {
  const pending = callbacks.filter(each => each.status === 'pending').map(each => each.startAt);
  return pending.length > 0 ? Math.min(...pending) : null;
}

/**
 * The callback that an entry asks for.
 * @param isHeld its conversation is in quarantine: then it takes nobody's place, and nobody is reminded of it
 * @throws AppError FIELD_INVALID for a window that no store could give back
 */
export function newCallback(
  body: Asked,
  asked: Pick<Callback, 'siteId' | 'conversationId' | 'seq' | 'createdAt'>,
  { isHeld = false } = {},
): Callback {
  const { siteId, conversationId, seq, createdAt } = asked;
  const { callbackId: id, phone, name, topic, isAsap, startAt, endAt, timeZone } = body;
  const words = { phone, name, topic, isAsap, startAt, endAt, timeZone };
  return storable({
    id,
    siteId,
    conversationId,
    seq,
    ...words,
    status: isHeld ? 'held' : 'pending',
    ringing: null,
    attempts: [],
    createdAt,
  });
}

/** Whether somebody may still be rung, so that it can be moved and cancelled: in quarantine as outside of it. */
export function isAwaited({ status }: Pick<Callback, 'status'>): boolean {
  return status === 'pending' || status === 'held';
}

/**
 * A pending callback after an attempt, a move or a cancellation, and the event that tells of it (SPEC ST8).
 * An attempt that ends the callback wins over a new window. A moved one is no longer "as soon as possible". Every other way
 * than this to another time of a callback would be missed by what waits for it.
 * @param change.window the new one; null cancels
 * @param change.retries windows of the tries after the first one that nobody answered, used where no other is given (SPEC CB5)
 * @param change.ring somebody begins to ring; nothing else of it changes
 * @throws AppError FIELD_INVALID for a window that no store could give back
 */
export function changedCallback(
  callback: Callback,
  change: {
    author: Author;
    attempt?: { outcome: CallbackOutcome; note: string };
    window?: Window | null;
    retries?: readonly Window[];
    ring?: boolean;
    at: number;
  },
): { callback: Callback; body: EntryEvent } {
  const { author, attempt, at } = change;
  const its = { kind: 'event', callbackId: callback.id } as const;
  if (change.ring) {
    return {
      callback: { ...callback, ringing: { ...whoOf(author), at } },
      body: { ...its, event: 'callback_ringing' },
    };
  }
  const again =
    attempt?.outcome === 'no_answer' && change.window === undefined ? nextTry(callback, change.retries) : null;
  const window = again?.window ?? change.window;
  const tried = attempt ? withAttempt(callback, { author, attempt, at }) : { ...callback, ringing: null };
  const isOver = !isAwaited(tried);
  const next: Callback = again?.isLast
    ? { ...tried, status: 'missed' }
    : isOver || window === undefined
      ? tried
      : window === null
        ? { ...tried, status: 'cancelled' }
        : { ...tried, ...storable(window), isAsap: false };
  if (attempt) {
    const note = attempt.note ? { note: attempt.note } : {};
    const moved = !isOver && window ? window : {};
    const last = again?.isLast ? { isLast: true as const } : {};
    return { callback: next, body: { ...its, event: `callback_${attempt.outcome}`, ...note, ...moved, ...last } };
  }
  if (window === undefined) throw new Error(`callback ${callback.id}: wanted an attempt or a window, got neither`);
  const body: EntryEvent = window
    ? { ...its, event: 'callback_moved', ...window }
    : { ...its, event: 'callback_cancelled' };
  return { callback: next, body };
}

/** What follows a call that nobody answered, by the tries before it; null: the site has no plan. */
function nextTry(
  { attempts }: Callback,
  retries: readonly Window[] = [],
): { window?: Window | undefined; isLast: boolean } | null {
  if (retries.length === 0) return null;
  const window = retries[attempts.filter(each => each.outcome === 'no_answer').length];
  return { window, isLast: window === undefined };
}

const NOTHING: JobChanges = { cancel: [], put: [] };

/** What a write does to the word that they were never reached: the last call that nobody answered writes it (SPEC CB9). */
export function apologyChanges({ entry, conversation }: { entry: Entry; conversation: Conversation }): JobChanges {
  const { body, seq, createdAt } = entry;
  const { id, siteId, status } = conversation;
  const isLast = body.kind === 'event' && body.event === 'callback_no_answer' && body.isLast;
  if (!isLast || status === 'held') return NOTHING;
  const job = { kind: 'apology', siteId, conversationId: id, subject: body.callbackId } as const;
  return { cancel: [], put: [{ ...job, subjectVersion: seq, step: 1, dueAt: createdAt }] };
}

function whoOf(author: Author): { agentId: string; agentName: string } {
  return author.kind === 'agent' ? { agentId: author.id, agentName: author.name } : { agentId: '', agentName: '' };
}

/** Kept with a callback, newest last; older ones are in its conversation. A row that grew for ever would break the queue. */
const MAX_ATTEMPTS = 50;

/** `reached` and `wrong_number` end it, `no_answer` keeps it pending. */
function withAttempt(
  callback: Callback,
  { author, attempt, at }: { author: Author; attempt: { outcome: CallbackOutcome; note: string }; at: number },
): Callback {
  return {
    ...callback,
    status: attempt.outcome === 'no_answer' ? callback.status : attempt.outcome,
    ringing: null,
    attempts: [...callback.attempts, { at, ...whoOf(author), ...attempt }].slice(-MAX_ATTEMPTS),
  };
}
