/** Tells agents of what waits for them, by one way after another, until somebody acknowledges (SPEC NO1 to NO6). */
import type { Conversation } from '../../../protocol/conversations.ts';
import { NOTICE_DEFAULTS, type Notice, type NoticeSettings, type NoticeWay } from '../../../protocol/notices.ts';
import { URGENT_CAUSES } from '../../../protocol/telling.ts';
import type { Core } from '../../core.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import { sharedRead } from '../../store/shared-read.ts';
import type { Staff } from '../agents/staff.ts';
import type { AgentRecord } from '../agents/store.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { Job, NewJob } from '../jobs/store.ts';
import { type Matter, matterOf, seesMatter } from './matter.ts';
import { quietUntil } from './quiet.ts';
import { ENDS_READ } from './rules.ts';
import type { NewNotice } from './store.ts';
import { type AgentThing, agentSubject, isNoticeStep, stepKind, thingOf } from './subjects.ts';
import type { Way } from './ways.ts';

const MINUTE_MS = 60_000;
/** How long a notice that has left by all ways may still be on its way, and is told no more once somebody acknowledges, ms. */
const LAST_MS = 24 * 60 * MINUTE_MS;

/** What is done for one agent: by a way, or later, and what comes after it. */
interface Telling {
  notice: NewNotice | null;
  next: NewJob;
}

/** By which way an agent can be told now, or when again. */
type Found = { position: number; way: Way | 'page'; deliveries: DeliveryRecord[] } | { position: number; at: number };

export interface NoticeJobs {
  /** Something happened: finds out who is told of it, and tells them by their first way. */
  begin: JobHandler;
  /** Nobody has acknowledged: tells one agent by the next way. */
  goOn: JobHandler;
}

export function createNoticeJobs(core: Core, { staff, ways }: { staff: Staff; ways: readonly Way[] }): NoticeJobs {
  const { store, now, newId } = core;
  const readSites = sharedRead(() => store.sites.all());
  const readAgents = sharedRead(() => store.agents.all());
  const siteOf = async (id: string) => (await readSites()).find(each => each.id === id) ?? null;
  const looking = { store, now, siteOf };

  async function begin(job: Job): Promise<void> {
    const thing = thingOf(job);
    const matter = await matterOf(looking, job, thing);
    if (!matter) return void (await store.jobs.drop(job));
    const known = matter.conversation ? await toldAlready(thing, matter.conversation) : new Set();
    const ids = matter.recipients(staff.all()).filter(id => !known.has(id));
    await write(
      job,
      await Promise.all(ids.map(agentId => tell({ ...thing, agentId }, { matter, position: 0, left: 0 }))),
    );
  }

  async function goOn(job: Job): Promise<void> {
    const thing = thingOf(job);
    const matter = await matterOf(looking, job, thing);
    if (!matter) return void (await store.jobs.drop(job));
    await write(job, [await tell(thing, { matter, position: job.step - 1, left: job.subjectVersion })]);
  }

  /** Of further words, and of who has them now, whoever was told of those before hears by their next way. */
  async function toldAlready({ cause }: Pick<AgentThing, 'cause'>, { id, agentReadSeq }: Conversation) {
    if (cause !== 'message') return new Set<string>();
    const steps = (await store.jobs.ofConversation(id)).filter(isNoticeStep);
    // What was read is over, and must not begin to live again with what is new.
    const isRead = (job: Job) => ENDS_READ.includes(thingOf(job).cause) && Number(thingOf(job).of) <= agentReadSeq;
    const read = steps.filter(isRead);
    if (read.length > 0) await store.jobs.change({ cancel: read, put: [] });
    const left = steps.filter(job => !isRead(job)).map(thingOf);
    return new Set(left.filter(each => each.cause === cause).map(each => each.agentId));
  }

  /** Null: there is nothing to tell the agent, or no way to. @param from.left by how many ways it has left */
  async function tell(
    thing: AgentThing,
    { matter, position, left }: { matter: Matter; position: number; left: number },
  ): Promise<Telling | null> {
    const at = now();
    const agent = (await readAgents()).find(each => each.id === thing.agentId);
    if (!agent || agent.isDisabled || !seesMatter(agent, matter) || (await matter.isOver(agent.id))) return null;
    const settings = (await store.notices.settings(agent.id)) ?? NOTICE_DEFAULTS;
    const notice: Notice = {
      id: newId(),
      agentId: agent.id,
      siteId: matter.siteId,
      conversationId: matter.conversation?.id ?? null,
      cause: thing.cause,
      at,
      count: 1,
    };
    const found = await findWay(settings, notice, agent, position);
    const subject = agentSubject(thing);
    const next = (step: number, dueAt: number, subjectVersion = left): NewJob => ({
      kind: stepKind(thing.cause),
      siteId: matter.siteId ?? '',
      conversationId: thing.conversationId,
      ...{ subject, subjectVersion, step, dueAt },
    });
    if (!found) {
      // While it may be on its way, it must be known whether somebody acknowledged.
      const last = settings.ways.length + 1;
      return left > 0 && position < last ? { notice: null, next: next(last + 1, at + LAST_MS) } : null;
    }
    if ('at' in found) return { notice: null, next: next(found.position + 1, found.at) };
    const { way, deliveries } = found;
    const pauseMs = settings.pauses[way === 'page' ? 'page' : 'other'] * MINUTE_MS;
    const isPage = way === 'page';
    return {
      notice: isPage
        ? null
        : {
            id: notice.id,
            agentId: agent.id,
            way: way.name,
            part: { subject, conversationId: thing.conversationId, cause: thing.cause },
            deliveries,
          },
      next: next(found.position + 2, at + pauseMs, isPage ? left : left + 1),
    };
  }

  /** The first way from a position on by which the agent can be told now, else when their quiet hours end. */
  async function findWay(
    { ways: order, quiet, urgentWays }: NoticeSettings,
    notice: Notice,
    agent: AgentRecord,
    from: number,
  ): Promise<Found | null> {
    const quietEnd = quietUntil(quiet, notice.at);
    const isUrgent = URGENT_CAUSES.includes(notice.cause);
    let silenced: number | null = null;
    for (let position = from; position < order.length; position++) {
      const { way: name, isOn } = order[position]!;
      const way = isOn ? wayOf(name, notice) : undefined;
      const deliveries = way && way !== 'page' ? await way.deliveries(notice, agent) : [];
      if (!way || (way === 'page' ? !staff.find(agent.id)?.isHere : deliveries.length === 0)) continue;
      if (quietEnd === null || (isUrgent && urgentWays.includes(name))) return { position, way, deliveries };
      silenced ??= position;
    }
    return silenced === null ? null : { position: silenced, at: quietEnd! };
  }

  function wayOf(name: NoticeWay, { cause }: Pick<Notice, 'cause'>): Way | 'page' | undefined {
    // Nothing tells a page that the time of a call has come.
    if (name === 'page') return cause === 'callback_due' ? undefined : 'page';
    return ways.find(each => each.name === name);
  }

  async function write(job: Job, tellings: readonly (Telling | null)[]): Promise<void> {
    const wanted = tellings.filter(each => each !== null);
    const notices = wanted.flatMap(({ notice }) => notice ?? []);
    await store.notices.tell({ claim: job, notices, next: wanted.map(({ next }) => next), at: now() });
  }

  return { begin, goOn };
}
