import type { ComponentChildren } from 'preact';
import { write } from '../../panel/saved.ts';

interface ChipProps {
  /** Chips of one name are one choice. */
  name: 'day' | 'hour';
  /** Null: as soon as possible. */
  startAt: number | null;
  isChosen: boolean;
  isFull?: boolean;
  children: ComponentChildren;
}

/** A time to choose. */
export function Chip({ name, startAt, isChosen, isFull, children }: ChipProps) {
  return (
    <label class="chip">
      <input type="radio" name={name} checked={isChosen} disabled={isFull} onChange={() => write({ startAt })} />
      <span>{children}</span>
    </label>
  );
}
