import { NOTICE_DEFAULTS, type Notice, type NoticeSettings, type NoticeWay } from '../../../../protocol/notices.ts';

import { noticeNow } from '../../../../server/features/notices/now.ts';
import type { Way } from '../../../../server/features/notices/ways.ts';
import { newDelivery } from '../../../contract/scene.ts';
import { buildTestApp, type Desk } from '../../../helpers/app.ts';

/** A desk whose agents can be told by push and SMS, of which nothing leaves: tests look at what is to. */
export async function deskWithWays(options: Parameters<typeof buildTestApp>[0] = {}) {
  const desk = await buildTestApp(options);
  addWays(desk);
  return desk;
}

export function addWays({ context }: Desk): void {
  (context.ways as Way[]).length = 0;
  for (const name of ['push', 'sms'] as const) {
    const way: Way = { name, deliveries: async (notice, agent) => [deliveryOf(name, notice, agent.id)] };
    (context.ways as Way[]).push(way);
  }
}

/** To a browser that is not there, whatever the way, so that it waits. */
function deliveryOf(way: 'push' | 'sms', { id, siteId, conversationId }: Notice, agentId: string) {
  const where = { kind: 'push' as const, target: agentId, siteId, conversationId };
  return newDelivery({ id: `${id} ${way}`, ...where, event: way, payload: id });
}

/** What is to leave to an agent, by which way and in which words; what nobody needs any more is null. */
export async function toldTo({ context, store }: Desk, agentId: string) {
  const { items } = await store.outbox.page({ isDead: false, limit: 1000 });
  const theirs = items.filter(each => each.target === agentId).sort((a, b) => a.dueAt - b.dueAt);
  return Promise.all(theirs.map(async each => [each.event, (await noticeNow(context, each.payload))?.body ?? null]));
}

/** Ways in this order, all of them on, and the others off. */
export function inOrder(...order: NoticeWay[]): NoticeSettings['ways'] {
  const others = NOTICE_DEFAULTS.ways.filter(each => !order.includes(each.way));
  return [...order.map(way => ({ way, isOn: true })), ...others.map(({ way }) => ({ way, isOn: false }))];
}

/** An agent of the store alone, who is nowhere signed in. */
export async function wants(desk: Desk, agentId: string, change: Partial<NoticeSettings>): Promise<void> {
  await desk.store.notices.putSettings({ id: agentId, settings: { ...NOTICE_DEFAULTS, ...change } });
}
