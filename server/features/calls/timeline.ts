/** Calls in somebody's past. */
import type { CallItem } from '../../../protocol/calls.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { shownCalls } from './news.ts';

/** See `TimelineSource`. */
export function callTimeline({ store }: Pick<Core, 'store'>): TimelineSource<CallItem> {
  return {
    kind: 'call',
    async read(contactIds, before, limit, by) {
      const found = await store.calls.ofContacts(contactIds, { siteIds: seenSites(by), before, limit });
      const shown = await shownCalls({ store }, by, found);
      return shown.map(({ call }) => ({ kind: 'call', id: call.id, at: call.startedAt, call }));
    },
  };
}
