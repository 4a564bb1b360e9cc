/** How things are now with what agents are told of, as the store has it. */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { TalkCause } from '../../../protocol/telling.ts';
import type { Core } from '../../core.ts';
import type { SiteRecord } from '../sites/store.ts';
import { isOver } from './rules.ts';
import type { Thing } from './subjects.ts';

type Looking = Pick<Core, 'store' | 'now'>;

/** A thing of a conversation. */
export type TalkThing = Thing & { cause: TalkCause };

/** What it is about. */
export interface About {
  conversation: Conversation;
  /** That caused it; null: the passing of time did. */
  entry: Entry | null;
  callback: Callback | null;
}

/** Null: the conversation is gone. */
export async function aboutOf(
  { store }: Pick<Looking, 'store'>,
  { conversationId, cause, of }: TalkThing,
): Promise<About | null> {
  const isOfTime = cause === 'callback_due';
  const [conversation, [entry]] = await Promise.all([
    store.conversations.find(conversationId),
    isOfTime ? [] : store.conversations.entriesAfter(conversationId, Number(of) - 1, 1),
  ]);
  if (!conversation || (!isOfTime && !entry)) return null;
  const callbackId = isOfTime ? of : entry && 'callbackId' in entry.body ? entry.body.callbackId : null;
  const callback = callbackId === null ? null : await store.callbacks.find(callbackId);
  return { conversation, entry: entry ?? null, callback };
}

/** Whether there is nothing to tell an agent of it any more. */
export async function isTalkOver(
  { store, now }: Looking,
  { conversation, entry, callback }: About,
  thing: TalkThing & { agentId: string },
  { notices: told }: Pick<SiteRecord, 'notices'>,
): Promise<boolean> {
  const { cause, of, agentId } = thing;
  const { id: conversationId, assigneeId } = conversation;
  if (isBooking(entry)) {
    // Whoever has their time waits for nothing: it is news until somebody has read it (SPEC BK13).
    const isOthers = told.form === 'assignee' && assigneeId !== null && assigneeId !== agentId;
    return told.form === 'nobody' || isOthers || conversation.agentReadSeq >= Number(of);
  }
  const isUnread = cause === 'mention' && (await store.mentions.isUnread({ agentId, conversationId, seq: Number(of) }));
  return isOver(thing, { conversation, callback, isUnread, told, at: now() });
}

/** It tells of a booking. */
export function isBooking(entry: Entry | null): boolean {
  return entry?.body.kind === 'form' && entry.body.booking !== undefined;
}
