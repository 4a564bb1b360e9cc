/** Calls in somebody's past. */
import type { CallItem } from '../../../protocol/calls.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { callOf } from './rules.ts';

/** See `TimelineSource`. */
export function callTimeline({ store }: Pick<Core, 'store'>): TimelineSource<CallItem> {
  return {
    kind: 'call',
    async read(contactIds, before, limit, by) {
      const found = await store.calls.ofContacts(contactIds, { siteIds: seenSites(by), before, limit });
      return found.map(each => ({ kind: 'call', id: each.id, at: each.startedAt, call: callOf(each) }));
    },
  };
}
