import './style.css';
import { useApp } from '../../shell/app.ts';
import { prefer } from '../../shell/prefs.ts';
import { usePart } from '../../shell/use-part.ts';
import { askPermission, permission } from './permission.ts';
import { t } from './words/index.ts';

/** Asked once, by a button: a browser's question on load is refused by habit, and then for ever. */
export function AskNotify() {
  const { prefs } = useApp();
  const isDeclined = usePart(() => prefs.value.isNotifyDeclined, [prefs]);
  if (permission.value !== 'ask' || isDeclined) return null;
  return (
    <div class="ask">
      <p>{t('notifyAsk')}</p>
      <button type="button" class="btn" onClick={() => void askPermission()}>
        {t('notifyYes')}
      </button>
      <button type="button" class="btn is-quiet" onClick={() => prefer(prefs, { isNotifyDeclined: true })}>
        {t('notifyNo')}
      </button>
    </div>
  );
}
