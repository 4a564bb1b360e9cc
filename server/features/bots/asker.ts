import type { BotMessage } from '../../../protocol/bots.ts';
import type { Core } from '../../core.ts';
import type { Staff } from '../agents/staff.ts';
import type { AvailabilityKeeper } from '../availability/availability.ts';
import { dayOf } from '../availability/rules.ts';
import { publishEntry } from '../conversations/news.ts';
import type { JobHandler } from '../jobs/runner.ts';
import type { Job } from '../jobs/store.ts';
import type { QueueKeeper } from '../queue/keeper.ts';
import type { Routing } from '../routing/routing.ts';
import { speakerOf } from '../scripts/rules.ts';
import type { Sites } from '../sites/sites.ts';
import type { SiteRecord } from '../sites/store.ts';
import type { Counts } from '../views/counts.ts';
import { askBot } from './ask.ts';
import { ASK_STEP, BOT_PATIENCE_MS, type BotEnd } from './rules.ts';
import type { BotRecord } from './store.ts';

/** Asks the bots of sites, and passes over those that do not answer (SPEC BT1 to BT4). */
export interface BotAsker {
  job: JobHandler;
  /** Resolves when no bot is being asked. */
  settled(): Promise<void>;
  /** Breaks off what is being asked: another server, or this one when it is back, passes the bot over. */
  close(): Promise<void>;
}

/** Messages that a bot is shown of what was said before. */
const SHOWN = 20;
/** Of one server. What comes beyond them is for people at once: who is slow to all of these would be slow to it too. */
const AT_ONCE = 100;

const OFF: BotEnd = { is: 'failed', why: 'failed', problem: 'it was switched off' };
const BUSY: BotEnd = { is: 'failed', why: 'failed', problem: `${AT_ONCE} others are being asked` };
const LATE: BotEnd = { is: 'failed', why: 'late', problem: `no answer within ${BOT_PATIENCE_MS / 1000} s` };

export function createBotAsker(
  core: Core,
  rooms: {
    staff: Staff;
    counts: Counts;
    queue: QueueKeeper;
    routing: Routing;
    sites: Sites;
    availability: AvailabilityKeeper;
  },
): BotAsker {
  const { store, now, newId, log } = core;
  const { sites, routing, availability } = rooms;
  const stopping = new AbortController();
  const asking = new Set<Promise<void>>();
  const isHere = (site: SiteRecord) => availability.of(site).state === 'here';

  async function settle(job: Job, site: SiteRecord, end: BotEnd): Promise<void> {
    const at = now();
    const count = { id: newId(), day: dayOf(site, at) };
    const written = await store.bots.settle({ job, end, desk: speakerOf(site, { isHere: isHere(site), count }), at });
    if (!written) return;
    const publishing = { ...core, ...rooms };
    publishEntry(publishing, written);
    if (!written.answer) return;
    publishEntry(publishing, written.answer);
    routing.offer(written.answer.conversation);
  }

  async function askAbout(job: Job, site: SiteRecord, bot: BotRecord): Promise<void> {
    const message = await messageOf(job, site);
    const end =
      message &&
      (await askBot(core, bot, { id: `${job.conversationId}.${job.subjectVersion}`, message }, stopping.signal));
    // A server that stops says nothing of the bot.
    if (stopping.signal.aborted) return;
    await (end ? settle(job, site, end) : store.jobs.drop(job));
  }

  /** Null: the conversation is gone. */
  async function messageOf({ conversationId, subjectVersion: seq }: Job, site: SiteRecord): Promise<BotMessage | null> {
    const [conversation, entries] = await Promise.all([
      store.conversations.find(conversationId),
      store.conversations.entriesBefore(conversationId, seq + 1, SHOWN + 1),
    ]);
    if (!conversation) return null;
    const said = entries.flatMap(entry =>
      entry.body.kind === 'message' ? [{ seq: entry.seq, by: BY[entry.author.kind], text: entry.body.text }] : [],
    );
    return {
      type: 'bot.asked',
      timestamp: new Date(now()).toISOString(),
      data: {
        siteId: site.id,
        conversationId,
        seq,
        text: said.find(each => each.seq === seq)?.text ?? '',
        locale: conversation.contact.locale,
        isPersonHere: isHere(site),
        before: said.filter(each => each.seq < seq),
      },
    };
  }

  return {
    async job(job) {
      const site = await sites.byId(job.siteId);
      if (!site) return void (await store.jobs.drop(job));
      // Whoever took it before and died may have asked already; nobody asks twice.
      if (job.step !== ASK_STEP || job.attempts > 1) return settle(job, site, LATE);
      if (!site.bot?.isOn) return settle(job, site, OFF);
      if (asking.size >= AT_ONCE) return settle(job, site, BUSY);
      // Other jobs do not wait for it.
      const one = askAbout(job, site, site.bot)
        .catch(error =>
          log.warn({ err: error, job: job.id }, 'a bot could not be asked; it is passed over in a moment'),
        )
        .finally(() => asking.delete(one));
      asking.add(one);
    },
    async settled() {
      await Promise.all(asking);
    },
    async close() {
      stopping.abort();
      await Promise.all(asking);
    },
  };
}

const BY = { visitor: 'visitor', agent: 'agent', system: 'bot' } as const;
