import { type ReadonlySignal, signal } from '@preact/signals';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { Link } from '../../shell/link.ts';

/** Who types where. A mark goes by itself when it is not renewed, so that a closed page does not type for ever. */
export interface Typing {
  /** Ids of agents by conversation; null is the visitor. */
  marks: ReadonlySignal<ReadonlyMap<string, readonly (string | null)[]>>;
  set(conversationId: string, agentId: string | null, isTyping: boolean): void;
  /** A key was pressed in the answer. Tells the visitor at most every few seconds. */
  tell(conversationId: string, isTyping: boolean): void;
}

export function createTyping({ link, now }: { link: Pick<Link, 'notify'>; now: () => number }): Typing {
  const marks = signal<ReadonlyMap<string, readonly (string | null)[]>>(new Map());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let told: { conversationId: string; at: number } | null = null;

  function set(conversationId: string, agentId: string | null, isTyping: boolean) {
    const key = `${conversationId} ${agentId}`;
    clearTimeout(timers.get(key));
    timers.delete(key);
    if (isTyping) timers.set(key, setTimeout(set, LIMITS.typingMs, conversationId, agentId, false));
    const known = marks.peek().get(conversationId) ?? [];
    if (known.includes(agentId) === isTyping) return;
    const next = isTyping ? [...known, agentId] : known.filter(each => each !== agentId);
    marks.value = new Map(marks.peek()).set(conversationId, next);
  }

  return {
    marks,
    set,
    tell(conversationId, isTyping) {
      const isTold = told?.conversationId === conversationId && now() - told.at < LIMITS.typingMs / 2;
      if (isTyping ? isTold : !told) return;
      told = isTyping ? { conversationId, at: now() } : null;
      link.notify({ type: 'typing.set', conversationId, isTyping });
    },
  };
}
