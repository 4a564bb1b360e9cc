/** Who hears of a complaint in an open inbox. */
import type { ComplaintChanged, ComplaintReason } from '../../../protocol/complaints.ts';
import type { Core } from '../../core.ts';
import { mayBeGiven } from '../agents/rules.ts';
import type { Staff } from '../agents/staff.ts';
import { peopleOf } from '../ladder/rules.ts';
import { recipientsOf } from './rules.ts';
import type { ComplaintRecord } from './store.ts';

type Telling = Pick<Core, 'hub' | 'feed'> & { staff: Pick<Staff, 'all'> };

/**
 * One is there, or another than before: every page that shows complaints reads it anew, at whichever server it is.
 * @param reason why somebody is told; null: nobody is
 */
export function tellComplaint(telling: Telling, complaint: ComplaintRecord, reason: ComplaintReason | null): void {
  const { id, siteId } = complaint;
  const staff = telling.staff.all();
  const people = siteId === null ? staff.filter(mayBeGiven) : peopleOf(staff, siteId);
  const told = reason && { reason, to: recipientsOf(complaint, reason, people) };
  const news = { type: 'complaint.changed', complaintId: id, told } as const;
  tellComplaintHere(telling, siteId, news);
  telling.feed?.say({ kind: 'complaintChanged', siteId, news });
}

/** The same, to pages at this server alone. It has an id and no word of anybody: who may read the complaint asks for it. */
export function tellComplaintHere({ hub }: Pick<Telling, 'hub'>, siteId: string | null, news: ComplaintChanged): void {
  if (siteId === null) hub.toAgents(news);
  else hub.toAgentsOf(siteId, news);
}
