import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** A value that views can watch: the whole of the inbox's state is made of these. */
export interface Value<T> {
  get(): T;
  /** Tells the watchers only if something else came. */
  set(next: T): void;
  update(change: (now: T) => T): void;
  /** @returns its own undo */
  watch(watcher: () => void): () => void;
}

export function createValue<T>(initial: T): Value<T> {
  let now = initial;
  const watchers = new Set<() => void>();
  const set = (next: T) => {
    if (Object.is(next, now)) return;
    now = next;
    for (const watcher of [...watchers]) watcher();
  };
  return {
    get: () => now,
    set,
    update: change => set(change(now)),
    watch(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** Draws the component anew when what `select` takes of the value becomes another thing (by `Object.is`). */
export function useValue<T>(value: Value<T>): T;
export function useValue<T, Part>(value: Value<T>, select: (now: T) => Part): Part;
export function useValue<T>(value: Value<T>, select: (now: T) => unknown = now => now): unknown {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const part = select(value.get());
  const latest = useRef({ part, select });
  latest.current = { part, select };
  useLayoutEffect(() => {
    const check = () => {
      const { part, select } = latest.current;
      if (!Object.is(select(value.get()), part)) redraw(undefined);
    };
    check(); // It may have changed between drawing and now.
    return value.watch(check);
  }, [value]);
  return part;
}
