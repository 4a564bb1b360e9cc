import type { ComponentChildren } from 'preact';
import { words } from '../panel/language.ts';
import { link } from '../panel/link.ts';
import type { FormKind } from './state.ts';

/** Says whether something of a form is on its way. */
export function isPending(kind: FormKind): boolean {
  return link.now.waiting.some(({ type }) => type.startsWith(kind));
}

/** The button that does what the form is for; it says so, or what becomes of it. */
export function Submit({
  kind,
  onClick,
  children,
}: {
  kind: FormKind;
  onClick?(): void;
  children?: ComponentChildren;
}) {
  const t = words();
  const isWaiting = isPending(kind);
  const state = link.now.isDown ? t.later : t.sending;
  return (
    <button type="submit" class="primary" aria-disabled={isWaiting} onClick={onClick}>
      {isWaiting ? state : children}
    </button>
  );
}
