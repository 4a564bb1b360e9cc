import type { FilteredAnswer } from '../../../../protocol/filters.ts';
import { asQuery, type Http } from '../../../shell/http.ts';
import type { Views } from '../../views/state.ts';

/** Looks are a minute apart, and what came to be so while a list was read is asked for again: to be told twice does no harm. */
const OVERLAP_MS = 120_000;

/**
 * Takes in those whose wait has become as long as the list's filter asks: no news tells of that.
 * @param since when that was asked last, by the server's clock; null: not since the list was read
 * @returns when it was asked now; `since` when it could not be, or needs not be
 */
export async function ripen(
  { http, views }: { http: Pick<Http, 'get'>; views: Pick<Views, 'rows' | 'take' | 'hearClock'> },
  since: number | null,
): Promise<number | null> {
  const { query, status } = views.rows.peek();
  const { filtered, siteId } = query;
  if (!filtered?.filter.waitingMinutes || status !== 'ready') return since;
  const { filter } = filtered;
  const asked = { ...filter, siteId, since: Math.max((since ?? filtered.at) - OVERLAP_MS, 0) };
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
