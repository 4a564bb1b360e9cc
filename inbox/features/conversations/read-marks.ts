import type { Conversation } from '../../../protocol/conversations.ts';
import type { Link } from '../../shell/link.ts';
import { isUnread } from './summary.ts';

/** How far the agent has read; the server hears of it. */
export interface ReadMarks {
  /** The agent looks at the conversation; its words count as read if it is theirs to answer. */
  set(conversationId: string): void;
  /** What was read while the link was down: told when it is back. */
  tellMeanwhile(): void;
}

export function createReadMarks(parts: {
  link: Pick<Link, 'notify' | 'isReady'>;
  meId: string;
  find(id: string): Conversation | null;
  take(conversation: Conversation): void;
}): ReadMarks {
  const { link, meId, find, take } = parts;
  /** By conversation, up to which number. */
  const meanwhile = new Map<string, number>();
  return {
    set(conversationId) {
      const conversation = find(conversationId);
      if (!conversation || !isUnread(conversation)) return;
      if (conversation.assigneeId !== null && conversation.assigneeId !== meId) return;
      const seq = conversation.lastVisitorSeq;
      take({ ...conversation, agentReadSeq: seq });
      if (link.isReady()) link.notify({ type: 'read.set', conversationId, seq });
      else meanwhile.set(conversationId, seq);
    },
    tellMeanwhile() {
      for (const [conversationId, seq] of meanwhile) link.notify({ type: 'read.set', conversationId, seq });
      meanwhile.clear();
    },
  };
}
