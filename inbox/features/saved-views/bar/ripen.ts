import type { FilteredAnswer } from '../../../../protocol/filters.ts';
import type { Inbox } from '../../../inbox.ts';
import { asQuery } from '../../../shell/http.ts';

/** What came to be so while the list was being read is asked for again: to be told twice does no harm. */
const OVERLAP_MS = 60_000;

/**
 * Takes in those whose wait has become as long as the list's filter asks: no news tells of that.
 * @param since when that was asked last, by the server's clock
 * @returns when it was asked now; `since` when it could not be, or needs not be
 */
export async function ripen({ http, views }: Pick<Inbox, 'http' | 'views'>, since: number): Promise<number> {
  const { query, status } = views.rows.peek();
  const filter = query.filtered?.filter;
  if (!filter?.waitingMinutes || status !== 'ready') return since;
  const asked = { ...filter, siteId: query.siteId, since: Math.max(since - OVERLAP_MS, 0) };
  let at: number | null = null;
  let cursor: string | null = null;
  try {
    do {
      const answer: FilteredAnswer = await http.get(`conversations/filtered${asQuery({ ...asked, cursor })}`);
      // Another list is shown meanwhile.
      if (views.rows.peek().query.filtered?.filter !== filter) return since;
      at ??= answer.at;
      views.hearClock(answer.at);
      for (const each of answer.conversations) views.take(each);
      cursor = answer.cursor;
    } while (cursor);
    return at;
  } catch {
    return since;
  }
}
