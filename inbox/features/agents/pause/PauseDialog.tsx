import './style.css';
import { useState } from 'preact/hooks';
import type { Pause } from '../../../../protocol/agents.ts';
import { useInbox } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { TimeChoice } from '../../../shell/TimeChoice.tsx';
import { DAY_MS, HOUR_MS, MINUTE_MS, moment } from '../../../shell/times.ts';
import { AWAY } from '../state.ts';
import { t as agentText } from '../words/index.ts';
import { t } from './words/index.ts';

type Reason = NonNullable<Pause['reason']>;
const REASONS: readonly Reason[] = ['break', 'meal', 'meeting', 'task', 'done'];
const MAX_NOTE_CHARS = 100;
/** The server takes as much. */
const MOST_MS = 31 * DAY_MS;

/** Why the agent goes and until when: a key for the dialog, and one for the time. */
export function PauseDialog() {
  const { agents } = useInbox();
  const now = useApp().clock.value;
  const known = agents.pause.peek() ?? AWAY;
  const [reason, setReason] = useState<Reason | ''>(known.reason ?? '');
  const [note, setNote] = useState(known.note);
  const [isFinishing, setFinishing] = useState(known.isFinishing);

  function close() {
    agents.isAsked.value = false;
  }
  function go(until: number | null) {
    close();
    agents.setPause({ isFinishing, reason: reason || null, note: note.trim(), until });
  }

  return (
    <Dialog class="pause" title={t('title')} onClose={close}>
      <TimeChoice
        choices={[
          { label: t('quarter'), at: now + 15 * MINUTE_MS },
          { label: t('half'), at: now + 30 * MINUTE_MS },
          { label: t('hour'), at: now + HOUR_MS },
          { label: t('untilSaid'), at: null },
        ]}
        when={at => moment(at, now)}
        onPick={go}
        label={t('other')}
        submit={t('submit')}
        isGood={at => at > now && at < now + MOST_MS}
        problem={t('past')}
      >
        <div class="pair">
          <Select
            label={t('why')}
            value={reason}
            onValue={setReason}
            options={[['', t('noReason')], ...REASONS.map(each => [each, agentText(each)] as const)]}
          />
          <TextField label={t('note')} maxLength={MAX_NOTE_CHARS} value={note} onValue={setNote} />
        </div>
        <label class="check">
          <input type="checkbox" checked={isFinishing} onChange={event => setFinishing(event.currentTarget.checked)} />
          {t('finishFirst')}
        </label>
      </TimeChoice>
      <p class="hint">{t('hint')}</p>
    </Dialog>
  );
}
