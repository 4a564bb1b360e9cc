import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { NoticeSettings } from '../../../protocol/notices.ts';
import { nameOf } from '../contacts/names.ts';
import { lastWords, wordsOf } from '../conversations/summary.ts';
import { t as ladderText } from '../ladder/words/index.ts';
import { t as mentionText } from '../mentions/words/index.ts';
import { t as ratingText } from '../ratings/words/index.ts';
import { t } from './words/index.ts';

/** New words, for an agent who does not look at the list. */
export interface Notices {
  /** What screen readers are told. */
  spoken: ReadonlySignal<string>;
  /** How the agent wants to be told; null: it is not known yet. */
  settings: Signal<NoticeSettings | null>;
  /** The agent's quiet hours, or they want nothing of the page: it neither rings nor counts (SPEC NO9). */
  isQuiet: Signal<boolean>;
  /** Somebody said something new, what was put aside is back, or a colleague hands a conversation over to this agent. */
  tell(conversation: Conversation, entry: Entry): void;
  /** Somebody waits too long, or was not content, and it is for this agent to act. */
  tellLate(conversation: Conversation, entry: Entry): void;
  /** A note names this agent. */
  tellMention(conversation: Conversation, entry: Entry): void;
}

export function createNotices(parts: {
  meId: string;
  /** It may be for this agent: whoever rings judges that. */
  onAttention(conversation: Conversation, entry: Entry): void;
}): Notices {
  const { meId, onAttention } = parts;
  const spoken = signal('');
  return {
    spoken,
    settings: signal(null),
    isQuiet: signal(false),
    tell(conversation, entry) {
      if (entry.author.kind === 'system' && entry.body.kind === 'event' && entry.body.event === 'woken') {
        spoken.value = t('backFrom', { name: nameOf(conversation.contact) });
        onAttention(conversation, entry);
        return;
      }
      const { author, body } = entry;
      const isMine = body.kind === 'event' && body.event === 'assigned' && body.agentId === meId;
      if (isMine && author.kind === 'agent' && author.id !== meId) {
        spoken.value = t('handedOver', { by: author.name, name: nameOf(conversation.contact) });
        onAttention(conversation, entry);
        return;
      }
      const isToMend =
        body.kind === 'event' && ['rated', 'mail_failed', 'mail_returned', 'sms_failed'].includes(body.event);
      if (isToMend) return onAttention(conversation, entry);
      const isLeft = body.kind === 'event' && body.event === 'bot_passed_on';
      if (!isLeft && (author.kind !== 'visitor' || body.kind === 'event')) return;
      // What they said before a bot gave them up was told to nobody.
      const words = isLeft ? lastWords(conversation) : wordsOf(entry);
      spoken.value = t('spoken', { name: nameOf(conversation.contact), words });
      onAttention(conversation, entry);
    },
    tellLate(conversation, entry) {
      const name = nameOf(conversation.contact);
      const what = entry.body.kind === 'event' ? entry.body.event : null;
      if (what === 'rated') spoken.value = ratingText('lowSpoken', { name });
      else if (what === 'mail_returned') spoken.value = t('mailReturned', { name });
      else spoken.value = ladderText('lateSpoken', { name });
      onAttention(conversation, entry);
    },
    tellMention(conversation, entry) {
      const name = entry.author.kind === 'agent' ? entry.author.name : '';
      spoken.value = mentionText('spoken', { name, words: wordsOf(entry) });
      onAttention(conversation, entry);
    },
  };
}
