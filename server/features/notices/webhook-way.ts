/** Agents are told by a program of the site's owner: one message for each webhook that asks for it. */
import { createHash } from 'node:crypto';
import type { Notice } from '../../../protocol/notices.ts';
import type { WebhookMessage } from '../../../protocol/webhooks.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { maySee } from '../../sight.ts';
import type { WebhookRecord } from '../webhooks/store.ts';
import { NOTICE_EVENT, type Way } from './ways.ts';

/** The way `webhook`. A test goes to all of them whose site the agent sees. */
export function createWebhookWay({ store }: Pick<Core, 'store'>): Way {
  return {
    name: 'webhook',
    async deliveries(notice, agent) {
      const all = await store.webhooks.all();
      const those = all.filter(
        ({ isDisabled, events, siteId }) =>
          !isDisabled &&
          events.includes(NOTICE_EVENT) &&
          (siteId === null || (siteId === (notice.siteId ?? siteId) && maySee(agent, siteId))),
      );
      return those.map(webhook => deliveryTo(webhook, notice));
    },
  };
}

function deliveryTo({ id: target, ...webhook }: WebhookRecord, notice: Notice): DeliveryRecord {
  const siteId = webhook.siteId ?? notice.siteId;
  const message: WebhookMessage = {
    type: NOTICE_EVENT,
    timestamp: new Date(notice.at).toISOString(),
    data: { siteId, notice: { ...notice, siteId } },
  };
  const cause = JSON.stringify([target, NOTICE_EVENT, notice.id]);
  return {
    // No full stop in it, as in all ids of webhooks' messages: it separates the parts of signed content.
    id: `msg_${createHash('sha256').update(cause).digest('base64url').slice(0, 27)}`,
    kind: 'webhook',
    target,
    siteId,
    conversationId: notice.conversationId,
    event: NOTICE_EVENT,
    payload: JSON.stringify(message),
    attempts: 0,
    dueAt: notice.at,
    since: notice.at,
    createdAt: notice.at,
    isDead: false,
    problem: '',
  };
}
