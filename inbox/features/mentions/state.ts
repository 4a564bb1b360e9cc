import { type ReadonlySignal, signal } from '@preact/signals';
import type { MentionCounts } from '../../../protocol/mentions.ts';
import type { Link } from '../../shell/link.ts';

/** The notes that name the agent: how many they have not seen. The list of them is one of the views'. */
export interface Mentions {
  counts: ReadonlySignal<MentionCounts>;
  /** Takes in how many there are. */
  take(counts: MentionCounts): void;
  /** One more, which was not there before. */
  add(): void;
  /** The agent has a conversation before their eyes. */
  see(conversationId: string): void;
}

export function createMentions({ link }: { link: Pick<Link, 'notify' | 'isReady'> }): Mentions {
  const counts = signal<MentionCounts>({ unread: 0, hasAny: false });
  return {
    counts,
    take({ unread, hasAny }) {
      counts.value = { unread, hasAny };
    },
    add() {
      counts.value = { unread: counts.peek().unread + 1, hasAny: true };
    },
    see(conversationId) {
      // What they are told of, the server knows; what is seen without a link is seen again with the next look.
      if (link.isReady()) link.notify({ type: 'mentions.read', conversationId });
    },
  };
}
