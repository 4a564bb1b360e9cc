import type { ComponentChildren, JSX } from 'preact';
import { useApp } from '../app.ts';
import { t } from '../i18n/index.ts';
import { faceOf, type Urgency } from '../people.ts';
import { pathOf, type Route } from '../routes.ts';
import type { Piece } from '../text.ts';

/** The circle with the first letter. The name stands beside it, so it is silent. */
export function Face({ name, isHere = false, isLarge = false }: { name: string; isHere?: boolean; isLarge?: boolean }) {
  return (
    <span class={isLarge ? 'face is-large' : 'face'} aria-hidden="true">
      {faceOf(name)}
      {isHere && <i class="here-dot" />}
    </span>
  );
}

export function Pill({ tone = 'plain', children }: { tone?: Urgency['tone'] | 'here'; children: ComponentChildren }) {
  return <span class={`pill is-${tone}`}>{children}</span>;
}

/** A place in the inbox. With a modifier key the browser opens it as any other link. */
export function Link({
  to,
  ...rest
}: { to: Route } & Omit<JSX.AnchorHTMLAttributes<HTMLAnchorElement>, 'href' | 'onClick'>) {
  const { go } = useApp();
  const onClick = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return <a {...rest} href={pathOf(to)} onClick={onClick} />;
}

/** Somebody's words as text nodes, with finds marked and addresses as links that tell the other site nothing. */
export function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, isMarked, href }, index) => {
        if (isMarked) return <mark key={index}>{text}</mark>;
        if (!href) return text;
        return (
          <a key={index} href={href} target="_blank" rel="noopener noreferrer nofollow">
            {text}
          </a>
        );
      })}
    </>
  );
}

/** A key as drawn on it; only sighted people with a keyboard need it beside a button. */
export function Key({ children }: { children: string }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: nothing can focus a kbd
  return <kbd aria-hidden="true">{children}</kbd>;
}

/** Says what could not be loaded. `retry` is given where no words are loaded yet. */
export function Failed({ text, retry, onRetry }: { text: string; retry?: string; onRetry: () => void }) {
  return (
    <div class="empty" role="alert">
      <p>{text}</p>
      <button type="button" class="btn" onClick={onRetry}>
        {retry ?? t('tryAgain')}
      </button>
    </div>
  );
}
