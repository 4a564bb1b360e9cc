/** Many conversations at once: the inbox's lists and their counts, and what routing needs. */
import type { Condition } from '../../../protocol/conditions.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { View, ViewCounts } from '../../../protocol/views.ts';
import type { Page } from '../../store/page.ts';
import type { Waiting } from '../queue/rules.ts';

export interface ViewStore {
  /**
   * Ordered by who must be answered next (`rank` in protocol/rank.ts); snoozed ones by when they come back; closed ones and
   * those in quarantine by newest change.
   */
  page(query: {
    view: View;
    agentId: string;
    siteId?: string;
    /** Only of these; null: of all. */
    siteIds?: readonly string[] | null;
    cursor?: string;
    limit: number;
  }): Promise<Page<Conversation>>;
  /**
   * Those for whom all conditions hold, one of which says their status, in the order of the view of that status. A page
   * may have fewer than `limit` before the end, or none.
   * @param query.look at most so many are looked at for a page
   */
  filtered(query: {
    conditions: readonly Condition[];
    siteIds?: readonly string[] | null;
    cursor?: string | undefined;
    limit: number;
    look: number;
  }): Promise<Page<Conversation>>;
  /** @param siteIds counts only what is of these; null: all */
  count(agentId: string, siteIds?: readonly string[] | null): Promise<ViewCounts>;
  /** How many open conversations each agent has who has any: what routing needs beside the page of `unassigned`. */
  load(): Promise<ReadonlyMap<string, number>>;
  /** How many of these agents' open conversations are letters (`kindOf` in routing/rules.ts), of each who has any. */
  letters(agentIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Open conversations of one agent, for offering them again. */
  openOf(agentId: string, limit: number): Promise<Conversation[]>;
  /** Who waits for words in the chat of a site, longest wait first: of those who are to be answered next, at most so many. */
  waiting(siteId: string, limit: number): Promise<Waiting[]>;
  /** Other conversations of people with the same e-mail, phone or external id on the same site, newest first, at most 20. */
  related(conversationId: string): Promise<Conversation[]>;
  /** Conversations of one contact, newest first: they carry its summary. */
  ofContact(contactId: string, limit: number): Promise<Conversation[]>;
  /** The same of several, such as all who make one card. */
  ofContacts(contactIds: readonly string[], limit: number): Promise<Conversation[]>;
}
