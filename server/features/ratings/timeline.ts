import type { RatingItem } from '../../../protocol/ratings.ts';
import type { Core } from '../../core.ts';
import { newestOf } from '../timeline/rules.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { conversationsOf } from '../views/commands.ts';

/** What somebody said of talks and calls. */
export function ratingTimeline({ store }: Pick<Core, 'store'>): TimelineSource<RatingItem> {
  return {
    kind: 'rating',
    async read(contactIds, before, limit, by) {
      const conversations = await conversationsOf(store, contactIds, by);
      const ratings = await store.ratings.ofConversations(conversations.map(({ id }) => id));
      const items = ratings.map(
        ({ askSeq: _ask, agentId: _agent, teams: _teams, createdAt, ...rating }): RatingItem => ({
          kind: 'rating',
          at: createdAt,
          ...rating,
        }),
      );
      return newestOf(items, before, limit);
    },
  };
}
