/** Many at once become one notice: pure, used by both stores (SPEC NO5). */
import type { NewNotice, NoticeRecord } from './store.ts';

/** How long the first waits for more, ms. */
const GATHER_MS = 3_000;
/** From one notice to the next by the same way, ms: what comes meanwhile is the next one. */
const REST_MS = 30_000;
/** Parts that are kept one by one; of more only their number is. */
const MOST_PARTS = 50;

/** Programs read one after another, and want each. */
const isGathered = ({ way }: Pick<NoticeRecord, 'way'>) => way !== 'webhook';

/**
 * The notice that is open with one more part, or else a new one.
 * @param last the newest of this agent and way; null: there is none
 */
export function gathered(
  last: NoticeRecord | null,
  { id, agentId, way, part }: NewNotice,
  at: number,
): { record: NoticeRecord; isNew: boolean } {
  if (last?.isOpen && last.dueAt > at && isGathered(last)) {
    const isFull = last.parts.length >= MOST_PARTS;
    const record = isFull ? { ...last, more: last.more + 1 } : { ...last, parts: [...last.parts, part] };
    return { record, isNew: false };
  }
  const dueAt = isGathered({ way }) ? Math.max(at + GATHER_MS, (last?.dueAt ?? 0) + REST_MS) : at;
  const number = (last?.number ?? 0) + 1;
  return {
    record: { id, agentId, way, number, parts: [part], more: 0, dueAt, isOpen: isGathered({ way }) },
    isNew: true,
  };
}
