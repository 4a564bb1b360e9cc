/** Calls, as the store keeps them. */
import type { CallFilter, CallOutcome } from '../../../protocol/call-words.ts';
import type { Call, CallDirection, CallState } from '../../../protocol/calls.ts';
import type { Page } from '../../store/page.ts';
import type { TimelineCursor } from '../timeline/source.ts';

export interface CallRecord extends Omit<Call, 'hasRecording'> {
  /** What tells it from all others, made of its line and the telephone system's name for it. */
  key: string;
  /** Agents whom it rings; null: everybody who sees the site. */
  rung: string[] | null;
  /** It was taken where nobody of the desk is, or is nobody's to answer: a forwarding, a blocked number. */
  isElsewhere: boolean;
  /** Address of the recording, sealed; empty: there is none. */
  recording: string;
  /** Whose it was was erased while it went on: what is told of it later says so no more. */
  isEmptied: boolean;
  /** Somebody was told to call back, or there was nobody to. */
  isSettled: boolean;
  /** When time alone changes it next; null: never. */
  dueAt: number | null;
}

/** What a telephone system tells. */
export interface CallEvent {
  is: CallState;
  direction: CallDirection;
  /** Ms since the epoch. */
  at: number;
  /** The other's number and whose it is; empty and null where this does not say. */
  number: string;
  shownNumber: string;
  contactId: string | null;
  sharedBy: string[];
  /** Whom it rings; null: it does not say. */
  rung: string[] | null;
  /** Who answered; null: it does not say. */
  agent: { id: string; name: string } | null;
  /** Of an end: whether anybody had answered; undefined: it does not say. */
  isAnswered?: boolean | undefined;
  isElsewhere?: boolean | undefined;
  /** Sealed; empty: none. */
  recording: string;
}

/** What a step made of a call; without `before` it is new. */
export interface CallChange {
  before: CallRecord | null;
  after: CallRecord;
  /** Others are to be told, by the outbox. */
  leaves: boolean;
}

/** What people say of a call. What is left out stays. */
export interface CallWords {
  note?: string;
  outcome?: CallOutcome | null;
  contactId?: string;
  /** Who has it, where nobody has. */
  by?: { id: string; name: string; at: number };
}

/** Whose calls: of these sites alone; null: of all. */
type Sight = readonly string[] | null;

export interface CallStore {
  find(id: string): Promise<CallRecord | null>;
  byKey(key: string): Promise<CallRecord | null>;
  /**
   * What the telephone system tells: begins the call, or takes it on as `withEvent` says. Told twice, it changes nothing. What
   * webhooks are told of it is written in the same step.
   * @param fresh the call as it is where this is the first that comes of it, before the event
   */
  hear(fresh: CallRecord, event: CallEvent): Promise<CallChange>;
  /** What people say of it, as `withWords` judges. Null: no such call. */
  say(id: string, words: CallWords): Promise<CallChange | null>;
  /** Takes on what time alone changes, as `afterTime` says. Null: no such call, or nothing to do. */
  pass(id: string, at: number): Promise<CallChange | null>;
  /** A missed one was seen to. @param callbackId null: there was nobody to call back */
  settle(id: string, callbackId: string | null): Promise<CallChange | null>;
  /** Those that time changes, earliest first. */
  due(at: number, limit: number): Promise<CallRecord[]>;
  /** Those that have not ended, newest first. */
  live(limit: number): Promise<CallRecord[]>;
  /** Newest first. @param query.agentId of `mine` */
  page(query: {
    siteIds: Sight;
    filter: CallFilter;
    agentId: string;
    cursor?: string | undefined;
    limit: number;
  }): Promise<Page<CallRecord>>;
  /** Those with one of these people, newest first, those of one instant by id, the greater first. */
  ofContacts(
    contactIds: readonly string[],
    query: { siteIds: Sight; before: TimelineCursor | null; limit: number },
  ): Promise<CallRecord[]>;
  /** How many there were with these people, and when the last began. */
  count(contactIds: readonly string[], siteIds: Sight): Promise<{ count: number; lastAt: number | null }>;
}
