import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../app.ts';
import { type TextKey, t } from '../i18n/index.ts';
import { type Action, SHORTCUTS } from '../shortcuts.ts';
import { useValue } from '../value.ts';
import { Icon } from './Icon.tsx';

const NAMES: Record<Action, TextKey> = {
  next: 'keyNext',
  previous: 'keyPrevious',
  open: 'keyOpen',
  reply: 'keyReply',
  note: 'keyNote',
  claim: 'keyClaim',
  assign: 'keyAssign',
  close: 'keyClose',
  undo: 'keyUndo',
  search: 'keySearch',
  help: 'keyHelp',
  back: 'keyBack',
  'go-mine': 'mine',
  'go-unassigned': 'unassigned',
  'go-callbacks': 'callbacks',
  'go-all': 'all',
  'go-closed': 'closed',
  'go-settings': 'settings',
};

/** All keys. The browser's own dialog keeps the focus inside, closes on Escape and gives the focus back. */
export function Help({ onClose }: { onClose: () => void }) {
  const { prefs } = useApp();
  const hasShortcuts = useValue(prefs, now => now.hasShortcuts);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="help"
      aria-labelledby="help-title"
      onClose={onClose}
      // A click beside it closes it, too; not yet in every browser.
      {...{ closedby: 'any' }}
    >
      <div>
        <header>
          <h2 id="help-title">{t('shortcuts')}</h2>
          <button type="button" class="icon-btn" aria-label={t('closePanel')} onClick={() => dialog.current?.close()}>
            <Icon name="close" />
          </button>
        </header>
        <dl>
          {SHORTCUTS.map(({ action, keys }) => (
            <div key={action}>
              <dt>{t(NAMES[action])}</dt>
              <dd>
                {keys.map((key, index) => (
                  <span key={key}>
                    {index > 0 && <small>{t('thenKey')}</small>}
                    <kbd>{key}</kbd>
                  </span>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <label class="check">
          <input
            type="checkbox"
            checked={hasShortcuts}
            onChange={event => {
              const isOn = event.currentTarget.checked;
              prefs.update(now => ({ ...now, hasShortcuts: isOn }));
            }}
          />
          {t('shortcutsOn')}
        </label>
      </div>
    </dialog>
  );
}
