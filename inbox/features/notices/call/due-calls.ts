import type { CallbacksAnswer } from '../../../../protocol/views.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { asQuery, type Http } from '../../../shell/http.ts';

/** Pages that are read at most: those who wait too long already come first. */
const MOST_PAGES = 5;

/**
 * Promised calls whose time came after a moment and until another, ms, and that nobody rings. What was to be rung at once
 * was told when it was asked for.
 * @throws ApiError
 */
export async function callsDueBetween(
  http: Pick<Http, 'get'>,
  after: number,
  until: number,
): Promise<CallbacksAnswer['callbacks']> {
  const due: CallbacksAnswer['callbacks'] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page++) {
    const query = asQuery({ cursor, limit: LIMITS.pageConversations });
    const answer: CallbacksAnswer = await http.get<CallbacksAnswer>(`callbacks${query}`);
    due.push(
      ...answer.callbacks.filter(({ callback: { startAt, createdAt, ringing } }) => {
        return startAt > createdAt && startAt > after && startAt <= until && !ringing;
      }),
    );
    const last = answer.callbacks.at(-1);
    ({ cursor } = answer);
    if (cursor === null || (last && last.callback.startAt > until)) break;
  }
  return due;
}
