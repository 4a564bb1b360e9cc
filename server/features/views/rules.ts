/**
 * Which pages of agents hear of what happens: pure. A page says what it shows, and listens to some topics; what happens
 * in a conversation is about some. Where they meet, it hears of it (SPEC W19, W20).
 */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { ViewsWatch } from '../../../protocol/views.ts';
import type { Written, WrittenNews } from '../../store/written.ts';

/** Conversations that nobody has: every bell rings for them. */
const NOBODYS = 'nobody';
/** Those that may just have left the list of them; only who shows that list need know. */
const UNASSIGNED_LIST = 'view unassigned';
const ANY_SITE = 'sites';
const ANY_CALLBACKS = 'callbacks';
const ANY_QUARANTINE = 'quarantine';

const sites = (siteId: string) => `site ${siteId}`;
const callbacksOf = (siteId: string) => `callbacks ${siteId}`;
const quarantineOf = (siteId: string) => `quarantine ${siteId}`;

/** What is for one agent, whatever their pages show. */
export function agentTopic(agentId: string): string {
  return `agent ${agentId}`;
}

/** All that can be told of one conversation without knowing more of it: who types. */
export function conversationTopic(conversationId: string): string {
  return `conversation ${conversationId}`;
}

/** What a page listens to: what is its agent's or nobody's, what its view shows, and the conversation that it has open. */
export function topicsShown(agentId: string, shows: Pick<ViewsWatch, 'view' | 'site' | 'conversationId'>): string[] {
  const { conversationId } = shows;
  const always = [agentTopic(agentId), NOBODYS];
  return [...always, ...topicsOfView(shows), ...(conversationId === null ? [] : [conversationTopic(conversationId)])];
}

function topicsOfView({ view, site }: Pick<ViewsWatch, 'view' | 'site'>): string[] {
  switch (view) {
    case 'mine':
      return [];
    case 'unassigned':
      return [UNASSIGNED_LIST];
    case 'all':
    case 'closed':
    case 'snoozed':
      return [site === null ? ANY_SITE : sites(site)];
    case 'callbacks':
      return [site === null ? ANY_CALLBACKS : callbacksOf(site)];
    case 'quarantine':
      return [site === null ? ANY_QUARANTINE : quarantineOf(site)];
  }
}

/** What happened in a conversation, or was done to it without an entry. Of other servers' writes nobody knows `before`. */
export type Happening = Pick<WrittenNews, 'conversation'> &
  Partial<Pick<Written, 'entry' | 'callback' | 'before' | 'isRepeat'>>;

/** The topics that something is about: of whoever has the conversation now, and of whoever had it until now. */
export function topicsAbout(happening: Happening): string[] {
  const { conversation, callback, entry } = happening;
  const { id, siteId, assigneeId, callbackAt } = conversation;
  const event = entry?.body.kind === 'event' ? entry.body.event : null;
  const isMoved = event === 'held' || event === 'released';
  const inQuarantine = [ANY_QUARANTINE, quarantineOf(siteId)];
  // Nobody else hears of it, so no list shows it and no bell rings (SPEC SP1).
  if (conversation.status === 'held' && !isMoved) return [...inQuarantine, conversationTopic(id)];
  const topics = [ANY_SITE, sites(siteId), conversationTopic(id), having(assigneeId)];
  if (isMoved) topics.push(...inQuarantine);
  if (callbackAt !== null || callback || isMoved) topics.push(ANY_CALLBACKS, callbacksOf(siteId));
  const had = hadBefore(happening);
  if (had !== undefined) topics.push(having(had));
  if (mayBeTaken(happening)) topics.push(UNASSIGNED_LIST);
  return topics;
}

function having(assigneeId: Conversation['assigneeId']): string {
  return assigneeId === null ? NOBODYS : agentTopic(assigneeId);
}

/** Who had it before, where that may be somebody else. Events say so themselves, also when they are told again. */
function hadBefore({ conversation, entry, before }: Happening): string | null | undefined {
  if (entry?.body.kind === 'event') {
    // Entries of 0.1 do not say from whom; then it may have been anybody's, and mostly was nobody's.
    if (entry.body.event === 'assigned') return entry.body.fromId ?? null;
    if (entry.body.event === 'unassigned') return entry.body.agentId;
    if (entry.body.event === 'wait_late') return entry.body.fromId ?? undefined;
  }
  return before && before.assigneeId !== conversation.assigneeId ? before.assigneeId : undefined;
}

/**
 * An answer takes what nobody had, without an event (SPEC RT8); only the server that wrote it knows, at once, whether this
 * one did. Who has it by now says nothing: it may have been handed on since.
 */
function mayBeTaken({ entry, before, isRepeat }: Happening): boolean {
  if (before && !isRepeat) return false;
  return entry?.author.kind === 'agent' && entry.body.kind === 'message';
}
