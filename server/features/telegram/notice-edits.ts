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
}

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
    const changes = await takenBy({ store, now, staff }, bot.id, owner, conversation, since);
    if (changes.length === 0) return;
    await store.outbox.put(changes);
    outbox.wake();
  }

  /** Whose it is now; of what is nobody's, who answered or closed it. */
  function ownerAfter({ assigneeId }: Conversation, { author }: Written['entry']) {
    if (assigneeId !== null) return staff.find(assigneeId) ?? null;
    return author.kind === 'agent' ? author : null;
  }

  return {
    seenTo(written) {
      if (written.isRepeat) return;
      change(written).catch(error => log.warn({ err: error }, 'what was told in Telegram keeps its buttons'));
    },
  };
}

/** What is to be changed in everybody's chat. @param since only what was told from then on */
export async function takenBy(
  { store, staff, now }: Parts,
  botId: ChatKey['botId'],
  owner: { id: string; name: string },
  { id: conversationId, siteId }: Pick<Conversation, 'id' | 'siteId'>,
  since = 0,
): Promise<DeliveryRecord[]> {
  const notices = await store.agentChats.noticesOf(conversationId, MOST_CHANGED);
  return notices.flatMap(({ id, agentId, at }) => {
    const [sentBy, chatId = '', messageId] = id.split(':');
    const reader = staff.find(agentId);
    // What another bot sent before has the number of something else here.
    if (!reader || sentBy !== botId || at < since) return [];
    const name = agentId === owner.id ? null : owner.name;
    const saying = {
      kind: 'taken',
      chatId,
      messageId: Number(messageId),
      conversationId,
      name,
      locale: reader.locale,
    } as const;
    const changed = changeId({ botId, chatId }, saying.messageId);
    return [sayingDelivery(changed, now(), saying, { siteId, conversationId })];
  });
}
