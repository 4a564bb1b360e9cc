/**
 * The list beside the thread, as data: which rows are known, in which order they are shown, and what waits to be shown
 * because the pointer is over the list. Pure, so that the rules of order can be tested without a page.
 */
import type { Callback } from '../../../protocol/callbacks.ts';
import type { matches } from '../../../protocol/conditions.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { ViewFilter } from '../../../protocol/filters.ts';
import { rank, wakeRank } from '../../../protocol/rank.ts';
import type { ListName } from '../../shell/routes.ts';
import { later } from '../conversations/thread.ts';

export interface Query {
  view: ListName;
  /** Null: of all sites. */
  siteId: string | null;
  meId: string;
  /** Of a filtered list: what it asks, and the server's clock. Null: nobody knows yet what the list asks. */
  filtered?: {
    filter: ViewFilter;
    at: number;
    judge: Judge | undefined;
    teamAgentIds?: readonly string[] | undefined;
  } | null;
}

/** Tells whether a conversation is as a filter asks. Undefined until it was fetched: then nothing is, and nothing was read. */
export type Judge = typeof matches;

/** A conversation; in the queue one callback of it, and among mentions the newest note that names the agent. */
export interface Row {
  /** Of the callback in the queue, else of the conversation. */
  id: string;
  conversation: Conversation;
  callback: Callback | null;
  mention: { entry: Entry; isRead: boolean } | null;
  /** It left the view while the order was held: still drawn, so that nothing moves under the pointer. */
  isGone: boolean;
}

export interface Rows {
  query: Query;
  byId: ReadonlyMap<string, Row>;
  /** Ids as shown. */
  order: readonly string[];
  /** For the next page; null at the end. */
  cursor: string | null;
  /** The pointer is over the list or it is scrolled: `order` stays as it is. */
  isHeld: boolean;
  /** Rows that came or moved up since the order was held. */
  news: ReadonlySet<string>;
  status: 'loading' | 'ready' | 'failed';
}

export function newRows(query: Query): Rows {
  return { query, byId: new Map(), order: [], cursor: null, isHeld: false, news: new Set(), status: 'loading' };
}

export function conversationRow(conversation: Conversation): Row {
  return { id: conversation.id, conversation, callback: null, mention: null, isGone: false };
}

export function callbackRow(callback: Callback, conversation: Conversation): Row {
  return { id: callback.id, conversation, callback, mention: null, isGone: false };
}

export function mentionRow(entry: Entry, conversation: Conversation, isRead: boolean): Row {
  return { ...conversationRow(conversation), mention: { entry, isRead } };
}

/** Whether the row is one of the view's. */
export function belongs({ conversation, callback, mention }: Row, { view, siteId, meId, filtered }: Query): boolean {
  if (siteId && conversation.siteId !== siteId) return false;
  if (filtered) return !!filtered.judge?.(filtered.filter, conversation, { meId, ...filtered });
  if (view === 'mentions') return mention !== null;
  if (view === 'callbacks') return callback?.status === 'pending';
  if (view === 'quarantine') return conversation.status === 'held';
  if (view === 'snoozed') return conversation.status === 'snoozed';
  if (view === 'closed') return conversation.status === 'closed';
  if (conversation.status !== 'open') return false;
  return view === 'all' || conversation.assigneeId === (view === 'mine' ? meId : null);
}

/** In what state conversations are that a view lists, where that is not open. */
const STATUSES: { [name in ListName]?: Conversation['status'] } = {
  closed: 'closed',
  snoozed: 'snoozed',
  quarantine: 'held',
};

/** Whoever must be answered next, or what comes back next; where nobody waits, the newest change first. */
function rankIn(row: Row, { view, filtered }: Query): number {
  if (row.mention) return -row.mention.entry.createdAt;
  if (row.callback) return row.callback.startAt;
  const status = filtered?.filter.status ?? STATUSES[view] ?? 'open';
  if (status === 'open') return rank(row.conversation);
  return status === 'snoozed' ? wakeRank(row.conversation) : -row.conversation.updatedAt;
}

/** A row's place among others: equal ranks go by id. */
type Ranked = [rank: number, id: string];

const compare = (a: Ranked, b: Ranked) => a[0] - b[0] || (a[1] < b[1] ? -1 : 1);

function sorted(rows: Rows): string[] {
  const ranked: Ranked[] = [];
  for (const row of rows.byId.values()) if (!row.isGone) ranked.push([rankIn(row, rows.query), row.id]);
  return ranked.sort(compare).map(each => each[1]);
}

/** Puts rows where they belong, unless the order is held. */
function arrange(rows: Rows): Rows {
  return rows.isHeld ? rows : { ...rows, order: sorted(rows) };
}

/** Does so with the one row that has changed, come or gone: a list of thousands is not sorted anew for each word that is said. */
function arrangeOne(rows: Rows, id: string): Rows {
  if (rows.isHeld) return rows;
  const order = rows.order.filter(each => each !== id);
  const row = rows.byId.get(id);
  if (row) {
    const ranked = (each: Row): Ranked => [rankIn(each, rows.query), each.id];
    const its = ranked(row);
    let from = 0;
    let to = order.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      if (compare(ranked(rows.byId.get(order[middle]!)!), its) < 0) from = middle + 1;
      else to = middle;
    }
    order.splice(from, 0, id);
  }
  return { ...rows, order };
}

/** The first page, read anew: what was held before may be long out of date. */
export function withFirstPage(rows: Rows, page: readonly Row[], cursor: string | null): Rows {
  const byId = new Map<string, Row>();
  for (const row of page) if (belongs(row, rows.query) && !isOlder(row, byId.get(row.id))) byId.set(row.id, row);
  const fresh: Rows = { ...rows, byId, cursor, status: 'ready', news: new Set() };
  return { ...fresh, order: sorted(fresh) };
}

/** A further page goes below what is shown, even while the order is held: nothing moves by that. */
export function withNextPage(rows: Rows, page: readonly Row[], cursor: string | null): Rows {
  const byId = new Map(rows.byId);
  for (const row of page) if (belongs(row, rows.query) && !isOlder(row, byId.get(row.id))) byId.set(row.id, row);
  const next: Rows = { ...rows, byId, cursor };
  if (!rows.isHeld) return arrange(next);
  const shown = new Set(rows.order);
  return { ...next, order: [...rows.order, ...page.map(row => row.id).filter(id => byId.has(id) && !shown.has(id))] };
}

/** News of it may have overtaken the answer; and of the notes that name somebody in a conversation the newest is shown. */
function isOlder(row: Row, held: Row | undefined): boolean {
  if (!held) return false;
  if (row.mention && held.mention && row.mention.entry.seq < held.mention.entry.seq) return true;
  return held.conversation.lastSeq > row.conversation.lastSeq;
}

/** What became of one conversation or callback. It joins, moves, stays or leaves. */
export function withRow(rows: Rows, its: Row): Rows {
  const before = rows.byId.get(its.id);
  const row = { ...its, conversation: later(before?.conversation ?? null, its.conversation) };
  if (!belongs(row, rows.query)) {
    if (!before) return rows;
    const byId = new Map(rows.byId);
    if (rows.isHeld) byId.set(row.id, { ...row, isGone: true });
    else byId.delete(row.id);
    const news = without(rows.news, row.id);
    return arrangeOne({ ...rows, byId, news }, row.id);
  }
  if (!before && isBeyondLoaded(rows, row)) return rows;
  const next: Rows = { ...rows, byId: new Map(rows.byId).set(row.id, row) };
  const isNews = rows.isHeld && (!before || before.isGone || rankIn(row, rows.query) < rankIn(before, rows.query));
  return arrangeOne(isNews ? { ...next, news: new Set(rows.news).add(row.id) } : next, row.id);
}

/** A conversation's change, for every row that shows it; in the queue these are the rows of its callbacks, among mentions the note's. */
export function withConversation(rows: Rows, conversation: Conversation): Rows {
  const { view } = rows.query;
  if (view !== 'callbacks' && view !== 'mentions') return withRow(rows, conversationRow(conversation));
  let next = rows;
  for (const row of rows.byId.values()) {
    if (row.conversation.id === conversation.id) next = withRow(next, { ...row, conversation });
  }
  return next;
}

/** A conversation is gone: its rows are not shown any more, also where the order is held. */
export function withoutConversation(rows: Rows, conversationId: string): Rows {
  const byId = new Map([...rows.byId].filter(([, row]) => row.conversation.id !== conversationId));
  if (byId.size === rows.byId.size) return rows;
  const left = (ids: Iterable<string>) => [...ids].filter(id => byId.has(id));
  return { ...rows, byId, order: left(rows.order), news: new Set(left(rows.news)) };
}

/** Rows further down come with their own page; drawn now they would stand in the wrong place. */
function isBeyondLoaded(rows: Rows, row: Row): boolean {
  if (rows.cursor === null) return false;
  let last = -Infinity;
  for (const each of rows.byId.values()) last = Math.max(last, rankIn(each, rows.query));
  return rankIn(row, rows.query) > last;
}

export function hold(rows: Rows): Rows {
  return rows.isHeld ? rows : { ...rows, isHeld: true };
}

/** Lets the rows go to their places. */
export function release(rows: Rows): Rows {
  if (!rows.isHeld && rows.news.size === 0) return rows;
  const byId = new Map([...rows.byId].filter(([, row]) => !row.isGone));
  return arrange({ ...rows, byId, isHeld: false, news: new Set() });
}

function without(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  if (!set.has(id)) return set;
  const next = new Set(set);
  next.delete(id);
  return next;
}
