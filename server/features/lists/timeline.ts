import type { ListCall, ListCallItem } from '../../../protocol/lists.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';

/** Calls that were made from lists. */
export function listTimeline({ store }: Pick<Core, 'store'>): TimelineSource<ListCallItem> {
  return {
    kind: 'list_call',
    async read(contactIds, before, limit, by) {
      return (await store.lists.calls({ contactIds, siteIds: seenSites(by), before, limit })).map(itemOf);
    },
  };
}

function itemOf({ id, at, list, agent, outcome, note, nextAt, couponCode }: ListCall): ListCallItem {
  return { kind: 'list_call', id, at, list, agent, outcome, note, nextAt, couponCode };
}
