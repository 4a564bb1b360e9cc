/** What somebody who reads a conversation gets of it: what they lack, or a page of it. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Conversation, ConversationDetail } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import type { Store } from '../../store/store.ts';

export interface EntryPage<Seen = Entry> {
  /** Oldest first. */
  entries: Seen[];
  hasEarlier: boolean;
}

/** What the reader may see of an entry; null hides it. */
type See<Seen> = (entry: Entry) => Seen | null;

/**
 * What a client that holds everything up to `afterSeq` lacks. Without a number, with one the conversation has not
 * reached, or after a gap of more than `LIMITS.resumeEntries`, it is the newest page instead, and `isFresh` says to
 * drop what is held (SPEC W8).
 */
export async function catchUp<Seen>(
  store: Pick<Store, 'conversations'>,
  conversation: Conversation,
  afterSeq: number | undefined,
  see: See<Seen>,
): Promise<EntryPage<Seen> & { isFresh: boolean }> {
  const gap = afterSeq === undefined ? Infinity : conversation.lastSeq - afterSeq;
  if (afterSeq === undefined || gap < 0 || gap > LIMITS.resumeEntries) {
    return { ...(await pageBefore(store, conversation.id, null, see)), isFresh: true };
  }
  const entries =
    gap === 0 ? [] : await store.conversations.entriesAfter(conversation.id, afterSeq, LIMITS.resumeEntries);
  return { entries: seen(entries, see), isFresh: false, hasEarlier: afterSeq > 0 };
}

/**
 * One page of entries before a number; null: the newest. Reads on past pages where the reader may see nothing, so that
 * an empty page always means the beginning.
 */
export async function pageBefore<Seen>(
  store: Pick<Store, 'conversations'>,
  conversationId: string,
  beforeSeq: number | null,
  see: See<Seen>,
): Promise<EntryPage<Seen>> {
  for (let before = beforeSeq; ; ) {
    const page = await store.conversations.entriesBefore(conversationId, before, LIMITS.pageEntries);
    const entries = seen(page, see);
    const first = page[0]?.seq ?? 1;
    if (entries.length > 0 || first === 1) return { entries, hasEarlier: first > 1 };
    before = first;
  }
}

function seen<Seen>(entries: Entry[], see: See<Seen>): Seen[] {
  return entries.map(see).filter(entry => entry !== null);
}

/** A conversation with its newest entries, its callbacks and its person, for an agent. @throws AppError CONVERSATION_UNKNOWN */
export async function readDetail(
  { store, hub }: Pick<Core, 'store' | 'hub'>,
  reader: Pick<Agent, 'role' | 'siteIds'>,
  conversationId: string,
): Promise<ConversationDetail> {
  const conversation = await store.conversations.find(conversationId);
  if (!conversation || !maySee(reader, conversation.siteId)) throw new AppError('CONVERSATION_UNKNOWN');
  const [contact, visitor, entries, callbacks, everyRelated] = await Promise.all([
    store.contacts.find(conversation.contact.id),
    conversation.visitorId === null ? null : store.visitors.find(conversation.visitorId),
    store.conversations.entriesBefore(conversation.id, null, LIMITS.pageEntries),
    store.callbacks.ofConversation(conversation.id),
    store.views.related(conversation.id),
  ]);
  if (!contact) throw new Error(`Conversation ${conversation.id} lacks its contact.`);
  const related = everyRelated.filter(each => maySee(reader, each.siteId));
  const hasEarlier = (entries[0]?.seq ?? 1) > 1;
  const isVisitorHere = hub.isVisitorHere(conversation.id);
  return { conversation, contact, visitor, entries, hasEarlier, callbacks, related, isVisitorHere };
}

/** More than anybody looks through. */
const MAX_SITE_TAGS = 200;

/** The tags that are in use on a conversation's site, for an agent to choose from. @throws AppError CONVERSATION_UNKNOWN */
export async function tagsFor(
  { store }: Pick<Context, 'store'>,
  reader: Pick<Agent, 'role' | 'siteIds'>,
  conversationId: string,
): Promise<string[]> {
  const conversation = await store.conversations.find(conversationId);
  if (!conversation || !maySee(reader, conversation.siteId)) throw new AppError('CONVERSATION_UNKNOWN');
  return store.conversations.tags(conversation.siteId, MAX_SITE_TAGS);
}
