/** What a store keeps of scripts, which themselves stand with their sites: giving back, and what they did. */
import type { Author } from '../../../protocol/entries.ts';
import type { ScriptCount } from '../../../protocol/scripts.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { ScriptDesk } from './rules.ts';

export interface ScriptStore {
  /**
   * Gives a conversation back to the script, with the event and what the script says then. A repeat of `sent` returns the
   * first answer; where there is nothing to give back, an `unchanged` event is left.
   * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
   */
  resume(input: {
    conversationId: string;
    author: Author;
    sent: Sent;
    scripted: ScriptDesk;
    at: number;
  }): Promise<Written>;
  /** What the scripts of a site did, by day, from a day on, oldest first. */
  counts(siteId: string, fromDay: string): Promise<ScriptCount[]>;
  /** Forgets what was done before then. */
  sweep(before: number): Promise<void>;
}
