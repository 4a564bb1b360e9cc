/** What an attempt, a move or a cancellation does to a callback: pure, used by both stores, so that they can not differ (SPEC ST8). */
import type { Callback, CallbackOutcome } from '../../../protocol/callbacks.ts';
import type { Author, EntryBody, EntryEvent } from '../../../protocol/entries.ts';

/** Start of the earliest pending callback, for `conversation.callbackAt`. */
export function earliestCallback(callbacks: Pick<Callback, 'status' | 'startAt'>[]): number | null {
  const pending = callbacks.filter(each => each.status === 'pending').map(each => each.startAt);
  return pending.length > 0 ? Math.min(...pending) : null;
}

/** The callback that an entry asks for. */
export function newCallback(
  body: Extract<EntryBody, { kind: 'callback' }>,
  asked: Pick<Callback, 'siteId' | 'conversationId' | 'seq' | 'createdAt'>,
): Callback {
  const { siteId, conversationId, seq, createdAt } = asked;
  const { callbackId: id, phone, name, topic, isAsap, startAt, endAt, timeZone } = body;
  const words = { phone, name, topic, isAsap, startAt, endAt, timeZone };
  return { id, siteId, conversationId, seq, ...words, status: 'pending', attempts: [], createdAt };
}

/**
 * A pending callback after an attempt, a move or a cancellation, and the event that tells of it (SPEC ST8).
 * An attempt that ends the callback wins over a new window. A moved one is no longer "as soon as possible".
 * @param change.window the new one; null cancels
 */
export function changedCallback(
  callback: Callback,
  change: {
    author: Author;
    attempt?: { outcome: CallbackOutcome; note: string };
    window?: { startAt: number; endAt: number } | null;
    at: number;
  },
): { callback: Callback; body: EntryEvent } {
  const { author, attempt, window, at } = change;
  const tried = attempt ? withAttempt(callback, { author, attempt, at }) : callback;
  const isOver = tried.status !== 'pending';
  const next: Callback =
    isOver || window === undefined
      ? tried
      : window === null
        ? { ...tried, status: 'cancelled' }
        : { ...tried, ...window, isAsap: false };
  const its = { kind: 'event', callbackId: callback.id } as const;
  if (attempt) {
    const note = attempt.note ? { note: attempt.note } : {};
    const moved = !isOver && window ? window : {};
    return { callback: next, body: { ...its, event: `callback_${attempt.outcome}`, ...note, ...moved } };
  }
  if (window === undefined) throw new Error(`callback ${callback.id}: wanted an attempt or a window, got neither`);
  const body: EntryEvent = window
    ? { ...its, event: 'callback_moved', ...window }
    : { ...its, event: 'callback_cancelled' };
  return { callback: next, body };
}

/** `reached` and `wrong_number` end it, `no_answer` keeps it pending. */
function withAttempt(
  callback: Callback,
  { author, attempt, at }: { author: Author; attempt: { outcome: CallbackOutcome; note: string }; at: number },
): Callback {
  const [agentId, agentName] = author.kind === 'agent' ? [author.id, author.name] : ['', ''];
  return {
    ...callback,
    status: attempt.outcome === 'no_answer' ? callback.status : attempt.outcome,
    attempts: [...callback.attempts, { at, agentId, agentName, ...attempt }],
  };
}
