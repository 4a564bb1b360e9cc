import type { AnswerLink } from '../../features/answers/store.ts';
import type { Turns } from './turns.ts';

export type AnswerLinkRows = ReturnType<typeof createAnswerLinkRows>;

/** What letters lead back by, written with them. Inside a step (SPEC AM2). */
export function createAnswerLinkRows({ writer }: Turns) {
  const insert = writer.prepare(
    'INSERT INTO answer_links (id, site, conversation, expires_at, used_by) VALUES (?, ?, ?, ?, NULL)',
  );
  const dropOf = writer.prepare('DELETE FROM answer_links WHERE conversation = ?');
  return {
    add: ({ id, siteId, conversationId, expiresAt }: AnswerLink): void =>
      void insert.run(id, siteId, conversationId, expiresAt),
    /** Takes away all of a conversation. */
    dropOf: (conversationId: string): void => void dropOf.run(conversationId),
  };
}
