/** What was said and by whom, found by any part of a word. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';

export interface SearchStore {
  /** People and text; stems are found in all six scripts (SPEC SE1). Entries newest first. */
  find(query: {
    q: string;
    /** What is in quarantine is found there alone. */
    in?: 'desk' | 'quarantine';
    /** Only of these sites; null: of all. */
    siteIds?: readonly string[] | null;
    limit: number;
  }): Promise<{ people: Conversation[]; entries: { conversation: Conversation; entry: Entry }[] }>;
  /** Resolves when everything written so far can be found by `search`; tests wait on it. */
  settled(): Promise<void>;
}
