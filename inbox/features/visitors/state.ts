import { type ReadonlySignal, signal } from '@preact/signals';

/** Who has a page of the site open now. */
export interface Visitors {
  /** Their conversations. */
  here: ReadonlySignal<ReadonlySet<string>>;
  welcome(conversationIds: readonly string[]): void;
  take(conversationId: string, isHere: boolean): void;
}

export function createVisitors(): Visitors {
  const here = signal<ReadonlySet<string>>(new Set());
  return {
    here,
    welcome(conversationIds) {
      here.value = new Set(conversationIds);
    },
    take(conversationId, isHere) {
      const next = new Set(here.peek());
      if (isHere) next.add(conversationId);
      else next.delete(conversationId);
      here.value = next;
    },
  };
}
