/** The conversation as this page holds it, and what the visitor can do in it. */
import type { VisitorConversation } from '../../../protocol/conversations.ts';
import type { VisitorEntry } from '../../../protocol/entries.ts';
import { hasGap, mergeEntries } from '../../../protocol/log.ts';
import type { VisitorNews } from '../../../protocol/visitor.ts';
import { newClientId } from '../../../protocol/wire/client-id.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { tryChunk } from '../../panel/chunks.ts';
import { emit } from '../../panel/events.ts';
import { deliver, notify, request, type Waiting } from '../../panel/link.ts';
import { saved, write } from '../../panel/saved.ts';
import { createValue } from '../../panel/value.ts';
import { view } from '../../panel/view.ts';
import { files } from '../files/load-files.ts';

const NOTHING = {
  conversation: null as VisitorConversation | null,
  /** Oldest first. */
  entries: [] as readonly VisitorEntry[],
  /** Messages that the server will not take; the visitor may try again. */
  failed: [] as readonly Waiting[],
  hasEarlier: false,
  /** An agent's words wait below what the reader looks at. */
  hasNew: false,
  /** Name of the agent who types, or empty. */
  typing: '',
  /** The agent's last words, for the live region. */
  announced: '',
  /** The number up to which the visitor has seen everything. */
  readSeq: 0,
};
export const chat = createValue(NOTHING);

/** The number up to which nothing is missing. */
let heldSeq = 0;
/** The count of unread messages that the page was told. */
let reported = 0;
/** When the agent was told last that somebody types; 0 when told of its end. */
let typedAt = 0;
let typingTimer: ReturnType<typeof setTimeout>;

/** Forgets the conversation. */
export function clear(): void {
  stopTimers();
  chat.change(NOTHING);
  heldSeq = 0;
}

export function stopTimers(): void {
  clearTimeout(typingTimer);
}

/** What a hello says that this page holds, so that the answer brings the rest (SPEC W8). */
export function held(): { conversationId?: string; afterSeq?: number } {
  const { conversation } = chat.now;
  return conversation ? { conversationId: conversation.id, afterSeq: heldSeq } : {};
}

/**
 * Sends words, with the files beside them.
 * @param failed id of a message that failed and is tried again, with its own
 */
export function send(text: string, failed?: string): void {
  const clientId = failed ?? newClientId();
  chat.change({ failed: chat.now.failed.filter(each => each.clientId !== clientId) });
  deliver({ type: 'message.send', clientId, text, ...files.loaded.now.chunk?.take(failed ?? 'chat', clientId) });
  typedAt = 0;
}

/** Keeps the draft, and tells the agent that somebody types: no oftener than keeps the mark alive. */
export function type(text: string): void {
  write({ text });
  const isTyping = !!text.trim();
  const isTold = isTyping ? Date.now() - typedAt < LIMITS.typingMs / 2 : !typedAt;
  if (isTold) return;
  typedAt = isTyping ? Date.now() : 0;
  notify({ type: 'typing.set', isTyping });
}

/** How many messages of ours have not been seen. */
export function unread({ entries, readSeq } = chat.now): number {
  return entries.filter(({ seq, author, body }) => {
    return seq > readSeq && author.kind !== 'visitor' && body.kind === 'message';
  }).length;
}

/** Marks everything as seen, if it can be seen, and tells what the server does not know: also what was read without a link. */
export function read(): void {
  const { isOpen, tab } = view.now;
  if (isOpen && tab === 'chat' && !document.hidden && unread()) chat.change({ readSeq: chat.now.entries.at(-1)!.seq });
  const { conversation, readSeq } = chat.now;
  if (conversation && readSeq > conversation.visitorReadSeq) {
    chat.change({ conversation: { ...conversation, visitorReadSeq: readSeq } });
    notify({ type: 'read.set', seq: readSeq });
  }
  if (reported === unread()) return;
  reported = unread();
  emit('unread', reported);
}

export async function loadEarlier(): Promise<void> {
  const { hasEarlier, entries } = chat.now;
  if (!hasEarlier) return;
  chat.change({ hasEarlier: false });
  try {
    const answer = await request({ type: 'history.get', beforeSeq: entries[0]!.seq });
    if (answer.type === 'history') chat.change({ hasEarlier: answer.hasEarlier });
  } catch {
    chat.change({ hasEarlier: true }); // The link dropped; scrolling up asks again.
  }
}

/** Takes what the server says of the conversation. */
export function hear(news: VisitorNews): void {
  if ('isFresh' in news) {
    if (news.isFresh) {
      chat.change({ entries: [], readSeq: 0 });
      heldSeq = 0;
    }
    if (!chat.now.entries.length) chat.change({ hasEarlier: news.hasEarlier });
    add(news.entries);
    // What is missing below this number is not for visitors' eyes.
    heldSeq = Math.max(heldSeq, news.conversation?.lastSeq ?? 0);
  }
  if (news.type === 'history') add(news.entries);
  if ('conversation' in news) {
    const { conversation } = news;
    chat.change({ conversation, readSeq: Math.max(chat.now.readSeq, conversation?.visitorReadSeq ?? 0) });
  }
  if (news.type === 'typing') setTyping(news.isTyping ? news.name : '');
  if ('entry' in news && news.entry) addLive(news.entry, news.previousSeq);
}

/** A message is refused for good. */
export function fail(message: Waiting): void {
  chat.change({ failed: [...chat.now.failed, message] });
}

function add(more: readonly VisitorEntry[]) {
  chat.change({ entries: mergeEntries(chat.now.entries, more) });
}

/**
 * Adds an entry that was just written.
 * @param previousSeq of the entry before it that a visitor may see
 */
function addLive(entry: VisitorEntry, previousSeq = entry.seq - 1) {
  const { seq, author, body } = entry;
  const isNew = !chat.now.entries.some(each => each.seq === seq);
  add([entry]);
  if (hasGap(heldSeq, previousSeq)) {
    // The answer is heard like all news; without a link the next welcome brings it.
    request({ type: 'conversation.resume', afterSeq: heldSeq }).catch(() => {});
  } else heldSeq = Math.max(heldSeq, seq);
  if (!isNew || author.kind === 'visitor' || body.kind !== 'message') return;
  setTyping('');
  const by = author.kind === 'agent' ? `${author.name}: ` : '';
  chat.change({ announced: by + (body.text || body.files?.[0]?.name) });
  const isLookedAt = view.now.isOpen && document.hasFocus();
  if (!saved.now.isMuted && !isLookedAt) ring();
  emit('message', entry);
}

async function ring() {
  const bell = await tryChunk('ring', () => import('./ring.ts'));
  bell?.ring();
}

/** @param name of the agent who types; empty: nobody */
function setTyping(name: string) {
  clearTimeout(typingTimer);
  chat.change({ typing: name });
  if (name) typingTimer = setTimeout(setTyping, LIMITS.typingMs, '');
}
