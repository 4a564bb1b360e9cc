import type { ComponentChildren } from 'preact';
import { Icon } from '../panel/Icon.tsx';

/** What stands in place of a form once the server has kept it. */
export function Done({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="form done">
      <span class="ticked">
        <Icon name="tick" />
      </span>
      <h3>{title}</h3>
      {children}
    </div>
  );
}

/** A button for what one seldom wants. */
export function Quiet({ onClick, children }: { onClick(): void; children: ComponentChildren }) {
  return (
    <button type="button" class="quiet" onClick={onClick}>
      {children}
    </button>
  );
}
