import './style/dialog.css';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { t } from './words/index.ts';

/**
 * Something to decide before all else. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus
 * back. What has `data-first` gets it to begin with.
 */
export function Dialog(props: { class: string; title: string; onClose: () => void; children: ComponentChildren }) {
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Before it is seen: a key that comes first would be the page's.
  useLayoutEffect(() => {
    dialog.current?.showModal();
    // The browser gives the focus to the first button, which closes it.
    dialog.current?.querySelector<HTMLElement>('[data-first]')?.focus();
  }, []);
  return (
    <dialog
      ref={dialog}
      class={props.class}
      aria-labelledby={titleId}
      onClose={props.onClose}
      // A click beside it closes it, too; not yet in every browser.
      {...{ closedby: 'any' }}
    >
      <div class="dialog-body">
        <header>
          <h2 id={titleId} dir="auto">
            {props.title}
          </h2>
          <button type="button" class="icon-btn" aria-label={t('closePanel')} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        {props.children}
      </div>
    </dialog>
  );
}
