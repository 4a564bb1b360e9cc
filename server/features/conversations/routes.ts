import { z } from 'zod';
import { conversationDetail } from '../../../protocol/conversations.ts';
import { conversationsAnswer, conversationsQuery } from '../../../protocol/views.ts';
import { id } from '../../../protocol/wire/fields.ts';
import { errorAnswer } from '../../../protocol/wire/frames.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { App, Context } from '../../context.ts';
import { requireAgent } from '../sessions/sessions.ts';

/** What the inbox reads once; from then on the agent's socket tells of every change. */
export function conversationRoutes(app: App, context: Context): void {
  const { store, hub } = context;
  const tags = ['Conversations'];

  app.get(
    '/v1/conversations',
    {
      schema: {
        tags,
        summary: 'One view, ordered by who must be answered next',
        querystring: conversationsQuery,
        response: { 200: conversationsAnswer, 400: errorAnswer, 401: errorAnswer },
      },
    },
    async request => {
      const { agent } = await requireAgent(context, request);
      const { view, site: siteId, cursor, limit } = request.query;
      const page = await store.views.page({ view, agentId: agent.id, siteId, cursor, limit });
      return { conversations: page.items, cursor: page.cursor };
    },
  );

  app.get(
    '/v1/conversations/:id',
    {
      schema: {
        tags,
        summary: 'One conversation with its newest entries and the person',
        params: z.object({ id }),
        response: { 200: conversationDetail, 401: errorAnswer, 404: errorAnswer },
      },
    },
    async request => {
      await requireAgent(context, request);
      const conversation = await store.conversations.find(request.params.id);
      if (!conversation) throw new AppError('CONVERSATION_UNKNOWN');
      const [contact, visitor, entries, callbacks, related] = await Promise.all([
        store.contacts.find(conversation.contact.id),
        conversation.visitorId === null ? null : store.visitors.find(conversation.visitorId),
        store.conversations.entriesBefore(conversation.id, null, LIMITS.pageEntries),
        store.callbacks.ofConversation(conversation.id),
        store.views.related(conversation.id),
      ]);
      if (!contact) throw new Error(`Conversation ${conversation.id} lacks its contact.`);
      return {
        conversation,
        contact,
        visitor,
        entries,
        hasEarlier: (entries[0]?.seq ?? 1) > 1,
        callbacks,
        related,
        isVisitorHere: hub.isVisitorHere(conversation.id),
      };
    },
  );
}
