/** The order of the agents' lists, the same in both stores and in the inbox. */
import type { Conversation } from './conversations.ts';

/** Above every time in milliseconds and below 2^53: conversations nobody waits in sort after those where somebody does. */
const AFTER_ALL_WAITING = 4e15;

/**
 * The one number that orders lists by who must be answered next, ascending: whoever waits longest or is to be rung
 * first, then the rest by newest change.
 */
export function rank(conversation: Pick<Conversation, 'waitingSince' | 'callbackAt' | 'updatedAt'>): number {
  const due = Math.min(conversation.waitingSince ?? Infinity, conversation.callbackAt ?? Infinity);
  return Number.isFinite(due) ? due : AFTER_ALL_WAITING - conversation.updatedAt;
}

/** Orders what is snoozed, ascending: what comes back next first, and at the end what waits for its person to write. */
export function wakeRank({ snoozed }: Pick<Conversation, 'snoozed'>): number {
  return snoozed?.until ?? Number.MAX_SAFE_INTEGER;
}
