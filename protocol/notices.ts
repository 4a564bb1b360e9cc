/** What agents are told of while they do not look, and by which ways. */
import { z } from 'zod';
import { id, timestamp } from './wire/fields.ts';

/** Ways by which an agent can be told: `page` is the open inbox, all others leave through the outbox. */
export const NOTICE_WAYS = ['page', 'push', 'email', 'telegram', 'sms', 'webhook'] as const;
export type NoticeWay = (typeof NOTICE_WAYS)[number];

/** Why somebody is told. */
export const NOTICE_CAUSES = ['message', 'form', 'callback', 'late', 'mention', 'rating', 'handover'] as const;
export type NoticeCause = (typeof NOTICE_CAUSES)[number];

/** What one agent is to be told of. */
export const notice = z.object({
  id,
  agentId: id,
  siteId: id,
  conversationId: id,
  cause: z.enum(NOTICE_CAUSES),
  at: timestamp,
  /** How many things it stands for. */
  count: z.number().int().positive(),
});
export type Notice = z.infer<typeof notice>;
