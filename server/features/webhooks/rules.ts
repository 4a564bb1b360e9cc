/**
 * What a write has to be told of to others: pure, used by both stores, so that they can not differ (SPEC D1).
 */
import { createHash } from 'node:crypto';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { BookingEvent, DeskEvent, WebhookEvent, WebhookMessage } from '../../../protocol/webhooks.ts';
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
      .filter(event => hears(webhook, event, conversation.siteId))
      .map(event => ({
        ...newDelivery(webhook, event, [conversation.id, entry.seq], entry.createdAt),
        siteId: conversation.siteId,
        conversationId: conversation.id,
        payload: payloadOf(event, written),
      })),
  );
}

/** Something that happened with a person or about them, and that no entry tells of. */
export interface DeskNews {
  event: DeskEvent | BookingEvent;
  /** Whose card it is about: its erasure takes along what was not told yet. Null: nobody's. */
  contactId: string | null;
  /**
   * What tells this time from every other: the id of what it happened to and, where that changes more than once, what says
   * which change it is, such as its version or time.
   */
  cause: readonly (string | number)[];
  /** Ms since the epoch. */
  at: number;
  /** What the message has as its `data`. */
  /** With the site that it happened at; null: it is of no site, and the whole desk's webhooks alone hear of it. */
  data: WebhookMessage['data'];
}

/** The deliveries of it, one for each webhook that asks for it. */
export function deskDeliveries(webhooks: readonly WebhookRecord[], news: readonly DeskNews[]): DeliveryRecord[] {
  return news.flatMap(({ event, contactId, cause, at, data }) => {
    const { siteId } = data;
    const heard = webhooks.filter(webhook => hears(webhook, event, siteId));
    if (heard.length === 0) return [];
    const message: WebhookMessage = { type: event, timestamp: new Date(at).toISOString(), data };
    const payload = JSON.stringify(message);
    return heard.map(webhook => ({
      ...newDelivery(webhook, event, cause, at),
      ...(contactId !== null && { contactId }),
      siteId,
      conversationId: null,
      payload,
    }));
  });
}

/** @param siteId of what happened; null: it is of no site, and the whole desk's webhooks alone hear of it */
function hears(webhook: WebhookRecord, event: WebhookEvent, siteId: string | null): boolean {
  const isOfIt = webhook.siteId === null || webhook.siteId === siteId;
  return !webhook.isDisabled && isOfIt && webhook.events.includes(event);
}

function newDelivery({ id }: WebhookRecord, event: WebhookEvent, cause: readonly (string | number)[], at: number) {
  return {
    id: deliveryId(id, event, cause),
    kind: 'webhook' as const,
    target: id,
    event,
    attempts: 0,
    dueAt: at,
    since: at,
    createdAt: at,
    isDead: false,
    problem: '',
  };
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
): ('entry.added' | 'conversation.changed' | 'callback.changed')[] {
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
function deliveryId(target: string, event: WebhookEvent, cause: readonly (string | number)[]): string {
  const whole = JSON.stringify([target, event, ...cause]);
  return `msg_${createHash('sha256').update(whole).digest('base64url').slice(0, 27)}`;
}
