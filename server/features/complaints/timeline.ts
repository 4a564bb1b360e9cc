import type { ComplaintItem } from '../../../protocol/complaints.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { itemOf } from './rules.ts';

/** What somebody was not content with, each when it was opened. */
export function complaintTimeline({ store }: Pick<Core, 'store'>): TimelineSource<ComplaintItem> {
  return {
    kind: 'complaint',
    async read(contactIds, before, limit, by) {
      const found = await store.complaints.before({ contactIds, siteIds: seenSites(by) }, before, limit);
      return found.map(itemOf);
    },
  };
}
