import type { NoticeRecord } from '../../features/notices/store.ts';

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
