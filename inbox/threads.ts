import type { AgentFrameInput, AgentNews } from '../protocol/agent.ts';
import type { Callback } from '../protocol/callbacks.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import type { Connection } from '../protocol/wire/connection.ts';
import { type Api, codeOf } from './api.ts';
import { lastSeq, misses, newThread, type Thread, withDetail, withEntry, withHistory, withResumed } from './thread.ts';
import { createValue, type Value } from './value.ts';

export type AgentConnection = Connection<AgentFrameInput, AgentNews>;

export interface Threads {
  /** Those read lately, so that going back and forth is quick. */
  held: Value<ReadonlyMap<string, Thread>>;
  /** Shows what is held at once and brings it up to date, or reads it. */
  open(id: string): void;
  /** Reads the detail anew, whatever is held: after a refused change the server's word counts. */
  refresh(id: string): Promise<void>;
  /** Asks for what was missed, in each thread held. For when the link is back. */
  resumeAll(): void;
  /** Adds the page before the first entry held. @returns false when it could not be had */
  older(id: string): Promise<boolean>;
  takeEntry(entry: Entry, conversation?: Conversation, callback?: Callback): void;
  /** Changes a held thread; nothing happens to one that is not held. */
  change(id: string, how: (thread: Thread) => Thread): void;
}

/** Threads kept in memory. The one opened longest ago goes first. */
const MAX_HELD = 20;

export function createThreads(parts: {
  api: Pick<Api, 'conversation'>;
  connection: Pick<AgentConnection, 'request' | 'state'>;
  newId: () => string;
}): Threads {
  const { api, connection, newId } = parts;
  const held = createValue<ReadonlyMap<string, Thread>>(new Map());
  /** Conversations whose gap is being asked for; one question at a time each. */
  const resuming = new Set<string>();
  const readingOlder = new Map<string, Promise<boolean>>();

  function change(id: string, how: (thread: Thread) => Thread) {
    const thread = held.get().get(id);
    if (thread) held.set(new Map(held.get()).set(id, how(thread)));
  }

  async function read(id: string) {
    try {
      const detail = await api.conversation(id);
      change(id, thread => withDetail(thread, detail));
    } catch (error) {
      const status = codeOf(error) === 'CONVERSATION_UNKNOWN' ? 'missing' : 'failed';
      change(id, thread => (thread.status === 'ready' ? thread : { ...thread, status }));
    }
  }

  async function resume(id: string) {
    const thread = held.get().get(id);
    if (!thread || resuming.has(id)) return;
    if (thread.status !== 'ready') return read(id);
    if (connection.state !== 'ready') return;
    resuming.add(id);
    const command = {
      type: 'conversation.resume',
      clientId: newId(),
      conversationId: id,
      afterSeq: lastSeq(thread),
    } as const;
    try {
      const answer = await connection.request(command);
      if (answer.type === 'conversation.resumed') change(id, thread => withResumed(thread, answer));
    } catch {
      // The link dropped, and its return asks again; or the conversation is gone, which reading it says.
      if (connection.state === 'ready') await read(id);
    } finally {
      resuming.delete(id);
    }
  }

  async function readOlder(id: string): Promise<boolean> {
    const thread = held.get().get(id);
    const first = thread?.entries[0];
    if (!thread?.hasEarlier || !first) return true;
    try {
      const command = { type: 'history.get', clientId: newId(), conversationId: id, beforeSeq: first.seq } as const;
      const answer = await connection.request(command);
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
      const known = held.get().get(id);
      const others = [...held.get()].filter(([each]) => each !== id).slice(-(MAX_HELD - 1));
      const thread = known && (known.status === 'ready' || known.status === 'loading') ? known : newThread(id);
      held.set(new Map([...others, [id, thread]]));
      if (known?.status !== 'loading') void resume(id);
    },
    refresh: read,
    resumeAll() {
      for (const id of held.get().keys()) void resume(id);
    },
    older(id) {
      const underWay = readingOlder.get(id) ?? readOlder(id).finally(() => readingOlder.delete(id));
      readingOlder.set(id, underWay);
      return underWay;
    },
    takeEntry(entry, conversation, callback) {
      const thread = held.get().get(entry.conversationId);
      if (!thread) return;
      if (misses(thread, entry)) void resume(thread.id);
      else change(thread.id, now => withEntry(now, entry, conversation, callback));
    },
  };
}
