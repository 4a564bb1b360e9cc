import './style/toasts.css';
import { Icon } from './Icon.tsx';
import { Key } from './Key.tsx';
import type { Toasts as ToastsState } from './toasts.ts';
import { t } from './words/index.ts';

export function Toasts({ toasts }: { toasts: ToastsState }) {
  return (
    <div
      class="toasts"
      role="status"
      onPointerEnter={() => toasts.pause(true)}
      onPointerLeave={() => toasts.pause(false)}
      onFocusIn={() => toasts.pause(true)}
      onFocusOut={() => toasts.pause(false)}
    >
      {toasts.shown.value.map(({ id, text, tone, undo }) => (
        <div key={id} class={`toast is-${tone}`}>
          <span>{text}</span>
          {undo && (
            <button type="button" class="toast-undo" onClick={undo}>
              {t('undo')} <Key>Z</Key>
            </button>
          )}
          <button type="button" class="icon-btn" aria-label={t('dismiss')} onClick={() => toasts.dismiss(id)}>
            <Icon name="close" size={16} />
          </button>
        </div>
      ))}
    </div>
  );
}
