/** Who hears of a complaint in an open inbox. */
import type { ComplaintChanged, ComplaintReason } from '../../../protocol/complaints.ts';
import type { Core } from '../../core.ts';
import { maySeeCard } from '../../sight.ts';
import { mayBeGiven } from '../agents/rules.ts';
import type { Staff } from '../agents/staff.ts';
import { sitesOfRow } from '../contacts/named.ts';
import { recipientsOf } from './rules.ts';
import type { ComplaintRecord } from './store.ts';

type Telling = Pick<Core, 'hub' | 'feed' | 'store'> & { staff: Pick<Staff, 'all'> };

/**
 * One is there, or another than before: every page that may show it reads it anew, at whichever server it is.
 * @param reason why somebody is told; null: nobody is
 */
export async function tellComplaint(
  telling: Telling,
  complaint: ComplaintRecord,
  reason: ComplaintReason | null,
): Promise<void> {
  const siteIds = await sitesOfRow(telling, complaint);
  const people = telling.staff.all().filter(each => mayBeGiven(each) && maySeeCard(each, siteIds));
  const told = reason && { reason, to: recipientsOf(complaint, reason, people) };
  const news = { type: 'complaint.changed', complaintId: complaint.id, told } as const;
  tellComplaintHere(telling, siteIds, news);
  telling.feed?.say({ kind: 'complaintChanged', siteIds, news });
}

/** The same, to pages at this server alone. It has an id and no word of anybody: who may read the complaint asks for it. */
export function tellComplaintHere(
  { hub }: Pick<Telling, 'hub'>,
  siteIds: readonly string[],
  news: ComplaintChanged,
): void {
  hub.toAgentsOf(siteIds, news);
}
