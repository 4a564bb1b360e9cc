import type { NoticeRecord } from '../../features/notices/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${NOTICE} …` gives rows for `noticeFromRow`; add WHERE and ORDER BY. */
export const NOTICE = 'id, agent AS agentId, way, number, parts, more, due_at AS dueAt, is_open AS isOpen FROM notices';

interface NoticeRow extends Omit<NoticeRecord, 'parts' | 'isOpen'> {
  /** JSON. */
  parts: string;
  isOpen: number;
}

export function noticeFromRow(from: unknown): NoticeRecord {
  const { parts, isOpen, ...notice } = from as NoticeRow;
  return { ...notice, parts: JSON.parse(parts), isOpen: isOpen === 1 };
}

export type NoticeRows = ReturnType<typeof createNoticeRows>;

/** Rows of notices that others than their own room touch. Inside a step. */
export function createNoticeRows({ writer }: Turns) {
  // Those that others may still join are among the last that are due: of a long list few are looked at.
  const closeOf = writer.prepare(`
    UPDATE notices SET is_open = 0 WHERE due_at > (SELECT max(due_at) FROM notices) - 600000 AND is_open = 1
      AND json_extract(parts, '$[0].conversationId') = ?`);
  return {
    /** What carried them goes with their first conversation: nothing of others joins them any more. */
    closeOf: (conversationId: string): void => void closeOf.run(conversationId),
  };
}
