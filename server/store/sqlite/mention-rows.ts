import type { MentionRecord } from '../../features/mentions/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${MENTION} …` gives rows for `mentionFromRow`; add WHERE and ORDER BY. */
export const MENTION =
  'row, id, agent AS agentId, site AS siteId, conversation AS conversationId, seq, at, is_read AS isRead FROM mentions';

export type MentionRow = Omit<MentionRecord, 'isRead'> & { row: number; isRead: number };

export function mentionFromRow(from: unknown): MentionRecord {
  const { row: _, isRead, ...mention } = from as MentionRow;
  return { ...mention, isRead: isRead === 1 };
}

export type MentionRows = ReturnType<typeof createMentionRows>;

/** The rows of mentions, written with the note that names somebody (SPEC MN2). Inside its step. */
export function createMentionRows({ writer }: Turns) {
  const insert = writer.prepare(
    'INSERT INTO mentions (id, agent, site, conversation, seq, at, is_read) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const dropOf = writer.prepare('DELETE FROM mentions WHERE conversation = ?');
  return {
    add(mentions: readonly MentionRecord[]): void {
      for (const { id, agentId, siteId, conversationId, seq, at, isRead } of mentions) {
        insert.run(id, agentId, siteId, conversationId, seq, at, Number(isRead));
      }
    },
    /** Takes away all of a conversation. */
    dropOf: (conversationId: string): void => void dropOf.run(conversationId),
  };
}
