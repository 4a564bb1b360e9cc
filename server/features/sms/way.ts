import type { Context } from '../../context.ts';
import type { Way } from '../notices/ways.ts';
import { deliveryOf } from './sender.ts';
import { SMS } from './settings.ts';

/** Tells agents by SMS who have proved a number, while the desk sends any. */
export function smsWay(context: Pick<Context, 'config' | 'store' | 'settings' | 'now'>): Way {
  const { store, settings } = context;
  return {
    name: 'sms',
    isOffered: async () => (await settings.read(SMS)).settings.isOn,
    async deliveries({ id, siteId, conversationId }, agent) {
      const { settings: set } = await settings.read(SMS);
      if (!set.isOn || !(await store.sms.numberOf(agent.id))?.number) return [];
      const cause = { id: `sms-${id}`, siteId, conversationId, event: 'notice' };
      return [deliveryOf(context, cause, { is: 'notice', noticeId: id, agentId: agent.id })];
    },
  };
}
