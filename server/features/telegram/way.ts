import type { Core } from '../../core.ts';
import type { Way } from '../notices/ways.ts';
import type { DeskSettings } from '../settings/settings.ts';
import { botNow } from './settings.ts';
import { sayingDelivery } from './told.ts';

/** Tells agents in their Telegram chat, if they have linked one to the bot of now and not blocked it (SPEC TB4). */
export function createTelegramWay(
  core: Pick<Core, 'store' | 'config' | 'now'>,
  rooms: { settings: Pick<DeskSettings, 'read'> },
): Way {
  return {
    name: 'telegram',
    isOffered: async () => (await botNow({ ...core, ...rooms })) !== null,
    async deliveries({ id: noticeId, siteId, conversationId }, { id: agentId }) {
      const bot = await botNow({ ...core, ...rooms });
      const chat = bot && (await core.store.agentChats.of(agentId));
      if (!chat || chat.botId !== bot.id || chat.isBlocked) return [];
      const saying = { kind: 'notice', noticeId, agentId } as const;
      return [sayingDelivery(`telegram_${noticeId}`, core.now(), saying, { siteId, conversationId })];
    },
  };
}
