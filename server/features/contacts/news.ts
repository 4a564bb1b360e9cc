import type { Core } from '../../core.ts';
import { tellAgents } from '../views/news.ts';
import { contactSummary } from './rules.ts';
import type { ContactChange } from './store.ts';

/** Conversations of one contact that are told of at once; one more for each browser that a signed person used. */
const MAX_TOLD = 100;

/** Tells agents of people who changed, of each at most once a second: a page may change its visitor as often as it likes. */
export interface ContactNews {
  /**
   * Tells every open inbox that a contact is called otherwise, or speaks another language or is elsewhere, in all of its
   * conversations that it shows (SPEC W18): by the same topics as words, because who shows none of them reads the name
   * with what it shows next. Visitors see no change. Does nothing when none of what conversations repeat has changed.
   * @param change.before of another contact: its conversations belong to `after` now
   */
  changed(change: ContactChange): Promise<void>;
  /** Tells the same of all who make a card together, or did until now: who is joined to whom has changed (SPEC CO7). */
  joined(contactIds: readonly string[]): Promise<void>;
  /** Tells what has changed again within the last second, as it is by now; called by the beat. */
  tick(): Promise<void>;
}

export function createContactNews({ store, hub }: Pick<Core, 'store' | 'hub'>): ContactNews {
  /** Contacts of which agents heard within this second, and those that changed since. */
  const told = new Set<string>();
  let waiting = new Set<string>();

  async function tell(contactId: string): Promise<void> {
    told.add(contactId);
    const conversations = await store.views.ofContact(contactId, MAX_TOLD);
    for (const conversation of conversations) {
      tellAgents(hub, { conversation }, { type: 'conversation.changed', conversation });
    }
  }

  async function tellSoon(contactId: string): Promise<void> {
    if (told.has(contactId)) waiting.add(contactId);
    else await tell(contactId);
  }

  async function joined(contactIds: readonly string[]): Promise<void> {
    for (const each of contactIds) await tellSoon(each);
  }

  return {
    async changed({ before, after }) {
      if (JSON.stringify(contactSummary(before)) === JSON.stringify(contactSummary(after))) return;
      const isCardSame = JSON.stringify(before.card) === JSON.stringify(after.card);
      const tree = isCardSame ? null : await store.contacts.tree(after.id);
      await joined(tree ? tree.ids : [after.id]);
    },
    joined,
    async tick() {
      told.clear();
      const late = waiting;
      waiting = new Set();
      for (const contactId of late) await tell(contactId);
    },
  };
}
