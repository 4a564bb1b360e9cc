/** What a job of notices is about, whatever kind of thing it is: who hears of it, and whether there is anything to tell still. */
import type { Agent, AgentPresence } from '../../../protocol/agents.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import { recipientsOf } from '../../../protocol/telling.ts';
import type { Core } from '../../core.ts';
import { maySeeCard } from '../../sight.ts';
import { mayBeGiven } from '../agents/rules.ts';
import { isComplaintOver, readOf, recipientsOf as recipientsOfComplaint } from '../complaints/rules.ts';
import { sitesOfRow } from '../contacts/named.ts';
import type { Job } from '../jobs/store.ts';
import { peopleOf } from '../ladder/rules.ts';
import type { SiteRecord } from '../sites/store.ts';
import { isDeskCause } from './desk-notice.ts';
import { type About, aboutOf, isTalkOver, type TalkThing } from './standing.ts';
import type { AgentThing } from './subjects.ts';

export interface Matter {
  /** Null: of none. */
  siteId: string | null;
  /** Whoever sees one of these sees it; none: everybody at the desk. */
  siteIds: readonly string[];
  /** Null: it is of none. */
  conversation: Conversation | null;
  /** Ids of those who are told of it. */
  recipients(staff: readonly AgentPresence[]): string[];
  isOver(agentId: string): Promise<boolean>;
}

type Looking = Pick<Core, 'store' | 'now'> & { siteOf(id: string): Promise<SiteRecord | null> };

/** Null: it is gone, or told by somebody else. */
export async function matterOf(looking: Looking, job: Job, thing: AgentThing): Promise<Matter | null> {
  const { cause } = thing;
  if (isDeskCause(cause)) return null;
  return cause === 'complaint' ? complaintMatter(looking, thing) : talkMatter(looking, job, { ...thing, cause });
}

export function seesMatter(agent: Pick<Agent, 'role' | 'siteIds'>, { siteIds }: Pick<Matter, 'siteIds'>): boolean {
  return maySeeCard(agent, siteIds);
}

async function complaintMatter({ store }: Looking, { conversationId: id, of }: AgentThing): Promise<Matter | null> {
  const complaint = await store.complaints.find(id);
  if (!complaint) return null;
  const { reason } = readOf(of);
  const siteIds = await sitesOfRow({ store }, complaint);
  const people = (staff: readonly AgentPresence[]) =>
    staff.filter(each => mayBeGiven(each) && maySeeCard(each, siteIds));
  return {
    ...{ siteId: complaint.siteId, siteIds, conversation: null },
    recipients: staff => recipientsOfComplaint(complaint, reason, people(staff)),
    isOver: async () => isComplaintOver(complaint, of),
  };
}

async function talkMatter(looking: Looking, job: Job, thing: TalkThing & AgentThing): Promise<Matter | null> {
  const [site, about] = await Promise.all([looking.siteOf(job.siteId), aboutOf(looking, thing)]);
  if (!site || !about || isNotDue(job, site, about)) return null;
  const { conversation, entry } = about;
  return {
    ...{ siteId: site.id, siteIds: [site.id], conversation },
    recipients(staff) {
      const ids = recipientsOf(thing.cause, site.notices, { conversation, entry, people: peopleOf(staff, site.id) });
      const author = entry?.author;
      // Nobody is told of what they do themselves.
      return author?.kind === 'agent' ? ids.filter(id => id !== author.id) : ids;
    },
    isOver: agentId => isTalkOver(looking, about, { ...thing, agentId }, site),
  };
}

/** A call that was moved, or of which the ladder tells: where it does at the time of a call, or after it, nothing else does. */
function isNotDue({ kind, subjectVersion }: Job, { ladder }: SiteRecord, { callback }: About): boolean {
  return kind === 'notice_due' && (ladder.isOn || callback?.startAt !== subjectVersion);
}
