/** What moves a conversation into quarantine and out of it: pure, used by both stores, so that they can not differ. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryEvent } from '../../../protocol/entries.ts';
import type { SpamRule } from '../../../protocol/spam.ts';

/** The event of an agent's "Spam"; null: it is there already. */
export function holding({ status }: Conversation): EntryEvent | null {
  return status === 'held' ? null : { kind: 'event', event: 'held' };
}

/** The event that lets it out; null: it is out, or something else than `only` holds it. */
export function releasing({ held }: Conversation, only?: SpamRule): EntryEvent | null {
  if (!held || (only !== undefined && held.rules.some(rule => rule !== only))) return null;
  return { kind: 'event', event: 'released', rules: held.rules };
}
