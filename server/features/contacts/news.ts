import type { Contact } from '../../../protocol/contacts.ts';
import type { Core } from '../../core.ts';
import { tellAgents } from '../views/news.ts';

/** Conversations of one contact that are told of at once; one more for each browser that a signed person used. */
const MAX_TOLD = 100;

/**
 * Tells every open inbox that a contact is called otherwise, in all of its conversations that it shows (SPEC W18): by the
 * same topics as words, because who shows none of them reads the name with what it shows next. Visitors see no
 * change. Does nothing when none of what conversations repeat of it has changed.
 * @param before null, or another contact: its conversations belong to `after` now
 */
export async function contactChanged(
  { store, hub }: Pick<Core, 'store' | 'hub'>,
  before: Contact | null,
  after: Contact,
): Promise<void> {
  if (before && before.id === after.id && summaryOf(before) === summaryOf(after)) return;
  const conversations = await store.views.ofContact(after.id, MAX_TOLD);
  for (const conversation of conversations) {
    tellAgents(hub, { conversation }, { type: 'conversation.changed', conversation });
  }
}

function summaryOf({ name, email, phone }: Contact): string {
  return JSON.stringify([name, email, phone]);
}
