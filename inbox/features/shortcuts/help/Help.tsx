import './style.css';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { prefer } from '../../../shell/prefs.ts';
import { usePart } from '../../../shell/use-part.ts';
import { t as conversationText } from '../../conversations/words/index.ts';
import { t as filesText } from '../../files/words/index.ts';
import { t as mentionText } from '../../mentions/words/index.ts';
import { t as savedText } from '../../saved-views/words/index.ts';
import { t as viewText } from '../../views/words/index.ts';
import { type Action, SHORTCUTS } from '../shortcuts.ts';
import { t } from './words/index.ts';

/** What each key does. Read at each drawing, because words change with the language. */
const NAMES: Record<Action, () => string> = {
  next: () => t('keyNext'),
  previous: () => t('keyPrevious'),
  open: () => t('keyOpen'),
  reply: () => t('keyReply'),
  note: () => t('keyNote'),
  attach: () => filesText('attach'),
  claim: () => t('keyClaim'),
  assign: () => t('keyAssign'),
  close: () => t('keyClose'),
  spam: () => t('keySpam'),
  tag: () => t('keyTag'),
  snooze: () => t('keySnooze'),
  presence: () => t('keyPresence'),
  script: () => conversationText('scriptResume'),
  undo: () => t('keyUndo'),
  search: () => t('keySearch'),
  filter: () => savedText('filter'),
  help: () => t('keyHelp'),
  back: () => t('keyBack'),
  'go-mine': () => viewText('mine'),
  'go-unassigned': () => viewText('unassigned'),
  'go-callbacks': () => viewText('callbacks'),
  'go-all': () => viewText('all'),
  'go-closed': () => viewText('closed'),
  'go-snoozed': () => viewText('snoozed'),
  'go-quarantine': () => viewText('quarantine'),
  'go-mentions': () => mentionText('title'),
  'go-settings': () => t('settings'),
};

/** All keys. */
export function Help({ onClose }: { onClose: () => void }) {
  const { prefs } = useApp();
  const mayAct = useMayAct();
  const { me } = useInbox();
  const isBooking = usePart(() => me.value.switches.booking, [me]);
  const hasShortcuts = usePart(() => prefs.value.hasShortcuts, [prefs]);
  return (
    <Dialog class="help" title={t('shortcuts')} onClose={onClose}>
      <dl>
        {SHORTCUTS.filter(({ isAct }) => mayAct || !isAct).map(({ action, keys }) => (
          <div key={action}>
            <dt>{action === 'note' && isBooking ? t('keyNoteOrBooking') : NAMES[action]()}</dt>
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
          onChange={event => prefer(prefs, { hasShortcuts: event.currentTarget.checked })}
        />
        {t('shortcutsOn')}
      </label>
    </Dialog>
  );
}
