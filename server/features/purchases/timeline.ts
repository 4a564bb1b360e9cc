import type { PurchaseItem } from '../../../protocol/purchases.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { itemOf } from './rules.ts';

/** What somebody bought, each at its time. */
export function purchaseTimeline({ store }: Pick<Core, 'store'>): TimelineSource<PurchaseItem> {
  return {
    kind: 'purchase',
    async read(contactIds, before, limit, by) {
      const found = await store.purchases.before({ contactIds, siteIds: seenSites(by) }, before, limit);
      return found.map(itemOf);
    },
  };
}
