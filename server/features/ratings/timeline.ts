import type { RatingItem } from '../../../protocol/ratings.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import { newestOf } from '../timeline/rules.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { conversationsOf } from '../views/commands.ts';
import { visitItem } from './visit.ts';

/** What somebody said of talks, calls and visits. */
export function ratingTimeline({ store }: Pick<Core, 'store'>): TimelineSource<RatingItem> {
  return {
    kind: 'rating',
    async read(contactIds, before, limit, by) {
      const conversations = await conversationsOf(store, contactIds, by);
      const [ratings, visits] = await Promise.all([
        store.ratings.ofConversations(conversations.map(({ id }) => id)),
        store.ratings.visitsOf(contactIds, seenSites(by)),
      ]);
      const items = ratings.map(
        ({ askSeq: _ask, agentId: _agent, teams: _teams, createdAt, ...rating }): RatingItem => ({
          kind: 'rating',
          at: createdAt,
          ...rating,
        }),
      );
      return newestOf([...items, ...visits.map(visitItem)], before, limit);
    },
  };
}
