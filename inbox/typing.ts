import { LIMITS } from '../protocol/wire/limits.ts';
import { createValue, type Value } from './value.ts';

/** Who types where. A mark goes by itself when it is not renewed, so that a closed page does not type for ever. */
export interface Typing {
  /** Ids of agents by conversation; null is the visitor. */
  marks: Value<ReadonlyMap<string, readonly (string | null)[]>>;
  set(conversationId: string, agentId: string | null, isTyping: boolean): void;
}

export function createTyping(): Typing {
  const marks = createValue<ReadonlyMap<string, readonly (string | null)[]>>(new Map());
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function set(conversationId: string, agentId: string | null, isTyping: boolean) {
    const key = `${conversationId} ${agentId}`;
    clearTimeout(timers.get(key));
    timers.delete(key);
    if (isTyping) timers.set(key, setTimeout(set, LIMITS.typingMs, conversationId, agentId, false));
    const known = marks.get().get(conversationId) ?? [];
    if (known.includes(agentId) === isTyping) return;
    const next = isTyping ? [...known, agentId] : known.filter(each => each !== agentId);
    marks.set(new Map(marks.get()).set(conversationId, next));
  }

  return { marks, set };
}
