import { useInbox } from '../app.ts';
import { t } from '../i18n/index.ts';
import { useValue } from '../value.ts';
import { Key } from './bits.tsx';
import { Icon } from './Icon.tsx';

export function Toasts() {
  const { toasts } = useInbox();
  const shown = useValue(toasts.shown);
  return (
    <div
      class="toasts"
      role="status"
      onPointerEnter={() => toasts.pause(true)}
      onPointerLeave={() => toasts.pause(false)}
      onFocusIn={() => toasts.pause(true)}
      onFocusOut={() => toasts.pause(false)}
    >
      {shown.map(({ id, text, tone, undo }) => (
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
