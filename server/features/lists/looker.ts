/** Looks at people and puts them on lists, or takes them off: soon after something happened, and everybody once a day. */
import { setImmediate as turnEnds } from 'node:timers/promises';
import type { Card } from '../../../protocol/contacts.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { EntryBody } from '../../../protocol/entries.ts';
import { LIST_NAMES, type ListName } from '../../../protocol/list-names.ts';
import type { Context } from '../../context.ts';
import { cardOf } from '../contacts/card.ts';
import { stageAfterPurchase, stageAfterSilence, stageAfterSubmission, stageSettingsOf } from '../stages/commands.ts';
import { standing } from '../stages/rules.ts';
import { listSettingsOf } from './commands.ts';
import { HOT_MS, LEFT_MS, listsOf, wantsNoCalls } from './rules.ts';
import { WALKED } from './settings.ts';
import type { Known, ListLooker, Trade, TradeReader } from './signs.ts';

const DAY_MS = 24 * 3_600_000;
/** Whoever is on a page tells of several in a minute: one look does for them. */
const PAUSE_MS = 5_000;
/** Looks of one beat: some 30 ms of a small machine. */
const BATCH = 50;
/** More than that wait for the daily walk. */
const MOST_WAITING = 5_000;
/** Conversations, ratings, and entries of each that are looked at. */
const LOOKED_AT = { talks: 3, ratings: 10, entries: 30 } as const;
/** What a server that died left without a stage is found for so long. */
const CATCH_UP_MS = 7 * DAY_MS;

/** @param trade what other rooms know of a person */
export function createListLooker(contextNow: () => Context, trade: TradeReader): ListLooker {
  const waiting = { contacts: new Set<string>(), visitors: new Set<string>() };
  let lookedAt = Number.NEGATIVE_INFINITY;
  let working: Promise<void> | null = null;
  /** A beat came while it was at work: it goes on with whoever came meanwhile. */
  let isAwaited = false;

  function take(set: Set<string>): string[] {
    const some = [...set].slice(0, BATCH);
    for (const each of some) set.delete(each);
    return some;
  }

  async function work(context: Context): Promise<void> {
    if (!(await context.switches.read()).customers) {
      waiting.contacts.clear();
      waiting.visitors.clear();
      return;
    }
    for (const id of take(waiting.visitors)) {
      const visitor = await context.store.visitors.find(id);
      if (visitor) waiting.contacts.add(visitor.contactId);
    }
    for (const id of take(waiting.contacts)) await lookSafely(context, id, trade);
    await walkOn(context, trade);
  }

  function begin(context: Context): void {
    isAwaited = false;
    working = work(context)
      .catch(error => context.log.warn({ err: error }, 'people could not be looked at; the next look tries again'))
      .finally(() => {
        working = null;
        if (isAwaited) begin(context);
      });
  }

  return {
    trade,
    see(who) {
      const [set, id] = 'contactId' in who ? [waiting.contacts, who.contactId] : [waiting.visitors, who.visitorId];
      if (set.size < MOST_WAITING) set.add(id);
    },
    tick() {
      const context = contextNow();
      const at = context.now();
      if (at >= lookedAt && at - lookedAt < PAUSE_MS) return;
      lookedAt = at;
      if (working) isAwaited = true;
      else begin(context);
    },
    async settled() {
      while (working) await working;
    },
  };
}

/** The next of everybody, by one server; killed in the middle, the next one goes on where it was. */
async function walkOn(context: Context, trade: TradeReader): Promise<void> {
  const { store, settings, feed, now } = context;
  if (feed && !feed.isLeader) return;
  const walked = await settings.read(WALKED);
  const isOver = walked.after === null;
  if (isOver && now() - walked.begunAt < DAY_MS) return;
  const begunAt = isOver ? now() : walked.begunAt;
  const ids = await store.lists.walk(walked.after ?? '', BATCH);
  for (const id of ids) {
    await lookSafely(context, id, trade);
    await turnEnds();
  }
  await settings.write(WALKED, { begunAt, after: ids.length < BATCH ? null : ids.at(-1)! });
}

/** One who can not be looked at keeps nobody behind them waiting: the walk would begin with them for ever. */
async function lookSafely(context: Context, contactId: string, trade: TradeReader): Promise<void> {
  try {
    await lookAt(context, contactId, trade);
  } catch (error) {
    context.log.warn({ err: error, contactId }, 'one person could not be looked at; the next daily look tries again');
  }
}

/** Looks at one person, whichever contact of their card is named. */
async function lookAt(context: Context, contactId: string, trade: TradeReader): Promise<void> {
  const { store, now, newId } = context;
  const at = now();
  const tree = await store.contacts.cardTree(contactId);
  if (!tree) return;
  const contact = cardOf(tree);
  const { ids } = contact;
  const talks = (await Promise.all(ids.map(id => store.views.ofContact(id, LOOKED_AT.talks))))
    .flat()
    .filter(each => each.status !== 'held')
    .sort((a, b) => b.updatedAt - a.updatedAt);
  const traded = await trade(ids, null);
  await keepStage(context, contact, { talks, bought: traded.bought }, at);
  const found = mayBeRung(contact) ? await signsOf() : { left: null, hot: null };
  const newIds = Object.fromEntries(LIST_NAMES.map(list => [list, newId()])) as Record<ListName, string>;
  // What was found of a card that was joined or parted meanwhile says nothing of the one that it is now.
  if ((await store.lists.keep({ contactIds: ids, found, newIds, at })) === null) context.lists.see({ contactId });

  async function signsOf() {
    const [facts, visits, said, stage, settings] = await Promise.all([
      store.lists.facts({ contactIds: ids, since: at - LEFT_MS, limit: LOOKED_AT.ratings }),
      store.ratings.visitsOf(ids, null),
      saidIn(context, talks, at - HOT_MS),
      stageNow(context, ids, contact.id),
      listSettingsOf(context),
    ]);
    const ofVisits = visits.map(({ siteId, rating: { score, word, changedAt } }) => ({
      at: changedAt,
      score,
      word,
      siteId,
    }));
    return listsOf({ ...facts, ...traded, ratings: [...facts.ratings, ...ofVisits], said, stage }, settings, at);
  }
}

/** Who left a number or an address, and has not said that they want no calls. */
function mayBeRung({ phone, email, consents }: Card): boolean {
  return Boolean(phone || email) && !wantsNoCalls(consents);
}

/** What the rules of stages may have missed: a server died behind an ack or a purchase, or somebody fell silent. */
async function keepStage(
  context: Context,
  { id: contactId, ids }: Card,
  { talks, bought }: { talks: Conversation[]; bought: Trade['bought'] },
  at: number,
): Promise<void> {
  if (bought && bought.lastAt <= at) {
    const stands = await stageNow(context, ids, contactId);
    if (!stands || stands.since < bought.lastAt) await stageAfterPurchase(context, contactId, bought.count);
  }
  const [newest] = talks;
  if (!newest) return;
  if (newest.createdAt >= at - CATCH_UP_MS) await stageAfterSubmission(context, contactId);
  await stageAfterSilence(context, contactId, newest.updatedAt);
}

async function stageNow(context: Context, ids: string[], rootId: string): Promise<Known['stage']> {
  const [{ stages }, rows] = await Promise.all([stageSettingsOf(context), context.store.stages.of(ids)]);
  const person = standing(rows, rootId);
  const kind = stages.find(each => each.id === person?.stageId)?.kind;
  return person && kind ? { kind, since: person.since, reason: person.reason, siteId: person.siteId } : null;
}

/** What somebody wrote since then, newest first. */
async function saidIn({ store }: Context, talks: Conversation[], since: number): Promise<Known['said']> {
  const fresh = talks.filter(each => each.updatedAt >= since);
  const read = fresh.map(each => store.conversations.entriesBefore(each.id, null, LOOKED_AT.entries));
  const siteOf = new Map(fresh.map(each => [each.id, each.siteId]));
  const said = (await Promise.all(read)).flat().flatMap(({ conversationId, author, body, createdAt: at }) => {
    const found = author.kind === 'visitor' && at >= since ? wordsOf(body) : null;
    return found ? [{ ...found, at, siteId: siteOf.get(conversationId)! }] : [];
  });
  return said.sort((a, b) => b.at - a.at);
}

function wordsOf(body: EntryBody): Pick<Known['said'][number], 'kind' | 'text'> | null {
  if (body.kind === 'message') return { kind: 'message', text: body.text };
  if (body.kind === 'form') return { kind: 'form', text: `${body.subject} ${body.message}` };
  return body.kind === 'callback' ? { kind: 'callback', text: body.topic } : null;
}
