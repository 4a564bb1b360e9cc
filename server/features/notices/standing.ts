/** How things are now with what agents are told of, as the store has it. */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Core } from '../../core.ts';
import type { Standing } from './rules.ts';
import type { AgentThing, Thing } from './subjects.ts';

type Looking = Pick<Core, 'store'>;

/** What a thing is about. */
export interface About {
  conversation: Conversation;
  /** That caused it; null: the passing of time did. */
  entry: Entry | null;
  callback: Callback | null;
}

/** Null: the conversation is gone. */
export async function aboutOf({ store }: Looking, { conversationId, cause, of }: Thing): Promise<About | null> {
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

/** The same, with what only the agent knows who is told of it. */
export async function standingOf(
  { store }: Looking,
  { conversation, callback }: About,
  { cause, of, agentId }: AgentThing,
): Promise<Pick<Standing, 'conversation' | 'callback' | 'isUnread'>> {
  const { id: conversationId } = conversation;
  const isUnread = cause === 'mention' && (await store.mentions.isUnread({ agentId, conversationId, seq: Number(of) }));
  return { conversation, callback, isUnread };
}
