import type { StageItem } from '../../../protocol/stages.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { itemOf } from './rules.ts';

/** Moves on the way to buying. */
export function stageTimeline({ store }: Pick<Core, 'store'>): TimelineSource<StageItem> {
  return {
    kind: 'stage',
    async read(contactIds, before, limit, by) {
      return (await store.stages.moves({ contactIds, siteIds: seenSites(by), before, limit })).map(itemOf);
    },
  };
}
