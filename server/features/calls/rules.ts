/** What is told of a call does to it, in whatever order it comes: pure, used by both stores, so that they can not differ (SPEC CL1 to CL4). */
import { createHash } from 'node:crypto';
import type { Call, CallState } from '../../../protocol/calls.ts';
import type { DeskNews } from '../webhooks/rules.ts';
import type { CallEvent, CallRecord, CallWords } from './store.ts';

const MINUTE_MS = 60_000;
/** Nobody lets it ring so long: its end was lost. */
export const RING_MS = 5 * MINUTE_MS;
/** Nor does anybody speak so long. */
export const TALK_MS = 4 * 60 * MINUTE_MS;
/** From a missed one's end to the callback: telephone systems send several things at once, and an answer may come behind the end. */
export const SETTLE_MS = 3_000;

const RANK: Record<CallState, number> = { ringing: 0, answered: 1, ended: 2 };

/** What is known of a call before anything was told of it. */
export function newCall(call: Pick<CallRecord, 'id' | 'key' | 'siteId' | 'lineId' | 'line'>): CallRecord {
  return {
    ...call,
    direction: 'in',
    number: '',
    shownNumber: '',
    contactId: null,
    sharedBy: [],
    state: 'ringing',
    startedAt: 0,
    answeredAt: null,
    endedAt: null,
    isMissed: false,
    agentId: null,
    agentName: '',
    outcome: null,
    note: '',
    callbackId: null,
    rung: null,
    isElsewhere: false,
    recording: '',
    isEmptied: false,
    isSettled: false,
    dueAt: null,
  };
}

/** Whose an event says that the call is. */
export function namedBy({ contactId, sharedBy }: Pick<CallEvent, 'contactId' | 'sharedBy'>): string[] {
  return contactId === null ? sharedBy : [contactId, ...sharedBy];
}

/** An event without people who were erased since it was known whose the number is: the call begins without them. */
export function ofThose(event: CallEvent, there: ReadonlySet<string>): CallEvent {
  const { contactId, sharedBy } = event;
  const isThere = contactId !== null && there.has(contactId);
  return { ...event, contactId: isThere ? contactId : null, sharedBy: sharedBy.filter(each => there.has(each)) };
}

/**
 * A call after an event; null: it tells nothing new. States only go forward: an answer that comes behind the end tells that
 * there was one, and a ring behind either fills what they left out.
 * @param before as it was; where the event is the first of it, as `newCall` has it
 */
export function withEvent(before: CallRecord, event: CallEvent, { isFirst }: { isFirst: boolean }): CallRecord | null {
  const { is, at } = event;
  const next: CallRecord = { ...before };
  if (isFirst) {
    next.direction = event.direction;
    next.startedAt = at;
  } else if (is === 'ringing') next.startedAt = Math.min(before.startedAt, at);
  if (isFirst || RANK[is] > RANK[before.state]) next.state = is;
  if (!before.isEmptied) fillWhose(next, event);
  if (event.rung) next.rung = [...new Set([...(before.rung ?? []), ...event.rung])].sort();
  const hasAnswer = is === 'answered' || (is === 'ended' && event.isAnswered === true);
  if (hasAnswer && before.answeredAt === null) {
    next.answeredAt = Math.min(is === 'answered' ? at : next.startedAt, before.endedAt ?? at);
  }
  // Whoever rings out speaks for the desk from the first.
  if ((hasAnswer || next.direction === 'out') && event.agent && before.agentId === null) {
    next.agentId = event.agent.id;
    next.agentName = event.agent.name;
  }
  if (is === 'ended' && before.endedAt === null) next.endedAt = at;
  if (event.isElsewhere) next.isElsewhere = true;
  return settledOr(before, next, isFirst);
}

/** What of an event says whose the call is, where nothing did before. */
function fillWhose(next: CallRecord, event: CallEvent): void {
  if (next.number === '' && next.shownNumber === '') {
    next.number = event.number;
    next.shownNumber = event.shownNumber;
  }
  if (next.contactId === null && next.sharedBy.length === 0) {
    next.contactId = event.contactId;
    next.sharedBy = event.sharedBy;
  }
  if (next.recording === '') next.recording = event.recording;
}

/** A call after what time alone does; null: nothing yet. What rings or talks for ever has ended. */
export function afterTime(before: CallRecord, at: number): CallRecord | null {
  const { state, dueAt } = before;
  if (state === 'ended' || dueAt === null || at < dueAt) return null;
  return settledOr(before, { ...before, state: 'ended', endedAt: dueAt }, false);
}

/** A call after what people say of it; null: nothing new. Who has it is decided once. */
export function withWords(before: CallRecord, { note, outcome, contactId, by }: CallWords): CallRecord | null {
  const next: CallRecord = { ...before };
  if (note !== undefined) next.note = note;
  if (outcome !== undefined) next.outcome = outcome;
  if (contactId !== undefined && contactId !== before.contactId) {
    next.contactId = contactId;
    const others = before.contactId === null ? before.sharedBy : [...before.sharedBy, before.contactId];
    next.sharedBy = others.filter(each => each !== contactId).sort();
  }
  if (by && before.agentId === null) {
    next.agentId = by.id;
    next.agentName = by.name;
    if (before.state === 'ringing') next.state = 'answered';
    next.answeredAt = before.answeredAt ?? Math.min(by.at, before.endedAt ?? by.at);
  }
  return settledOr(before, next, false);
}

/** The same with what follows from it; null: nothing changed. */
function settledOr(before: CallRecord, next: CallRecord, isFirst: boolean): CallRecord | null {
  next.isMissed = next.direction === 'in' && next.state === 'ended' && next.answeredAt === null && !next.isElsewhere;
  next.dueAt = dueAtOf(next);
  return !isFirst && JSON.stringify(before) === JSON.stringify(next) ? null : next;
}

function dueAtOf({ state, startedAt, answeredAt, endedAt, isMissed, number, isSettled }: CallRecord): number | null {
  if (state === 'ringing') return startedAt + RING_MS;
  if (state === 'answered') return (answeredAt ?? startedAt) + TALK_MS;
  // Whoever hides their number can not be called back.
  return isMissed && number !== '' && !isSettled ? (endedAt ?? startedAt) + SETTLE_MS : null;
}

/** A missed one that was seen to. */
export function settled(before: CallRecord, callbackId: string | null): CallRecord {
  return { ...before, callbackId, isSettled: true, dueAt: null };
}

/** What of a call that has ended tells whose it was. */
export const EMPTIED = {
  number: '',
  shownNumber: '',
  contactId: null,
  sharedBy: [] as string[],
  note: '',
  recording: '',
  isEmptied: true,
  dueAt: null,
} satisfies Partial<CallRecord>;

/** One that may say no more whose it was. While it goes on, time has to end it still. */
export function emptied(call: CallRecord): CallRecord {
  return { ...call, ...EMPTIED, dueAt: call.state === 'ended' ? null : call.dueAt };
}

/** As agents see it. */
export function callOf(record: CallRecord): Call {
  const { key: _key, rung: _rung, isElsewhere: _isElsewhere, isSettled: _isSettled, dueAt: _dueAt, ...shown } = record;
  const { recording, isEmptied: _isEmptied, ...call } = shown;
  return { ...call, hasRecording: recording !== '' };
}

/** Whether a call rings somebody, or is theirs. */
export function isTold({ rung, agentId }: Pick<CallRecord, 'rung' | 'agentId'>, id: string): boolean {
  return agentId === id || rung === null || rung.includes(id);
}

/** What tells a call from all others: a hash, since its name may be any text. */
export function callKey(lineId: string, callId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([lineId, callId]))
    .digest('base64url');
}

/** What the whole desk's webhooks are told of a change (SPEC CL9). */
export function newsOf(before: CallRecord | null, after: CallRecord): DeskNews[] {
  const events = [
    ...(before === null ? (['call.started'] as const) : []),
    ...(before?.state !== 'ended' && after.state === 'ended' ? (['call.ended'] as const) : []),
  ];
  return events.map(event => ({
    event,
    contactId: after.contactId,
    cause: [after.id],
    at: event === 'call.started' ? after.startedAt : (after.endedAt ?? after.startedAt),
    data: { siteId: null, call: callOf(after) },
  }));
}
