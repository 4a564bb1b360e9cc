import type { ComponentChildren } from 'preact';

interface ChipProps {
  /** Chips of one name are one choice. */
  name: 'day' | 'hour';
  /** It says more than a day does. */
  isWide?: boolean;
  isChosen: boolean;
  isFull?: boolean;
  onChoose(): void;
  children: ComponentChildren;
}

/** A time to choose. */
export function Chip({ name, isWide, isChosen, isFull, onChoose, children }: ChipProps) {
  return (
    <label class={isWide ? 'chip wide' : 'chip'}>
      <input type="radio" name={name} checked={isChosen} disabled={isFull} onChange={onChoose} />
      <span>{children}</span>
    </label>
  );
}
