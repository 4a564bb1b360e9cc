import './style/movers.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';

type By = 'up' | 'down';

/**
 * Buttons that move one of a list up or down. Whoever moved one moves it on: the focus stays with it, on the same button.
 * @param move resolves when it has its new place; false: it could not be moved
 */
export function useMovers(parts: {
  length: number;
  label: (by: By, at: number) => string;
  move: (from: number, to: number) => boolean | Promise<boolean>;
}) {
  const { length, label, move } = parts;
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ to: number; by: By } | null>(null);
  useLayoutEffect(() => {
    if (moved) list.current?.querySelector<HTMLElement>(`[data-move="${moved.to} ${moved.by}"]`)?.focus();
  }, [moved]);

  async function onClick(from: number, by: By) {
    const to = by === 'up' ? from - 1 : from + 1;
    if (to < 0 || to >= length) return;
    if (await move(from, to)) setMoved({ to, by });
  }
  const mover = (at: number, by: By) => (
    <button
      type="button"
      class={`icon-btn move-${by}`}
      data-move={`${at} ${by}`}
      aria-label={label(by, at)}
      aria-disabled={at === (by === 'up' ? 0 : length - 1)}
      onClick={() => void onClick(at, by)}
    >
      <Icon name="down" />
    </button>
  );
  return {
    list,
    movers: (at: number) =>
      length > 1 && (
        <>
          {mover(at, 'up')}
          {mover(at, 'down')}
        </>
      ),
  };
}
