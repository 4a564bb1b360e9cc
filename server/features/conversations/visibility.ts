/** What of a conversation its visitor may see. Everything that goes to a visitor passes here (SPEC P5). */
import type { Conversation, VisitorConversation } from '../../../protocol/conversations.ts';
import type { Entry, EntryBody, EntryEvent, VisitorEntry } from '../../../protocol/entries.ts';
import type { QueuePlace } from '../../../protocol/queue.ts';
import { callLink } from '../callbacks/links.ts';
import { phoneText } from '../contacts/phones.ts';
import { answersAlone } from '../scripts/rules.ts';

type EventName = EntryEvent['event'];
type FieldOf<Name extends EventName> = Exclude<keyof Extract<EntryEvent, { event: Name }>, 'kind' | 'event'>;

/** What visitors say and what is said to them. A kind that does not stand here is for colleagues only. */
const VISIBLE_KINDS: ReadonlySet<EntryBody['kind']> = new Set(['message', 'callback', 'form']);

/**
 * The events that visitors hear of, with the fields of each that they get. What does not stand here is private: that
 * nobody has the conversation now, what changed nothing, what an agent noted of a call, and every event to come.
 */
const VISIBLE_EVENTS: { [Name in EventName]?: readonly FieldOf<Name>[] } = {
  assigned: ['agentName'],
  closed: [],
  reopened: [],
  callback_reached: ['callbackId'],
  callback_no_answer: ['callbackId', 'startAt', 'endAt', 'isLast'],
  callback_wrong_number: ['callbackId'],
  callback_moved: ['callbackId', 'startAt', 'endAt'],
  callback_cancelled: ['callbackId'],
};

/** Whether the visitor may know that there is such an entry. */
export function isVisible(body: EntryBody): boolean {
  return body.kind === 'event' ? VISIBLE_EVENTS[body.event] !== undefined : VISIBLE_KINDS.has(body.kind);
}

/** The entry as its visitor sees it. Null: it is for agents only. @param secretKey of the server, for links of their own */
export function forVisitor(entry: Entry, secretKey: string): VisitorEntry | null {
  const { body, author } = entry;
  if (!isVisible(body)) return null;
  const seen = { ...entry, author: author.kind === 'agent' ? ({ kind: 'agent', name: author.name } as const) : author };
  if (body.kind === 'event') return { ...seen, body: shown(body) };
  // Pages have no library that knows how numbers are written.
  if (body.kind === 'callback') {
    const link = callLink(secretKey, body.callbackId);
    return { ...seen, body: { ...body, phoneText: phoneText(body.phone), link } };
  }
  // What they wrote is theirs to see; what we noted of how it came is not.
  if (body.kind === 'message' && body.mail) {
    const { mail: _, ...words } = body;
    return { ...seen, body: words };
  }
  return { ...seen, body };
}

function shown(event: EntryEvent): VisitorEntry['body'] {
  const fields: readonly string[] = ['kind', 'event', ...VISIBLE_EVENTS[event.event]!];
  return Object.fromEntries(Object.entries(event).filter(([name]) => fields.includes(name))) as VisitorEntry['body'];
}

export function visitorConversationOf(
  conversation: Conversation,
  {
    staff,
    queue,
  }: {
    staff: { find(id: string): { name: string } | undefined };
    queue: { of(conversation: Conversation): QueuePlace | undefined };
  },
): VisitorConversation {
  const { id, status, assigneeId, lastSeq, agentReadSeq, visitorReadSeq, asked } = conversation;
  const assignee = assigneeId === null ? undefined : staff.find(assigneeId);
  const place = queue.of(conversation);
  return {
    id,
    // Nobody learns that they are held, or robots would learn how not to be; nor that they are put aside, or that no person
    // has to do with it yet.
    status: status === 'closed' && !answersAlone(conversation.script) ? 'closed' : 'open',
    assignee: assignee ? { name: assignee.name } : null,
    lastSeq,
    agentReadSeq,
    visitorReadSeq,
    ...(place && { queue: place }),
    ...(asked?.isOpen && { asked: { askSeq: asked.askSeq, of: asked.of, until: asked.until } }),
  };
}
