import type { VisitItem } from '../../../protocol/visitors.ts';
import type { Core } from '../../core.ts';
import { maySee } from '../../sight.ts';
import { newestOf } from '../timeline/rules.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { visitsOf } from './visits.ts';

/** Browsers of one card that are looked at: each has its last few pages. */
const MAX_BROWSERS = 50;

/** Pages seen, as far as they are kept. */
export function visitTimeline({ store }: Pick<Core, 'store'>): TimelineSource<VisitItem> {
  return {
    kind: 'visit',
    async read(contactIds, before, limit, by) {
      const visitors = await store.visitors.ofContacts(contactIds, MAX_BROWSERS);
      return newestOf(visitors.filter(({ siteId }) => maySee(by, siteId)).flatMap(visitsOf), before, limit);
    },
  };
}
