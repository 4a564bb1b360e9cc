/**
 * What agents and visitors do in a conversation, one function for each act. Whoever asks is answered right after the
 * commit, without another turn between, and before anybody hears the news: news of later entries must not overtake it
 * (SPEC W3).
 */

import type { Agent } from '../../../protocol/agents.ts';
import type { VisitorConversation } from '../../../protocol/conversations.ts';
import type { AgentAuthor, Entry, EntryBody, VisitorEntry } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee, seenSites } from '../../sight.ts';
import type { Store } from '../../store/store.ts';
import type { Sent, Written } from '../../store/written.ts';
import type { Peer, VisitorPeer } from '../../wire/peer.ts';
import { mayBeGiven } from '../agents/rules.ts';
import { filesToSend } from '../files/commands.ts';
import { uploaderOf, withFiles } from '../files/rules.ts';
import { mentionable } from '../mentions/rules.ts';
import { stageAfterAnswer, unwaited } from '../stages/commands.ts';
import { publishConversation, publishEntry, publishTyping } from './news.ts';
import { catchUp, type EntryPage, pageBefore } from './reading.ts';
import { forVisitor, visitorConversationOf } from './visibility.ts';

/** An agent who asks for something that leaves an entry. */
export interface AgentAsks {
  by: AgentAuthor;
  sent: Sent;
  /** Called once, as soon as what was asked is kept. Null: there was nothing to do, nor to write. */
  answer(written: Written | null): void;
}

/** A visitor who does. */
export interface VisitorAsks {
  siteId: string;
  /** The one that they may see; null: they have not said anything yet. */
  conversationId: string | null;
  sent: Sent;
  /** The page that asks: it is answered, so it does not hear the news as well (SPEC W12). */
  page?: VisitorPeer;
  answer(written: Written): void;
}

/** What an agent says: `mentions` are colleagues whom a note names. */
interface Saying {
  type: 'message.send' | 'note.add';
  text: string;
  files?: string[] | undefined;
  mentions?: string[] | undefined;
}

/**
 * An agent's message or private note. Whoever answers an unassigned conversation has it from then on, in the same step
 * (SPEC RT8); a note is for colleagues, and the visitor never sees it (SPEC P5).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED, FILES_OFF, FILES_TOO_MANY, FILE_UNKNOWN, FILE_UNFINISHED,
 * FIELD_INVALID for mentions of who may not see it
 */
export async function say(context: Context, asks: AgentAsks, conversationId: string, said: Saying): Promise<void> {
  const { store, staff, availability, now } = context;
  const { by: author, sent } = asks;
  const words = { kind: said.type === 'note.add' ? 'note' : 'message', text: said.text } as const;
  const { files, mentions = [] } = said;
  const written = await (files || mentions.length > 0 ? withThose() : append(words));
  asks.answer(written);
  publishEntry(context, written);
  const { before, conversation, isRepeat } = written;
  context.noticeEdits.seenTo(written);
  if (words.kind === 'message' && conversation.status === 'held') await letOut(context, conversation.id, author);
  if (words.kind === 'note' || isRepeat) return;
  unwaited(context, stageAfterAnswer(context, conversation.contact.id, author.id));
  if (before.waitingSince === null) return;
  availability.answered(conversation.siteId, now() - before.waitingSince);

  function append(body: Extract<EntryBody, { kind: 'message' | 'note' }>): Promise<Written> {
    return store.conversations.append({ conversationId, ...sent, author, body, at: now() });
  }

  /** A repeat gets the first answer: its files are sent by then, and would be refused; so may who is named be. */
  async function withThose(): Promise<Written> {
    const { siteId } = (await store.conversations.find(conversationId)) ?? {};
    const site = siteId === undefined ? null : await context.sites.byId(siteId);
    if (!site) throw new AppError('CONVERSATION_UNKNOWN');
    try {
      const named = mentions.length > 0 ? { ...words, mentions: mentionable(mentions, site.id, staff) } : words;
      const sent = files ? await filesToSend(context, { uploader: uploaderOf(author), site }, files) : [];
      return await append(withFiles(named, sent));
    } catch (error) {
      const isRefusal = error instanceof AppError && error.status < 500;
      if (!isRefusal) throw error;
      return firstAnswer(store, { conversationId }, sent, error);
    }
  }
}

/** Whoever is answered is nobody to hide: an answer takes a conversation out of quarantine (SPEC SP3). */
async function letOut(context: Context, conversationId: string, author: AgentAuthor): Promise<void> {
  const { store, spam, now } = context;
  const written = await store.spam.release({ conversationId, author, at: now() });
  if (!written) return;
  publishEntry(context, written);
  spam.learn(written.conversation, { held: 0, released: 1 });
}

/**
 * Takes an unassigned conversation. Of two at once one wins (SPEC RT5); sent again, it changes nothing (SPEC ST4).
 * @throws AppError CONVERSATION_UNKNOWN, ALREADY_CLAIMED, CLIENT_ID_REUSED
 */
export async function claim(context: Context, asks: AgentAsks, conversationId: string): Promise<void> {
  const { store, now } = context;
  const { by: author, sent } = asks;
  const written = await store.conversations.assign({ conversationId, from: null, to: author, author, sent, at: now() });
  asks.answer(written);
  if (written) movedByHand(context, written);
}

/**
 * Hands a conversation to an agent, whoever has it now, or to nobody. Sent again, it changes nothing (SPEC ST4).
 * @param to.note for whoever has it next; left out: none
 * @throws AppError CONVERSATION_UNKNOWN, FIELD_INVALID, CLIENT_ID_REUSED
 */
export async function assign(
  context: Context,
  asks: AgentAsks,
  conversationId: string,
  { agentId, note }: { agentId: string | null; note?: string | undefined },
): Promise<void> {
  const { store, staff, routing, now } = context;
  const { by: author, sent } = asks;
  const agent = agentId === null ? null : staff.find(agentId);
  const isRefused =
    agent === undefined || (agent && !(mayBeGiven(agent) && (await seesConversation(store, agent, conversationId))));
  const written = isRefused
    ? await firstAnswer(store, { conversationId }, sent, agentRefused())
    : await store.conversations.assign({
        conversationId,
        to: agent && { id: agent.id, name: agent.name },
        author,
        sent,
        note,
        at: now(),
      });
  asks.answer(written);
  if (!written) return;
  movedByHand(context, written);
  if (written.note) publishEntry(context, written.note);
  // Somebody else may take it, and who gave it away has room again.
  routing.wake();
}

/**
 * Puts a tag on a conversation, or takes it off; already so is fine. Sent again, it changes nothing (SPEC ST4).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED, FIELD_INVALID for one too many
 */
export async function tag(
  context: Context,
  asks: AgentAsks,
  conversationId: string,
  change: { tag: string; isOn: boolean },
): Promise<void> {
  const { by: author, sent } = asks;
  const { tag: name, isOn } = change;
  const at = context.now();
  const written = await context.store.conversations.tag({ conversationId, tag: name, isOn, author, sent, at });
  asks.answer(written);
  if (written) publishEntry(context, written);
}

/**
 * Closes or opens it again; already so is fine. Sent again, it changes nothing (SPEC ST4).
 * @throws AppError CONVERSATION_UNKNOWN, CLIENT_ID_REUSED
 */
export async function setStatus(
  context: Context,
  asks: AgentAsks,
  conversationId: string,
  status: 'open' | 'closed',
): Promise<void> {
  const { store, routing, spam, now } = context;
  const { by: author, sent } = asks;
  const written = await store.conversations.setStatus({ conversationId, status, author, sent, at: now() });
  asks.answer(written);
  if (!written) return;
  publishEntry(context, written);
  context.noticeEdits.seenTo(written);
  if (isAnsweredAndOver(written)) spam.learn(written.conversation, { held: 0, released: 1 });
  // A closed one makes room, a reopened one may need somebody.
  routing.wake();
}

/** One side has seen everything up to a number; the other side shows it, and so do pages beside this one (SPEC W13). */
export async function markRead(
  context: Context,
  side: 'visitor' | 'agent',
  conversationId: string,
  seq: number,
  answer: () => void,
): Promise<void> {
  const moved = await context.store.conversations.markRead(conversationId, side, seq);
  answer();
  if (moved) publishConversation(context, moved);
}

/** Somebody types, or stopped: everybody in the conversation sees it. Nothing is stored. @param page that says so */
export function tellTyping(
  context: Context,
  typing: { conversationId: string; agentId: string | null; isTyping: boolean },
  page?: Peer,
): void {
  publishTyping(context, typing, page);
  context.feed?.say({ kind: 'typing', ...typing });
}

/** What an agent's page lacks of one conversation, with its callbacks (SPEC W8). @throws AppError CONVERSATION_UNKNOWN */
export async function resumeForAgent({ store }: Context, conversationId: string, afterSeq: number) {
  const conversation = await store.conversations.find(conversationId);
  if (!conversation) throw new AppError('CONVERSATION_UNKNOWN');
  const [caughtUp, callbacks] = await Promise.all([
    catchUp(store, conversation, afterSeq, entry => entry),
    store.callbacks.ofConversation(conversationId),
  ]);
  return { conversation, callbacks, ...caughtUp };
}

/** What a visitor's page lacks, or the newest page when that is too much (SPEC W8). @param afterSeq undefined: all */
export async function resumeForVisitor(
  { store, staff, queue, config }: Pick<Context, 'store' | 'staff' | 'queue' | 'config'>,
  conversationId: string | null,
  afterSeq: number | undefined,
): Promise<EntryPage<VisitorEntry> & { conversation: VisitorConversation | null; isFresh: boolean }> {
  const conversation = conversationId === null ? null : await store.conversations.find(conversationId);
  if (!conversation) return { conversation: null, entries: [], isFresh: true, hasEarlier: false };
  const caughtUp = await catchUp(store, conversation, afterSeq, entry => forVisitor(entry, config.secretKey));
  return { conversation: visitorConversationOf(conversation, { staff, queue }), ...caughtUp };
}

/** One page of earlier entries. @param see `forVisitor`, or for agents everything as it is, notes and all */
export function history<Seen>(
  { store }: Pick<Context, 'store'>,
  conversationId: string,
  beforeSeq: number,
  see: (entry: Entry) => Seen | null,
): Promise<EntryPage<Seen>> {
  return pageBefore(store, conversationId, beforeSeq, see);
}

/**
 * What a command answered when it came first, although by now it would be refused (SPEC ST4).
 * @throws AppError `refusal` when it did not come before, CLIENT_ID_REUSED
 */
export async function firstAnswer(
  store: Pick<Store, 'conversations'>,
  of: Parameters<Store['conversations']['answered']>[0],
  sent: Sent,
  refusal: AppError,
): Promise<Written> {
  const written = await store.conversations.answered(of, sent);
  if (!written) throw refusal;
  return written;
}

/** What was answered and then closed is how people write, and the filter learns it (SPEC SP5). */
function isAnsweredAndOver({ before, conversation, isRepeat }: Written): boolean {
  if (isRepeat || before.status !== 'open' || conversation.status !== 'closed') return false;
  return conversation.preview.author === 'agent';
}

/** Routing respects what agents move (SPEC RT7): neither a repeat nor what was so already is a move. */
function movedByHand(context: Context, written: Written): void {
  const { before, conversation, entry, isRepeat } = written;
  const isMove = !isRepeat && entry.body.kind === 'event' && entry.body.event !== 'unchanged';
  if (isMove) context.routing.movedByHand(conversation.id, before.assigneeId, conversation.assigneeId);
  publishEntry(context, written);
  context.noticeEdits.seenTo(written);
}

/** Whoever may not see it is nobody to give it to (SPEC RI4). */
async function seesConversation(
  store: Pick<Store, 'conversations'>,
  agent: Pick<Agent, 'role' | 'siteIds'>,
  conversationId: string,
): Promise<boolean> {
  if (seenSites(agent) === null) return true;
  const conversation = await store.conversations.find(conversationId);
  return conversation === null || maySee(agent, conversation.siteId);
}

function agentRefused(): AppError {
  const fields = { agentId: 'FIELD_INVALID' } as const;
  return new AppError('FIELD_INVALID', 'agentId must be an agent who is not disabled.', { fields });
}
