import { MongoBulkWriteError } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import { answerChanges } from '../../features/answers/rules.ts';
import { botChanges } from '../../features/bots/rules.ts';
import { type EntryDocument, toEntry } from '../../features/conversations/mongo-document.ts';
import type { JobChanges } from '../../features/jobs/store.ts';
import { ladderChanges } from '../../features/ladder/rules.ts';
import { mailAnswerChanges } from '../../features/mail-in/rules.ts';
import { noticeChanges } from '../../features/notices/rules.ts';
import { snoozeChanges } from '../../features/snoozes/rules.ts';
import { deliveriesOf } from '../../features/webhooks/rules.ts';
import type { DeliveryRecord } from '../../outbox/store.ts';
import type { Written } from '../written.ts';
import type { Database } from './connection.ts';
import { isDuplicate } from './failures.ts';
import { changeJobs } from './jobs.ts';
import { type Current, createLatestReader, type Latest, type Wanted } from './latest.ts';
import type { Leaving } from './leaving.ts';
import { beginConversations, conversationUpdate, isQuiet, type Ledger } from './ledger.ts';
import type { Recent } from './recent.ts';

/** Turns under way at once: while one waits for the journal, MongoDB works on the next. */
export const MAX_TURNS = 3;
/** Entries of one turn: some 300 KB, well below what MongoDB takes in one command. */
export const MAX_JOBS = 500;

/** Without a draft only `alone` can do it. */
export interface Job extends Wanted {
  /** Jobs of a lane are done one after the other, in the order in which they came. */
  lane: string;
  /** Whoever sends into several lanes hears what became of it in the order in which it was sent (SPEC W11). */
  sender?: string;
  siteId?: string;
  /**
   * The careful way: in a transaction of its own, which looks for what is there before it writes.
   * @param own answers to attempts whose outcome is not known, by `_id` of the entry: found in the database, such a one
   * is no repeat
   */
  alone(own: ReadonlyMap<number, Written>): Promise<Written>;
}

interface Waiting {
  job: Job;
  own: Map<number, Written>;
  resolve: (added: Written) => void;
  reject: (error: unknown) => void;
}

interface Planned extends Latest {
  waiting: Waiting;
  after: Conversation;
  document: EntryDocument;
  deliveries: DeliveryRecord[];
  /** What is to happen by the passing of time because of it: agents are told, and answers mailed. */
  telling: JobChanges[];
}

export interface Turns {
  do(job: Job): Promise<Written>;
}

/**
 * Writes plain messages, together with all others that came in the same turn of the event loop: further words of
 * visitors who wait already in one unordered insert, the rest in one transaction. Nobody waits for a timer: one message
 * when idle, hundreds when busy. Whatever does not go smoothly (number taken by another server, client id seen before,
 * forms and callbacks) goes the careful way by itself.
 */
export function createTurns(database: Database, ledger: Ledger, recent: Recent, leaving: Leaving): Turns {
  const { conversations, entries } = database;
  const latest = createLatestReader(database, ledger, recent);
  /** Jobs behind the one of their lane that is under way. */
  const lanes = new Map<string, Waiting[]>();
  /** When all that each sender has sent so far is settled. */
  const settledOf = new Map<string, Promise<void>>();
  /** Conversations of turns under way. */
  const busy = new Set<string>();
  const ready: Waiting[] = [];
  let running = 0;
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || running >= MAX_TURNS || ready.length === 0) return;
    isScheduled = true;
    setImmediate(async () => {
      isScheduled = false;
      running += 1;
      const turn = ready.splice(0, MAX_JOBS);
      schedule();
      await take(turn);
      running -= 1;
      schedule();
    });
  }

  function settle({ job, resolve, reject }: Waiting, outcome: { added: Written } | { error: unknown }): void {
    const next = lanes.get(job.lane)!.shift();
    if (next) {
      ready.push(next);
      schedule();
    } else lanes.delete(job.lane);
    if ('added' in outcome) resolve(outcome.added);
    else reject(outcome.error);
  }

  async function goAlone(waiting: Waiting): Promise<void> {
    try {
      const added = await waiting.job.alone(waiting.own);
      recent.forget(added.conversation.id);
      recent.learn(added.conversation);
      settle(waiting, { added });
    } catch (error) {
      settle(waiting, { error });
    }
  }

  async function take(turn: Waiting[]): Promise<void> {
    let plans: Planned[];
    try {
      plans = await planned(turn);
    } catch (error) {
      for (const each of turn) settle(each, { error });
      return;
    }
    const isPlanned = new Set(plans.map(each => each.waiting));
    for (const each of turn) if (!isPlanned.has(each)) void goAlone(each);
    // What others, or agents, are to be told of needs a transaction: it is written with the entry or not at all (SPEC D1, NO1).
    const isAlone = ({ before, after, deliveries, telling }: Planned) =>
      isQuiet(before, after) && deliveries.length === 0 && telling.every(each => each.put.length === 0);
    const quiet = plans.filter(isAlone);
    const loud = plans.filter(each => !isAlone(each));
    const current = latest.current(plans);
    await Promise.all([insert(quiet, current), commit(loud, current)]);
  }

  /** The next entry of every job that can share the turn; at most one for each conversation. */
  async function planned(turn: Waiting[]): Promise<Planned[]> {
    const jobs = turn.map(each => each.job).filter(each => each.draft);
    const [read, webhooks] = await Promise.all([latest.read(jobs), leaving.webhooks()]);
    const plans: Planned[] = [];
    for (const waiting of turn) {
      const { draft, siteId } = waiting.job;
      const found = read.get(waiting.job);
      if (!draft || !found || busy.has(found.before.id) || (siteId && found.before.siteId !== siteId)) continue;
      // Another turn may have written to it while this one read.
      const known = recent.known(found.before.id);
      const { before, isKnown } =
        known && known.lastSeq > found.before.lastSeq ? { before: known, isKnown: true } : found;
      // Whether further words are news depends on what was read, and that may be more by now.
      const isFurther = draft.author.kind === 'visitor' && before.waitingSince !== null;
      if (isKnown && isFurther && recent.isReadLately(before.id)) continue;
      busy.add(before.id);
      const plan = ledger.plan(before, draft);
      const written = { entry: toEntry(plan.document), conversation: plan.after };
      const deliveries = deliveriesOf(webhooks, before, written);
      const telling = [noticeChanges(before, written), answerChanges(written), mailAnswerChanges(written)];
      plans.push({ waiting, before, isKnown, ...plan, deliveries, telling });
    }
    return plans;
  }

  async function insert(plans: Planned[], current: Promise<Current>): Promise<void> {
    if (plans.length === 0) return;
    const refused = new Set<Planned>();
    try {
      await entries.insertMany(
        plans.map(each => each.document),
        { ordered: false },
      );
    } catch (error) {
      for (const each of refusedOf(error, plans)) refused.add(each);
    }
    const changes = await current;
    for (const plan of plans) {
      if (refused.has(plan)) fallBack(plan);
      else {
        recent.follow(plan.after);
        succeed(plan, changes);
      }
    }
  }

  /** Those that are certainly not in, or else all of them: what of an unclear outcome is in, `alone` finds out. */
  function refusedOf(error: unknown, plans: Planned[]): Planned[] {
    if (error instanceof MongoBulkWriteError && isDuplicate(error) && !error.result.getWriteConcernError()) {
      const failed = [error.writeErrors].flat();
      if (failed.every(each => each.code === error.code)) return failed.map(each => plans[each.index]!);
    }
    for (const each of plans) each.waiting.own.set(each.document._id, answer(each));
    return plans;
  }

  async function commit(plans: Planned[], current: Promise<Current>): Promise<void> {
    if (plans.length === 0) return;
    const begun = plans.filter(each => each.before.lastSeq === 0);
    const moved = plans.filter(each => each.before.lastSeq > 0);
    try {
      await database.transaction(async session => {
        await entries.insertMany(
          plans.map(each => each.document),
          { session },
        );
        if (moved.length > 0) {
          await conversations.bulkWrite(
            moved.map(({ after }) => ({ updateOne: { filter: { _id: after.id }, update: conversationUpdate(after) } })),
            { session },
          );
        }
        if (begun.length > 0) {
          await beginConversations(
            database,
            session,
            begun.map(each => each.after),
          );
        }
        await changeJobs(
          database,
          session,
          plans.flatMap(({ before, after, document, telling }) => [
            ladderChanges(before, { entry: toEntry(document), conversation: after }),
            snoozeChanges(before, after),
            ...telling,
            botChanges(before, after, document.createdAt),
          ]),
        );
        await leaving.write(
          session,
          plans.flatMap(each => each.deliveries),
        );
      }, 1);
    } catch {
      // Whatever it was, the careful way meets it again, and then it is that one's own.
      for (const each of plans) {
        each.waiting.own.set(each.document._id, answer(each));
        fallBack(each);
      }
      return;
    }
    recent.changed();
    const changes = await current;
    for (const each of plans) succeed(each, changes);
  }

  function answer({ before, after, document, deliveries }: Planned, conversation = after): Written {
    const previousSeq = before.lastVisibleSeq;
    const leaves = deliveries.length > 0;
    return { entry: toEntry(document), before, conversation, previousSeq, isRepeat: false, leaves };
  }

  function succeed(plan: Planned, changes: Current): void {
    const conversation = changes(plan.after);
    busy.delete(conversation.id);
    recent.learn(conversation, plan.waiting.job.visitorId);
    settle(plan.waiting, { added: answer(plan, conversation) });
  }

  function fallBack({ before, waiting }: Planned): void {
    busy.delete(before.id);
    recent.forget(before.id);
    void goAlone(waiting);
  }

  function begin(job: Job): Promise<Written> {
    return new Promise((resolve, reject) => {
      const waiting = { job, own: new Map(), resolve, reject };
      const lane = lanes.get(job.lane);
      if (lane) {
        lane.push(waiting);
        return;
      }
      lanes.set(job.lane, []);
      ready.push(waiting);
      schedule();
    });
  }

  /** One turn may be done before another that began first, and whoever goes alone after both. */
  function inOrder(sender: string, outcome: Promise<Written>): Promise<Written> {
    const settled = Promise.allSettled([settledOf.get(sender), outcome]).then(() => {
      if (settledOf.get(sender) === settled) settledOf.delete(sender);
    });
    settledOf.set(sender, settled);
    return settled.then(() => outcome);
  }

  return {
    do: job => (job.sender === undefined ? begin(job) : inOrder(job.sender, begin(job))),
  };
}
