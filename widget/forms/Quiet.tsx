import type { ComponentChildren } from 'preact';

/** A button for what one seldom wants. */
export function Quiet({ onClick, children }: { onClick(): void; children: ComponentChildren }) {
  return (
    <button type="button" class="quiet" onClick={onClick}>
      {children}
    </button>
  );
}
