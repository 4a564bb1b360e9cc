/** What both forms are made of, beside their fields. */
import type { ComponentChildren } from 'preact';
import { laterWords, words } from '../panel/language.ts';
import { link } from '../panel/link.ts';
import { type FormKind, isPending } from './state.ts';

type Texts = Partial<Record<string, string>>;

/** Why a field is refused and how to mend it. Its name is empty for the form as a whole. */
export function Why({ name, code }: { name: string; code: string | undefined }) {
  const t: Texts = words();
  const later = (): Texts | undefined => laterWords();
  return (
    <span class="why" id={`why-${name}`}>
      {code && (t[code] ?? later()?.[code] ?? t.wrong)}
    </span>
  );
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
