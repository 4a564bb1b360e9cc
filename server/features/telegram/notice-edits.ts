/** Says under what agents were told of a conversation who has it, once somebody has seen to it (SPEC TB2). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Written } from '../../store/written.ts';
import type { Staff } from '../agents/staff.ts';
import { botNow } from './settings.ts';
import type { ChatKey } from './store.ts';
import { changeId, sayingDelivery } from './told.ts';

/** Notices of one conversation that say who has it, newest first: as many as anybody looks back at. */
const MOST_CHANGED = 50;

type Parts = Pick<Core, 'store' | 'now'> & { staff: Pick<Staff, 'find'> };

export interface NoticeEdits {
  /** An agent did something in a conversation. Not waited for; a server that dies over it leaves buttons that still say who has it when they are pressed. */
  seenTo(written: Written): void;
  /** An agent opened a conversation, and others are told of it no more. Not waited for either. */
  opened(agent: Named, conversationId: string): void;
}

type Named = { id: string; name: string };

export function createNoticeEdits(core: Core, { staff }: Pick<Parts, 'staff'>): NoticeEdits {
  const { store, now, outbox, log } = core;

  async function change({ before, conversation, entry }: Written): Promise<void> {
    const owner = ownerAfter(conversation, entry);
    const isMoved = conversation.assigneeId !== null && conversation.assigneeId !== before.assigneeId;
    const isAnswered = before.waitingSince !== null && conversation.waitingSince === null;
    if (!owner || (!isMoved && !isAnswered)) return;
    const bot = await botNow(core);
    if (!bot) return;
    // Of those before, whoever has it was told under them already.
    const since = isMoved ? 0 : before.waitingSince!;
    await put(await takenBy({ store, now, staff }, bot.id, owner, conversation, since));
  }

  async function changeOpened(agent: Named, conversationId: string): Promise<void> {
    const [bot, conversation] = await Promise.all([botNow(core), store.conversations.find(conversationId)]);
    if (!bot || !conversation) return;
    const owner = conversation.assigneeId === null ? null : staff.find(conversation.assigneeId);
    const since = conversation.waitingSince ?? 0;
    const parts = { store, now, staff };
    await put(
      owner
        ? await takenBy(parts, bot.id, owner, conversation, since)
        : await changesOf(parts, bot.id, { kind: 'seen', by: agent }, conversation, since),
    );
  }

  async function put(changes: DeliveryRecord[]): Promise<void> {
    if (changes.length === 0) return;
    await store.outbox.put(changes);
    outbox.wake();
  }

  /** Whose it is now; of what is nobody's, who answered or closed it. */
  function ownerAfter({ assigneeId }: Conversation, { author }: Written['entry']) {
    if (assigneeId !== null) return staff.find(assigneeId) ?? null;
    return author.kind === 'agent' ? author : null;
  }

  function keepsButtons(error: Error): void {
    log.warn({ err: error }, 'what was told in Telegram keeps its buttons');
  }

  return {
    seenTo(written) {
      if (written.isRepeat) return;
      change(written).catch(keepsButtons);
    },
    opened(agent, conversationId) {
      changeOpened(agent, conversationId).catch(keepsButtons);
    },
  };
}

/** What is to be changed in everybody's chat, now that somebody has it. @param since only what was told from then on */
export async function takenBy(
  parts: Parts,
  botId: ChatKey['botId'],
  owner: Named,
  conversation: Pick<Conversation, 'id' | 'siteId'>,
  since = 0,
): Promise<DeliveryRecord[]> {
  return changesOf(parts, botId, { kind: 'taken', by: owner }, conversation, since);
}

async function changesOf(
  { store, staff, now }: Parts,
  botId: ChatKey['botId'],
  { kind, by }: { kind: 'taken' | 'seen'; by: Named },
  { id: conversationId, siteId }: Pick<Conversation, 'id' | 'siteId'>,
  since: number,
): Promise<DeliveryRecord[]> {
  const notices = await store.agentChats.noticesOf(conversationId, MOST_CHANGED);
  return notices.flatMap(({ id, agentId, at }) => {
    const [sentBy, chatId = '', messageId] = id.split(':');
    const reader = staff.find(agentId);
    // What another bot sent before has the number of something else here.
    if (!reader || sentBy !== botId || at < since) return [];
    const name = agentId === by.id ? null : by.name;
    const saying = { kind, chatId, messageId: Number(messageId), conversationId, name, locale: reader.locale } as const;
    const changed = changeId({ botId, chatId }, saying.messageId);
    return [sayingDelivery(kind === 'seen' ? `${changed}_seen` : changed, now(), saying, { siteId, conversationId })];
  });
}
