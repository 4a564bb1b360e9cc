/** Short messages as the store keeps them: what became of each, who wants none, and how many went today. */
import type { Sms, SmsRefusal, SmsState } from '../../../protocol/sms.ts';
import type { Page } from '../../store/page.ts';
import type { Written } from '../../store/written.ts';

/** A message, under the id of its delivery. Its words are in the delivery alone, sealed, and go with it. */
export interface SmsRecord extends Sms {
  /** What addresses of its reports end with; see `refOf`. */
  ref: string;
  /** To an agent, by their own number; null: to somebody else. */
  agentId: string | null;
  /** The gateway's name for it; empty: it has none, or has not taken it. */
  providerId: string;
  /** Attempts of which nobody knows whether they sent it. */
  unsure: number;
}

/** How long a message is kept in the list, ms: bills are looked at by the quarter. */
export const SMS_MS = 100 * 24 * 3_600_000;
/** Days that are counted are forgotten so long after them, ms. */
export const COUNT_MS = 3 * 24 * 3_600_000;

/** A number that wants no messages, under a name that nobody can read back. */
export interface SmsStop {
  /** See `numberKey`. */
  id: string;
  at: number;
}

/** How many left on a day: `2026-11-29` for all, with a number's key behind it for one number. */
export interface SmsCounter {
  id: string;
  count: number;
  at: number;
}

/** An agent's number, and the code that is to prove the next one. */
export interface AgentNumber {
  /** The agent's. */
  id: string;
  /** Sealed; null: none is proved. */
  number: string | null;
  /** The next one. */
  pending: {
    /** Sealed. */
    number: string;
    codeHash: string;
    tries: number;
    until: number;
  } | null;
}

/** Codes tried of one that was sent: 5 of a million. */
export const MOST_TRIES = 5;

export interface Limits {
  /** By the desk's clock. */
  day: string;
  numberKey: string;
  mostOfDay: number;
  mostOfNumber: number;
}

/** What is said of one message; `state` counts only where it goes on from what is known (SPEC SM5). */
export interface SmsNews {
  state: SmsState;
  problem: string;
  providerId?: string;
  /** An attempt was made of which nobody knows whether it sent it. */
  isUnsure?: boolean;
  at: number;
}

export interface SmsStore {
  /**
   * Lets a message leave, in one step with the counting of it: each id is counted once, whoever tries it how often. One
   * that may not leave, or comes as `failed`, is kept so; where it is told of, its event is written in the same step.
   * @param since from when on it is tried: what failed before then begins anew, because an owner has it tried again
   * @returns as it is now: `waiting` may leave, `failed` may not, and anything else has left; null: its
   * conversation is gone, and with it whom to tell
   */
  admit(sms: SmsRecord, limits: Limits, since: number): Promise<{ sms: SmsRecord; written: Written | null } | null>;
  /**
   * What became of one: by its id, its gateway's, or its `ref`. One that fails and is told of writes its event in the same step.
   * @returns null: there is no such message
   */
  settle(
    which: { id: string } | { providerId: string; ref: string },
    news: SmsNews,
  ): Promise<{ sms: SmsRecord; isChanged: boolean; written: Written | null } | null>;
  /** Newest first. */
  page(query: { cursor?: string | undefined; limit: number }): Promise<Page<SmsRecord>>;
  /** A number wants no more. May be repeated. */
  stop(stop: SmsStop): Promise<void>;
  /** It wants them again. False: it had not said otherwise. */
  lift(numberKey: string): Promise<boolean>;
  isStopped(numberKey: string): Promise<boolean>;
  countStops(): Promise<number>;
  /** Null: none. */
  numberOf(agentId: string): Promise<AgentNumber | null>;
  /** A code was made for a new number; the one that is proved stays until then. */
  askNumber(agentId: string, pending: NonNullable<AgentNumber['pending']>): Promise<void>;
  /** Tries a code, which counts. @returns whether it was right, in time and not tried too often; then the number is theirs */
  proveNumber(agentId: string, codeHash: string, at: number): Promise<boolean>;
  /** False: there was none. */
  dropNumber(agentId: string): Promise<boolean>;
  /** Forgets messages and counts that are old. May be repeated. */
  sweep(at: number): Promise<void>;
}

/** Why a message may not leave; null: it may. */
export function refusalOf(is: {
  isStopped: boolean;
  ofDay: number;
  ofNumber: number;
  limits: Limits;
}): SmsRefusal | null {
  const { isStopped, ofDay, ofNumber, limits } = is;
  if (isStopped) return 'stopped';
  if (ofNumber >= limits.mostOfNumber) return 'number_full';
  return ofDay >= limits.mostOfDay ? 'day_full' : null;
}

/** The names of both counters. */
export function counterIds({ day, numberKey }: Pick<Limits, 'day' | 'numberKey'>): [ofDay: string, ofNumber: string] {
  return [day, `${day} ${numberKey}`];
}
