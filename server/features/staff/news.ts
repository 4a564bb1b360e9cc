import type { ServicesChanged } from '../../../protocol/services.ts';
import type { StaffChanged } from '../../../protocol/staff.ts';
import type { Core } from '../../core.ts';

/** What the shop offers is another, or who does it, or where: pages that show it read it anew, at whichever server they are. */
export function tellShop({ hub, feed }: Pick<Core, 'hub' | 'feed'>, news: ServicesChanged | StaffChanged): void {
  hub.toAgents(news);
  feed?.say({ kind: 'shopChanged', news });
}
