/** What of a conversation its visitor may see. Everything that goes to a visitor passes here (SPEC P5). */
import type { Conversation, VisitorConversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Staff } from '../agents/staff.ts';

/**
 * The entry as its visitor sees it. Null: it is for agents only (notes, that nobody has the conversation now, and what
 * changed nothing).
 * What an agent wrote down about a call stays inside too.
 */
export function forVisitor(entry: Entry): Entry | null {
  const { body } = entry;
  switch (body.kind) {
    case 'message':
    case 'callback':
    case 'form':
      return entry;
    case 'event': {
      if (body.event === 'unassigned' || body.event === 'unchanged') return null;
      const { note: _, ...visible } = body;
      return { ...entry, body: visible };
    }
    case 'note':
      return null;
  }
}

export function visitorConversationOf(conversation: Conversation, staff: Pick<Staff, 'find'>): VisitorConversation {
  const { id, status, assigneeId, lastSeq, agentReadSeq, visitorReadSeq } = conversation;
  const assignee = assigneeId === null ? undefined : staff.find(assigneeId);
  return {
    id,
    status,
    assignee: assignee ? { name: assignee.name } : null,
    lastSeq,
    agentReadSeq,
    visitorReadSeq,
  };
}
