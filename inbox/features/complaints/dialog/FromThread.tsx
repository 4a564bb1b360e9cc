import type { Conversation } from '../../../../protocol/conversations.ts';
import { useInbox } from '../../../inbox.ts';
import { ComplaintDialog } from './ComplaintDialog.tsx';
import { ratedBad } from './typed.ts';

/** Makes a complaint of a conversation; where its last rating was a low one, of that. */
export function FromThread({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { conversations } = useInbox();
  const { id, contact } = conversation;
  const entries = conversations.threads.held.value.get(id)?.entries ?? [];
  return (
    <ComplaintDialog
      contactId={contact.id}
      conversationId={id}
      source="conversation"
      rated={ratedBad(entries)}
      onClose={onClose}
    />
  );
}
