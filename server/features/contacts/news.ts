import type { Core } from '../../core.ts';
import { tellAgents } from '../views/news.ts';
import { contactSummary } from './rules.ts';
import type { ContactChange } from './store.ts';

/** Conversations of one contact that are told of at once; one more for each browser that a signed person used. */
const MAX_TOLD = 100;

/**
 * Tells every open inbox that a contact is called otherwise, or speaks another language or is elsewhere, in all of its
 * conversations that it shows (SPEC W18): by the same topics as words, because who shows none of them reads the name
 * with what it shows next. Visitors see no change. Does nothing when none of what conversations repeat has changed.
 * @param changed.before of another contact: its conversations belong to `after` now
 */
export async function contactChanged(
  { store, hub }: Pick<Core, 'store' | 'hub'>,
  { before, after }: ContactChange,
): Promise<void> {
  if (JSON.stringify(contactSummary(before)) === JSON.stringify(contactSummary(after))) return;
  const conversations = await store.views.ofContact(after.id, MAX_TOLD);
  for (const conversation of conversations) {
    tellAgents(hub, { conversation }, { type: 'conversation.changed', conversation });
  }
}
