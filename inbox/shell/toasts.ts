import { type ReadonlySignal, signal } from '@preact/signals';
import { problemText } from './errors.ts';

/** A sentence that passes: something was done, and can be undone, or could not be done. */
export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'failed';
  undo: (() => void) | null;
}

export interface Toasts {
  shown: ReadonlySignal<readonly Toast[]>;
  /** @returns takes it away again */
  add(text: string, options?: { tone?: Toast['tone']; undo?: () => void }): () => void;
  /** Says what went wrong, for anything thrown by a call or the connection. */
  fail(error: unknown): void;
  dismiss(id: number): void;
  /** Undoes what was done last. */
  undoLast(): void;
  /** While the pointer or the focus is on them, none goes. */
  pause(isPaused: boolean): void;
}

/** Long enough to read a sentence and reach for Undo. What it undoes can be undone later by other means, too. */
const UNDO_SHOWN_MS = 10_000;
/** What only confirms goes sooner. */
const SHOWN_MS = 4_000;
const MAX_SHOWN = 3;

export function createToasts(): Toasts {
  const shown = signal<readonly Toast[]>([]);
  let lastId = 0;
  let isPaused = false;

  function dismiss(id: number) {
    shown.value = shown.peek().filter(toast => toast.id !== id);
  }
  function expire(id: number, ms: number) {
    setTimeout(() => (isPaused ? expire(id, ms) : dismiss(id)), ms);
  }
  const add: Toasts['add'] = (text, { tone = 'done', undo } = {}) => {
    const id = ++lastId;
    const undoOnce = undo
      ? () => {
          dismiss(id);
          undo();
        }
      : null;
    shown.value = [...shown.peek(), { id, text, tone, undo: undoOnce }].slice(-MAX_SHOWN);
    expire(id, tone === 'done' && !undo ? SHOWN_MS : UNDO_SHOWN_MS);
    return () => dismiss(id);
  };

  return {
    shown,
    add,
    dismiss,
    fail: error => void add(problemText(error), { tone: 'failed' }),
    undoLast: () =>
      shown
        .peek()
        .findLast(toast => toast.undo)
        ?.undo?.(),
    pause(next) {
      isPaused = next;
    },
  };
}
