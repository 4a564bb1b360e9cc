/** Callbacks, as the store keeps them. */
import type { Callback, CallbackOutcome } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author } from '../../../protocol/entries.ts';
import type { Page } from '../../store/page.ts';
import type { Written } from '../../store/written.ts';
import type { WaitingCall } from './queue.ts';
import type { Window } from './slots.ts';

export interface CallbackStore {
  find(id: string): Promise<Callback | null>;
  ofConversation(conversationId: string): Promise<Callback[]>;
  /** Pending ones, earliest first. `siteIds`: only of these sites; null: of all. */
  queue(query: {
    siteIds?: readonly string[] | null;
    cursor?: string;
    limit: number;
  }): Promise<Page<{ callback: Callback; conversation: Conversation }>>;
  /** How many pending callbacks start at each slot between two times (from inclusive, to exclusive); as-soon-as-possible ones do not count. */
  slotLoad(siteId: string, from: number, to: number): Promise<Map<number, number>>;
  /** Pending ones whose time is between two (from inclusive, to exclusive), earliest first: who waits before somebody new. */
  waiting(siteId: string, from: number, to: number): Promise<WaitingCall[]>;
  /** The earliest pending one to a number, in E.164; null: none is promised. */
  pendingTo(siteId: string, phone: string): Promise<Callback | null>;
  /**
   * Records an attempt and/or moves or cancels a pending callback, with its event entry.
   * `reached` and `wrong_number` end it; `no_answer` keeps it pending.
   * The event entry carries `clientId`: a repeat returns the first answer and records no second attempt (SPEC ST4).
   * @throws AppError CALLBACK_UNKNOWN, CALLBACK_DONE, SLOT_TAKEN, CLIENT_ID_REUSED
   */
  change(input: {
    callbackId: string;
    clientId: string;
    fingerprint: string;
    author: Author;
    attempt?: { outcome: CallbackOutcome; note: string };
    /** New window, or null to cancel. */
    window?: Window | null;
    /** Windows of the tries that follow one without an answer; see `changedCallback`. */
    retries?: readonly Window[];
    /** Somebody begins to ring it. */
    ring?: boolean;
    /** Only for moves by the visitor. */
    callbacksPerSlot?: number;
    /** Windows to take in the new one's stead where that is full, in this order. */
    orElse?: readonly Window[];
    at: number;
  }): Promise<Written>;
}
