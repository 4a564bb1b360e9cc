import type { Filter } from 'mongodb';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { View } from '../../../protocol/views.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { after, pageOf } from '../../store/mongo/cursors.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { ConversationDocument } from '../conversations/mongo-document.ts';
import { byWait } from '../queue/rules.ts';
import { createFilterReader } from './mongo-filter.ts';
import { amongSites, orderOf } from './mongo-lists.ts';
import type { ViewStore } from './store.ts';

/** Earlier conversations shown beside one; see `ViewStore.related`. */
const MAX_RELATED = 20;
/** Open conversations of one agent that are looked at to count the unread ones: the largest capacity an agent can have. */
const MAX_MINE = 1000;
/** What is held or snoozed is counted so far: who has more looks at the list. */
const MAX_ASIDE = 1000;
/** How old the counts may be that are the same for every agent, where only other servers write. */
const SHARED_MS = 1_000;

export function createViewStore(engine: Engine): ViewStore {
  const {
    database: { conversations },
    ledger,
    recent,
  } = engine;
  let shared: { changes: number; at: number; counts: ReturnType<typeof countShared> } | undefined;

  async function openOf(agentId: string, limit: number) {
    const found = conversations.find({ status: 'open', assigneeId: agentId }).sort({ rank: 1, _id: 1 }).limit(limit);
    return ledger.caughtUp(await found.toArray());
  }

  async function newestWhere(which: Filter<ConversationDocument>, limit: number) {
    const found = conversations.find(which).sort({ updatedAt: -1, _id: -1 }).limit(limit);
    return ledger.caughtUp(await found.toArray());
  }

  async function countShared() {
    const [unassigned, all, callbacks, quarantine, snoozed] = await Promise.all([
      conversations.countDocuments({ status: 'open', assigneeId: '' }),
      conversations.countDocuments({ status: 'open' }),
      conversations.countDocuments({ callbackAt: { $gte: 0 } }),
      conversations.countDocuments({ status: 'held' }, { limit: MAX_ASIDE }),
      conversations.countDocuments({ status: 'snoozed' }, { limit: MAX_ASIDE }),
    ]);
    return { unassigned, all, callbacks, quarantine, snoozed };
  }

  /** Open ones, by whose they are. */
  async function countByAgent(which: Filter<ConversationDocument>) {
    const groups = conversations.aggregate<{ _id: string; count: number }>([
      { $match: { status: 'open', ...which } },
      { $group: { _id: '$assigneeId', count: { $sum: 1 } } },
    ]);
    return new Map((await groups.toArray()).map(each => [each._id, each.count]));
  }

  /** For who sees only some sites. */
  async function countSome(agentId: string, siteIds: readonly string[]) {
    const count = (view: View, limit?: number) =>
      conversations.countDocuments({ ...filterOf(view, agentId), ...amongSites(siteIds) }, limit ? { limit } : {});
    const [open, unassigned, all, callbacks, quarantine, snoozed] = await Promise.all([
      openOf(agentId, MAX_MINE),
      count('unassigned'),
      count('all'),
      count('callbacks'),
      count('quarantine', MAX_ASIDE),
      count('snoozed', MAX_ASIDE),
    ]);
    const mine = open.filter(each => siteIds.includes(each.siteId));
    const mineUnread = mine.filter(each => each.lastVisitorSeq > each.agentReadSeq).length;
    return { mine: mine.length, unassigned, all, callbacks, quarantine, snoozed, mineUnread };
  }

  return {
    async page({ view, agentId, siteId, siteIds = null, cursor, limit }) {
      const { field, descends, at } = orderOf(STATUSES[view]);
      const direction = descends ? -1 : 1;
      const filter = {
        ...filterOf(view, agentId),
        ...amongSites(siteIds),
        ...(siteId && { $and: [{ siteId }] }),
        ...after<ConversationDocument>(field, cursor, descends),
      };
      const found = await conversations
        .find(filter)
        .sort({ [field]: direction, _id: direction })
        .limit(limit + 1)
        .toArray();
      const page = pageOf(found, limit, at);
      return { ...page, items: await ledger.caughtUp(page.items) };
    },

    ...createFilterReader(engine),

    async count(agentId, siteIds = null) {
      if (siteIds) return countSome(agentId, siteIds);
      const at = performance.now();
      // A hundred agents are told once a second; of a hundred thousand conversations that is counted once for all.
      if (!shared || shared.changes !== recent.changes || at - shared.at > SHARED_MS) {
        shared = { changes: recent.changes, at, counts: countShared() };
      }
      const { counts } = shared;
      try {
        const [mine, everybodys] = await Promise.all([openOf(agentId, MAX_MINE), counts]);
        const mineUnread = mine.filter(each => each.lastVisitorSeq > each.agentReadSeq).length;
        return { mine: mine.length, mineUnread, ...everybodys };
      } catch (error) {
        shared = undefined;
        throw error;
      }
    },

    async waiting(siteId, limit) {
      const found = conversations
        .find({
          siteId,
          status: 'open',
          rank: { $lte: LIMITS.latestAt },
          waitingSince: { $ne: null },
          'wait.kind': { $ne: 'form' },
        })
        .project<Pick<ConversationDocument, '_id' | 'waitingSince' | 'assigneeId'>>({ waitingSince: 1, assigneeId: 1 })
        .sort({ rank: 1, _id: 1 })
        .limit(limit);
      const waiting = (await found.toArray()).map(each => ({
        conversationId: each._id,
        since: each.waitingSince!,
        isAssigned: each.assigneeId !== '',
      }));
      return waiting.sort(byWait);
    },

    async related(conversationId) {
      const found = await conversations.findOne({ _id: conversationId });
      if (!found) return [];
      const { siteId, contact, emailKey } = found;
      const same: Filter<ConversationDocument>[] = [{ 'contact.id': contact.id }];
      if (emailKey) same.push({ siteId, emailKey });
      if (contact.phone) same.push({ siteId, 'contact.phone': contact.phone });
      const others = conversations.find({ _id: { $ne: conversationId }, status: { $ne: 'held' }, $or: same });
      return ledger.caughtUp(await others.sort({ updatedAt: -1, _id: -1 }).limit(MAX_RELATED).toArray());
    },

    ofContact: (contactId, limit) => newestWhere({ 'contact.id': contactId }, limit),
    ofContacts: (contactIds, limit) => newestWhere({ 'contact.id': { $in: [...contactIds] } }, limit),

    load: () => countByAgent({ assigneeId: { $gt: '' } }),

    letters: agentIds =>
      countByAgent({ assigneeId: { $in: [...agentIds] }, channels: { $exists: true, $nin: ['chat', []] } }),

    openOf,
  };
}

/** Of what a view lists. */
const STATUSES: Record<View, Conversation['status']> = {
  mine: 'open',
  unassigned: 'open',
  all: 'open',
  callbacks: 'open',
  closed: 'closed',
  snoozed: 'snoozed',
  quarantine: 'held',
};

function filterOf(view: View, agentId: string): Filter<ConversationDocument> {
  if (view === 'mine') return { status: 'open', assigneeId: agentId };
  if (view === 'unassigned') return { status: 'open', assigneeId: '' };
  if (view === 'all') return { status: 'open' };
  if (view === 'callbacks') return { callbackAt: { $gte: 0 } };
  return { status: STATUSES[view] };
}
