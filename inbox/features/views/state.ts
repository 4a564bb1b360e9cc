import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { FilteredAnswer, ViewFilter } from '../../../protocol/filters.ts';
import type {
  CallbacksAnswer,
  ConversationsAnswer,
  Counted,
  MentionsAnswer,
  View,
  ViewCounts,
} from '../../../protocol/views.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { asQuery, type Http } from '../../shell/http.ts';
import type { Link } from '../../shell/link.ts';
import { type ListName, VIEWS } from '../../shell/routes.ts';
import {
  callbackRow,
  conversationRow,
  hold,
  type Judge,
  mentionRow,
  newRows,
  type Query,
  type Row,
  type Rows,
  release,
  withConversation,
  withFirstPage,
  withNextPage,
  withoutConversation,
  withRow,
} from './rows.ts';
import type { Waits } from './wait-reason.ts';
import { createWatch, type Watched } from './watch.ts';

/** A list, of one site or of all (null), and the conversation that is open beside it. */
export interface Place {
  view: ListName;
  siteId: string | null;
  conversationId: string | null;
  /** What a filtered list asks; null: nobody knows yet. Left out: it is none. */
  filter?: ViewFilter | null | undefined;
}

/** The list of one view, and how many there are in each. */
export interface Views {
  counts: ReadonlySignal<ViewCounts>;
  /** How many of what waits the agent is told of. */
  calls: ReadonlySignal<number>;
  waits: ReadonlySignal<Waits>;
  rows: Signal<Rows>;
  /** The conversation whose row takes the focus when it is drawn; null: none is to. */
  focusId: Signal<string | null>;
  /** Takes in how many there are. */
  takeCounts(counted: Counted): void;
  /** Shows another view or site; of the same one the list is left as it is. */
  show(place: Place): void;
  /** Resolves when the server knows what is shown, or can not be told: what is read then misses no news. */
  told(): Promise<void>;
  /** The link is back: the server is told anew what is shown, and nobody knows what else has changed. */
  resume(): void;
  /** Reads the first page anew: after a gap in the news, nobody knows what else has changed. */
  reload(): Promise<void>;
  /** Reads the next page, unless one is under way. */
  more(): Promise<void>;
  /** Takes in what the server's clock shows: filters tell waits by it. */
  hearClock(at: number): void;
  /** The conversation as a row shows it. */
  find(conversationId: string): Conversation | null;
  /** Takes in what became of a conversation, and of the callback that its news was about. */
  take(conversation: Conversation, callback?: Callback): void;
  /** Takes in a note that names the agent. */
  takeMention(conversation: Conversation, entry: Entry): void;
  /** What names the agent in a conversation was seen. */
  seeMention(conversationId: string): void;
  /** A conversation is gone. */
  drop(conversationId: string): void;
  hold(): void;
  release(): void;
}

/** What came of a conversation; of a callback in it, or with a note that names the agent. */
interface News {
  conversation: Conversation;
  callback?: Callback | undefined;
  mention?: Entry;
}

export function createViews(parts: {
  http: Pick<Http, 'get'>;
  link: Pick<Link, 'request' | 'isReady'>;
  meId: string;
  newId: () => string;
  now: () => number;
}): Views {
  const { http, meId, now: clock } = parts;
  const watch = createWatch(parts);
  const counts = signal<ViewCounts>({
    mine: 0,
    unassigned: 0,
    all: 0,
    callbacks: 0,
    snoozed: 0,
    quarantine: 0,
    mineUnread: 0,
  });
  const calls = signal(0);
  const waits = signal<Waits>({ waitReason: null, waitReasonOf: {} });
  const focusId = signal<string | null>(null);
  const rows = signal(newRows({ view: 'mine', siteId: null, meId }));
  /** Answers to an older question than this are ignored. */
  let question = 0;
  let isReadingMore = false;
  /** News that came while a page was read: its answer may be older. Null: nothing is being read. */
  let meanwhile: Map<string, News> | null = null;

  /** How far the server's clock is ahead of this page's, ms: waits are told by that one. */
  let ahead = 0;
  let judge: Judge | undefined;
  /** Who is of the team that the filter names, as the server said last. */
  let teamAgentIds: readonly string[] | undefined;

  function update(change: (now: Rows) => Rows) {
    const now = rows.peek();
    const { filtered } = now.query;
    const query = { ...now.query, filtered: filtered && { ...filtered, at: clock() + ahead, judge, teamAgentIds } };
    const aged = filtered ? { ...now, query } : now;
    const next = change(aged);
    if (next !== aged) rows.value = next;
  }

  function hearClock(at: number) {
    ahead = at - clock();
  }

  async function readPage(query: Query, cursor: string | null): Promise<[Row[], string | null]> {
    const { view, siteId, filtered } = query;
    const page = { cursor, limit: LIMITS.pageConversations };
    if (filtered) {
      const asked = { ...filtered.filter, siteId, ...page };
      const answer = await http.get<FilteredAnswer>(`conversations/filtered${asQuery(asked)}`);
      hearClock(answer.at);
      ({ teamAgentIds } = answer);
      return [answer.conversations.map(conversationRow), answer.cursor];
    }
    if (view === 'callbacks') {
      const answer = await http.get<CallbacksAnswer>(`callbacks${asQuery(page)}`);
      return [answer.callbacks.map(each => callbackRow(each.callback, each.conversation)), answer.cursor];
    }
    if (view === 'mentions') {
      const answer = await http.get<MentionsAnswer>(`mentions${asQuery(page)}`);
      const { mentions } = answer;
      return [mentions.map(each => mentionRow(each.entry, each.conversation, each.isRead)), answer.cursor];
    }
    const answer = await http.get<ConversationsAnswer>(`conversations${asQuery({ view, site: siteId, ...page })}`);
    return [answer.conversations.map(conversationRow), answer.cursor];
  }

  function reload(): Promise<void> {
    update(now => (now.status === 'failed' ? { ...now, status: 'loading' } : now));
    return readFirst();
  }

  async function readFirst() {
    const { filtered } = rows.peek().query;
    // What the list asks comes with the saved views, and then it is read.
    if (filtered === null) return;
    const asked = ++question;
    meanwhile ??= new Map();
    try {
      // What judges filters comes with the first of them.
      if (filtered) judge ??= (await import('../../../protocol/conditions.ts')).matches;
      await watch.told();
      const [page, cursor] = await readPage(rows.peek().query, null);
      if (asked !== question) return;
      update(now => withFirstPage(now, page, cursor));
      catchUp(page);
    } catch {
      if (asked !== question) return;
      meanwhile = null;
      // The views say so with a button; what is shown already stays.
      update(now => ({ ...now, status: now.status === 'loading' ? 'failed' : now.status }));
    }
  }

  function catchUp(page: readonly Row[]) {
    const news: Map<string, News> = meanwhile ?? new Map();
    meanwhile = null;
    for (const { conversation, callback, mention } of news.values()) {
      const known = page.find(row => row.conversation.id === conversation.id)?.conversation;
      if (mention) takeMention(conversation, mention);
      else if (!known || known.lastSeq <= conversation.lastSeq) take(conversation, callback);
    }
  }

  function take(conversation: Conversation, callback?: Callback) {
    meanwhile?.set(callback?.id ?? conversation.id, { conversation, callback });
    update(now => {
      const next = withConversation(now, conversation);
      return callback && now.query.view === 'callbacks' ? withRow(next, callbackRow(callback, conversation)) : next;
    });
  }

  function takeMention(conversation: Conversation, mention: Entry) {
    meanwhile?.set(`mention in ${conversation.id}`, { conversation, mention });
    update(now => withRow(now, mentionRow(mention, conversation, false)));
  }

  return {
    counts,
    calls,
    waits,
    rows,
    focusId,
    takeCounts({ counts: now, calls: some, waitReason, waitReasonOf }) {
      counts.value = now;
      calls.value = some;
      waits.value = { waitReason, waitReasonOf };
    },
    show(place) {
      const { view, filter } = place;
      // A filter that names a site means that one, whichever the lists are of.
      const siteId = filter?.siteId ?? place.siteId;
      watch.show(watchedAt({ ...place, siteId }));
      const { query, status } = rows.peek();
      const isSame = query.view === view && query.siteId === siteId && query.filtered?.filter === (filter ?? undefined);
      if (isSame && (status !== 'loading' || question > 0)) return;
      const filtered = filter && { filter, at: clock() + ahead, judge };
      rows.value = newRows({ view, siteId, meId, ...(filtered !== undefined && { filtered }) });
      // What is still read is of the list before.
      if (filtered === null) question += 1;
      else void readFirst();
    },
    told: watch.told,
    resume() {
      if (watch.tellAgain()) void reload();
    },
    reload,
    async more() {
      const { query, cursor } = rows.peek();
      if (!cursor || isReadingMore) return;
      const asked = question;
      isReadingMore = true;
      try {
        const [page, next] = await readPage(query, cursor);
        if (asked === question) update(now => withNextPage(now, page, next));
      } catch {
        // The end of the list has a button that asks again.
      } finally {
        isReadingMore = false;
      }
    },
    hearClock,
    find(conversationId) {
      const { byId, query } = rows.peek();
      const isIts = (row: Row) => row.conversation.id === conversationId;
      // In the queue there is a row for each callback, by its id.
      const row = query.view === 'callbacks' ? [...byId.values()].find(isIts) : byId.get(conversationId);
      return row?.conversation ?? null;
    },
    take,
    takeMention,
    seeMention: id =>
      update(now => {
        const row = now.byId.get(id);
        return row?.mention ? withRow(now, { ...row, mention: { ...row.mention, isRead: true } }) : now;
      }),
    drop: conversationId => update(now => withoutConversation(now, conversationId)),
    hold: () => update(hold),
    release: () => update(release),
  };
}

/** What the server is told of it: which of its own views has what the list shows. */
function watchedAt({ view, siteId, conversationId, filter }: Place): Watched {
  return { view: filter ? viewWith(filter) : isOwn(view) ? view : 'mine', siteId, conversationId };
}

/** The smallest of the views whose pages hear of all that begins or ceases to be as a filter asks. */
function viewWith({ status, assignee }: ViewFilter): View {
  if (status === 'held') return 'quarantine';
  return assignee === 'me' ? 'mine' : assignee === 'nobody' ? 'unassigned' : 'all';
}

/** Whether a list is one of the server's own views. */
export const isOwn = (name: ListName): name is View => (VIEWS as readonly string[]).includes(name);
