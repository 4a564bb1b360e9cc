import type { Conversation } from '../../../../protocol/conversations.ts';

/** What of a conversation a card shows: where it is another, the card is read anew. Words that come and go are read in the thread. */
export function newsOf({ contact, status, callbackAt, snoozed }: Conversation): string {
  return JSON.stringify([contact, status, callbackAt, snoozed]);
}
