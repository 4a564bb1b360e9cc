import type { Callback } from '../protocol/callbacks.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { View } from '../protocol/views.ts';
import { LIMITS } from '../protocol/wire/limits.ts';
import type { Api } from './api.ts';
import {
  callbackRow,
  conversationRow,
  hold,
  newRows,
  type Query,
  type Row,
  type Rows,
  release,
  withConversation,
  withFirstPage,
  withNextPage,
  withRow,
} from './rows.ts';
import { createValue, type Value } from './value.ts';

export interface List {
  rows: Value<Rows>;
  /** Shows another view or site; the same one is left as it is. */
  show(view: View, siteId: string | null): void;
  /** Reads the first page anew: after a gap in the news, nobody knows what else has changed. */
  reload(): Promise<void>;
  /** Reads the next page, unless one is under way. */
  more(): Promise<void>;
  /** Takes in what became of a conversation, and of the callback that its news was about. */
  take(conversation: Conversation, callback?: Callback): void;
  hold(): void;
  release(): void;
}

/** By conversation, or by callback where the news was of one. */
type News = Map<string, [Conversation, Callback | undefined]>;

export function createList(api: Pick<Api, 'conversations' | 'callbacks'>, meId: string): List {
  const rows = createValue(newRows({ view: 'mine', siteId: null, meId }));
  /** Answers to an older question than this are ignored. */
  let question = 0;
  let isReadingMore = false;
  /** News that came while a page was read: its answer may be older. Null: nothing is being read. */
  let meanwhile: News | null = null;

  async function read({ view, siteId }: Query, cursor: string | null): Promise<[Row[], string | null]> {
    const page = { ...(cursor && { cursor }), limit: LIMITS.pageConversations };
    if (view === 'callbacks') {
      const answer = await api.callbacks(page);
      return [answer.callbacks.map(each => callbackRow(each.callback, each.conversation)), answer.cursor];
    }
    const answer = await api.conversations({ view, ...(siteId && { site: siteId }), ...page });
    return [answer.conversations.map(conversationRow), answer.cursor];
  }

  async function reload() {
    const asked = ++question;
    meanwhile ??= new Map();
    try {
      const [page, cursor] = await read(rows.get().query, null);
      if (asked !== question) return;
      rows.update(now => withFirstPage(now, page, cursor));
      catchUp(page);
    } catch {
      if (asked !== question) return;
      meanwhile = null;
      // The views say so with a button; what is shown already stays.
      rows.update(now => ({ ...now, status: now.status === 'loading' ? 'failed' : now.status }));
    }
  }

  function catchUp(page: readonly Row[]) {
    const news: News = meanwhile ?? new Map();
    meanwhile = null;
    for (const [conversation, callback] of news.values()) {
      const known = page.find(row => row.conversation.id === conversation.id)?.conversation;
      if (!known || known.lastSeq <= conversation.lastSeq) take(conversation, callback);
    }
  }

  function take(conversation: Conversation, callback?: Callback) {
    meanwhile?.set(callback?.id ?? conversation.id, [conversation, callback]);
    rows.update(now => {
      const next = withConversation(now, conversation);
      return callback && now.query.view === 'callbacks' ? withRow(next, callbackRow(callback, conversation)) : next;
    });
  }

  return {
    rows,
    show(view, siteId) {
      const { query, status } = rows.get();
      if (query.view === view && query.siteId === siteId && (status !== 'loading' || question > 0)) return;
      rows.set(newRows({ view, siteId, meId }));
      void reload();
    },
    reload() {
      rows.update(now => (now.status === 'failed' ? { ...now, status: 'loading' } : now));
      return reload();
    },
    async more() {
      const { query, cursor } = rows.get();
      if (!cursor || isReadingMore) return;
      const asked = question;
      isReadingMore = true;
      try {
        const [page, next] = await read(query, cursor);
        if (asked === question) rows.update(now => withNextPage(now, page, next));
      } catch {
        // The end of the list has a button that asks again.
      } finally {
        isReadingMore = false;
      }
    },
    take,
    hold: () => rows.update(hold),
    release: () => rows.update(release),
  };
}
