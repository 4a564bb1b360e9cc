/**
 * What a write has to be told of to others: pure, used by both stores, so that they can not differ (SPEC D1).
 */
import { createHash } from 'node:crypto';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { WebhookEvent, WebhookMessage } from '../../../protocol/webhooks.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Written } from '../../store/written.ts';
import type { WebhookRecord } from './store.ts';

type What = Pick<Written, 'entry' | 'conversation' | 'callback'>;

/**
 * The deliveries that one entry causes, one for each webhook and event. Of what is said in quarantine nobody is told
 * before it comes out (SPEC SP1).
 * @param before the conversation before the entry; with `lastSeq` 0 the entry is its first
 */
export function deliveriesOf(webhooks: WebhookRecord[], before: Conversation, written: What): DeliveryRecord[] {
  const { entry, conversation } = written;
  const happened = eventsOf(before, written);
  return webhooks.flatMap(webhook =>
    happened
      .filter(event => !webhook.isDisabled && webhook.siteId === conversation.siteId && webhook.events.includes(event))
      .map(event => ({
        id: deliveryId(webhook.id, event, conversation.id, entry.seq),
        kind: 'webhook' as const,
        target: webhook.id,
        siteId: conversation.siteId,
        conversationId: conversation.id,
        event,
        payload: payloadOf(event, written),
        attempts: 0,
        dueAt: entry.createdAt,
        since: entry.createdAt,
        createdAt: entry.createdAt,
        isDead: false,
        problem: '',
      })),
  );
}

/**
 * What was not told while a conversation was in quarantine: the same deliveries, now.
 * @param entries said since `held.fromSeq`
 * @param conversation as it is when it has come out
 * @param callbacks all of its
 */
export function deliveriesHeldBack(
  webhooks: WebhookRecord[],
  entries: Entry[],
  conversation: Conversation,
  callbacks: Callback[],
): DeliveryRecord[] {
  return entries.flatMap(entry => {
    const { body } = entry;
    const callback = 'callbackId' in body ? callbacks.find(each => each.id === body.callbackId) : undefined;
    const before = { ...conversation, lastSeq: entry.seq - 1 };
    return deliveriesOf(webhooks, before, { entry, conversation, ...(callback && { callback }) });
  });
}

function eventsOf(
  before: Conversation,
  { entry, conversation, callback }: What,
): Exclude<WebhookEvent, 'notice.told' | `call.${string}`>[] {
  const event = entry.body.kind === 'event' ? entry.body.event : null;
  if (event === 'unchanged' || (conversation.status === 'held' && event !== 'held')) return [];
  const isChanged =
    before.lastSeq === 0 || before.status !== conversation.status || before.assigneeId !== conversation.assigneeId;
  return ['entry.added', ...(isChanged ? CONVERSATION_CHANGED : []), ...(callback ? CALLBACK_CHANGED : [])];
}

const CONVERSATION_CHANGED = ['conversation.changed'] as const;
const CALLBACK_CHANGED = ['callback.changed'] as const;

/** Written once and sent as it is, because its bytes are what is signed. */
function payloadOf(event: WebhookEvent, { entry, conversation, callback }: What): string {
  const message: WebhookMessage = {
    type: event,
    timestamp: new Date(entry.createdAt).toISOString(),
    data: { siteId: conversation.siteId, conversation, entry, ...(callback && { callback }) },
  };
  return JSON.stringify(message);
}

/**
 * Follows from what it tells of, so that a step which is tried anew gives the same one. No full stop in it: it is what
 * separates the parts of signed content.
 */
function deliveryId(target: string, event: WebhookEvent, conversationId: string, seq: number): string {
  const cause = JSON.stringify([target, event, conversationId, seq]);
  return `msg_${createHash('sha256').update(cause).digest('base64url').slice(0, 27)}`;
}
