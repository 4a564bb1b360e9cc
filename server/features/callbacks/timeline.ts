import type { Callback, CallbackItem } from '../../../protocol/callbacks.ts';
import type { Core } from '../../core.ts';
import { newestOf } from '../timeline/rules.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { excerpt } from '../timeline/text.ts';
import { conversationsOf } from '../views/commands.ts';

/** Callbacks, each when it was asked for, with what became of it. */
export function callbackTimeline({ store }: Pick<Core, 'store'>): TimelineSource<CallbackItem> {
  return {
    kind: 'callback',
    async read(contactIds, before, limit, by) {
      const conversations = await conversationsOf(store, contactIds, by);
      const asked = conversations.filter(({ channels }) => channels.includes('callback'));
      const found = await Promise.all(asked.map(({ id }) => store.callbacks.ofConversation(id)));
      return newestOf(found.flat().map(callbackItemOf), before, limit);
    },
  };
}

function callbackItemOf(callback: Callback): CallbackItem {
  const { id, createdAt, conversationId, siteId, seq, topic, startAt, status, attempts } = callback;
  const last = attempts.at(-1);
  return {
    ...{ kind: 'callback', id, at: createdAt, conversationId, siteId, seq, startAt, status },
    topic: excerpt(topic),
    tries: attempts.length,
    agentName: last?.agentName ?? '',
    note: excerpt(last?.note ?? ''),
  };
}
