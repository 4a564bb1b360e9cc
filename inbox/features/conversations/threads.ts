import { type ReadonlySignal, signal } from '@preact/signals';
import type { Callback } from '../../../protocol/callbacks.ts';
import type { Conversation, ConversationDetail } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { codeOf, type Http } from '../../shell/http.ts';
import type { Link } from '../../shell/link.ts';
import type { Views } from '../views/state.ts';
import { lastSeq, misses, newThread, type Thread, withDetail, withEntry, withHistory, withResumed } from './thread.ts';

export interface Threads {
  /** Those read lately, by conversation, so that going back and forth is quick. */
  held: ReadonlySignal<ReadonlyMap<string, Thread>>;
  /** Shows what is held at once and brings it up to date, or reads it. */
  open(id: string): void;
  /** Reads the detail anew, whatever is held: after a refused change the server's word counts. */
  refresh(id: string): Promise<void>;
  /** Asks for what was missed, in each thread held. For when the link is back. */
  resumeAll(): void;
  /** Adds the page before the first entry held. @returns false when it could not be had */
  older(id: string): Promise<boolean>;
  /** It is gone: who looks at it is told, and nothing of it is held. */
  drop(id: string): void;
  takeEntry(entry: Entry, conversation?: Conversation, callback?: Callback): void;
  /** Changes a held thread; nothing happens to one that is not held. */
  change(id: string, how: (thread: Thread) => Thread): void;
}

/** Threads kept in memory. The one opened longest ago goes first. */
const MAX_HELD = 20;

export function createThreads(parts: {
  http: Pick<Http, 'get'>;
  link: Pick<Link, 'request' | 'isReady'>;
  views: Pick<Views, 'told'>;
  newId: () => string;
}): Threads {
  const { http, link, views, newId } = parts;
  const held = signal<ReadonlyMap<string, Thread>>(new Map());
  /** Conversations whose gap is being asked for; one question at a time each. */
  const resuming = new Set<string>();
  /** Of those, the ones of which an entry came meanwhile that the answer may not bring. */
  const asksAgain = new Set<string>();
  const readingOlder = new Map<string, Promise<boolean>>();

  function change(id: string, how: (thread: Thread) => Thread) {
    const thread = held.peek().get(id);
    if (thread) held.value = new Map(held.peek()).set(id, how(thread));
  }

  async function read(id: string) {
    try {
      await views.told();
      const detail = await http.get<ConversationDetail>(`conversations/${encodeURIComponent(id)}`);
      change(id, thread => withDetail(thread, detail));
    } catch (error) {
      const status = codeOf(error) === 'CONVERSATION_UNKNOWN' ? 'missing' : 'failed';
      change(id, thread => (thread.status === 'ready' ? thread : { ...thread, status }));
    }
  }

  async function resume(id: string) {
    const thread = held.peek().get(id);
    if (!thread || resuming.has(id)) return;
    if (thread.status !== 'ready') return read(id);
    if (!link.isReady()) return;
    resuming.add(id);
    const afterSeq = lastSeq(thread);
    try {
      const answer = await link.request({
        type: 'conversation.resume',
        clientId: newId(),
        conversationId: id,
        afterSeq,
      });
      if (answer.type === 'conversation.resumed') change(id, now => withResumed(now, answer));
    } catch {
      // The link dropped, and its return asks again; or the conversation is gone, which reading it says.
      if (link.isReady()) await read(id);
    } finally {
      resuming.delete(id);
      if (asksAgain.delete(id)) void resume(id);
    }
  }

  async function readOlder(id: string): Promise<boolean> {
    const thread = held.peek().get(id);
    const first = thread?.entries[0];
    if (!thread?.hasEarlier || !first) return true;
    try {
      const answer = await link.request({
        type: 'history.get',
        clientId: newId(),
        conversationId: id,
        beforeSeq: first.seq,
      });
      if (answer.type === 'history') change(id, now => withHistory(now, answer.entries, answer.hasEarlier));
      return true;
    } catch {
      return false;
    }
  }

  return {
    held,
    change,
    open(id) {
      const known = held.peek().get(id);
      const others = [...held.peek()].filter(([each]) => each !== id).slice(-(MAX_HELD - 1));
      const thread = known && (known.status === 'ready' || known.status === 'loading') ? known : newThread(id);
      held.value = new Map([...others, [id, thread]]);
      if (known?.status !== 'loading') void resume(id);
    },
    drop: id => change(id, () => ({ ...newThread(id), status: 'missing' })),
    refresh: read,
    resumeAll() {
      for (const id of held.peek().keys()) void resume(id);
    },
    older(id) {
      const underWay = readingOlder.get(id) ?? readOlder(id).finally(() => readingOlder.delete(id));
      readingOlder.set(id, underWay);
      return underWay;
    },
    takeEntry(entry, conversation, callback) {
      const thread = held.peek().get(entry.conversationId);
      if (!thread) return;
      if (misses(thread, entry)) {
        if (resuming.has(thread.id)) asksAgain.add(thread.id);
        else void resume(thread.id);
      } else change(thread.id, now => withEntry(now, entry, conversation, callback));
    },
  };
}
