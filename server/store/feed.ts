/**
 * How servers that share one database hear of each other: what others wrote, whose pages are open at them, and short
 * words that need not outlive a minute. A store that only one server may have open has none.
 */
import type { Pause } from '../../protocol/agents.ts';
import type { BookingChanged } from '../../protocol/bookings.ts';
import type { ComplaintChanged } from '../../protocol/complaints.ts';
import type { Conversation } from '../../protocol/conversations.ts';
import type { DoctorTold } from '../../protocol/doctor.ts';
import type { ServicesChanged } from '../../protocol/services.ts';
import type { StaffChanged } from '../../protocol/staff.ts';
import type { StageMoved } from '../../protocol/stages.ts';
import type { WaitingChanged } from '../../protocol/waiting-list.ts';
import type { CallRecord } from '../features/calls/store.ts';
import type { Changed } from '../features/people/changed.ts';
import type { WrittenNews } from './written.ts';

/** Said to the other servers and then forgotten: losing one costs a typing mark, never a message. */
export type Word =
  | { kind: 'typing'; conversationId: string; agentId: string | null; isTyping: boolean }
  /** An agent has seen what names them in a conversation. */
  | { kind: 'mentionsRead'; agentId: string; conversationId: string }
  /** A visitor was answered after so long, for the median that panels show. */
  | { kind: 'answered'; siteId: string; tookMs: number }
  /** Somebody who stood in a site's queue was answered, after so long for each place. */
  | { kind: 'queuePassed'; siteId: string; perPlaceMs: number }
  /** All visitors of a site whom a signed identity named: their tokens have ended. */
  | { kind: 'visitorsSignedOut'; siteId: string }
  /** A visitor took their consent back: their pages go. */
  | { kind: 'visitorWithdrew'; visitorId: string }
  /** What the doctor found to be broken, or fine again. */
  | { kind: 'doctorTold'; told: DoctorTold }
  /** A complaint is there, or another than before. */
  | { kind: 'complaintChanged'; siteIds: readonly string[]; news: ComplaintChanged }
  /** Somebody stands elsewhere; without `siteIds` everybody hears of it. */
  | { kind: 'stageMoved'; siteIds: readonly string[]; moved: StageMoved }
  /** Cards became others. */
  | { kind: 'peopleChanged'; changed: Changed }
  /** What the shop offers is another, or who does it, or where. */
  | { kind: 'shopChanged'; news: ServicesChanged | StaffChanged }
  /** A booking is there, or another than before. */
  | { kind: 'bookingChanged'; news: BookingChanged }
  /** Somebody waits for a day, or it is another with them than before. */
  | { kind: 'waitingChanged'; news: WaitingChanged }
  /** Everybody needs a second factor from now on. */
  | { kind: 'factorsRequired' }
  /** A client's frames that came to another server than its link, sealed for that one; and its answer. */
  | { kind: 'frames'; to: string; from: string; ticket: string; sealed: string }
  | { kind: 'taken'; to: string; ticket: string; isTaken: boolean };

/** An agent or a visitor has a page open at a server; an onlooker is an agent who has a conversation open in it. */
export type Presence =
  | { kind: 'visitor'; serverId: string; conversationId: string; siteId: string }
  | { kind: 'agent'; serverId: string; agentId: string; pause: Pause | null }
  | { kind: 'onlooker'; serverId: string; conversationId: string; agentId: string };

/** Told of everything that another server does, in the order in which the database kept it. Must not throw. */
export interface FeedListener {
  /** Whether anybody here could hear of the conversation; what nobody can is not read. */
  isWanted(conversationId: string): boolean;
  /** An entry, with its conversation as it is by now. */
  written(news: WrittenNews): void;
  /** Read marks or the contact's summary changed without an entry. */
  conversationChanged(conversation: Conversation): void;
  /** A call rings, was answered or has ended, or something was noted of it. */
  callChanged(call: CallRecord): void;
  /** A signed identity gave a visitor another conversation. */
  visitorMoved(visitorId: string, conversationId: string | null): void;
  /** A conversation is gone, or a visitor: erased, or too old. */
  conversationErased(conversationId: string): void;
  visitorErased(visitorId: string): void;
  agentsChanged(): void;
  sitesChanged(): void;
  teamsChanged(): void;
  sessionsEnded(sessionIds: string[]): void;
  said(word: Word): void;
  /** Everybody who is connected elsewhere: at the beginning, and after `lost`. Replaces what was told before. */
  present(presences: Presence[]): void;
  came(presence: Presence): void;
  went(presence: Presence): void;
  /** Set at whichever server, this one among them. */
  paused(agentId: string, pause: Pause | null): void;
  /** This server is the one that routes from now on. */
  leads(): void;
  /** Why others are not heard for now; null: they are again. */
  troubled(problem: string | null): void;
  /** What happened for a while can not be had any more: whoever is connected has to read anew. */
  lost(): void;
}

export interface Feed {
  /** This server's name among the others, a new one at each start. */
  readonly serverId: string;
  /** Whether this server is the one that routes: one at a time does, or two would both fill an agent's last place. */
  readonly isLeader: boolean;
  /** Whether others are heard now. */
  readonly isUp: boolean;
  /** Hears from now on, and tells who is connected here. Resolves when nothing can be missed any more. */
  follow(listener: FeedListener): Promise<void>;
  /** The first page of a conversation came to this server, or the last one went. */
  setVisitor(page: { conversationId: string; siteId: string }, isHere: boolean): void;
  /** The first page of an agent came to this server, or the last one went. */
  setAgent(agentId: string, state: { isHere: true; pause: Pause | null } | { isHere: false }): void;
  /** The first page of an agent opened the conversation at this server, or the last one left it. */
  setOnlooker(conversationId: string, agentId: string, isHere: boolean): void;
  /** Wherever the agent's pages are. */
  setPause(agentId: string, pause: Pause | null): void;
  say(word: Word): void;
  /** The same, and says whether it was taken. @throws AppError STORE_UNAVAILABLE */
  tell(word: Word): Promise<void>;
  /** Whether a server of this name was heard of lately. @throws AppError STORE_UNAVAILABLE */
  isLiving(serverId: string): Promise<boolean>;
}
