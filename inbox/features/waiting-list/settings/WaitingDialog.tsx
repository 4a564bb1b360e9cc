import { useState } from 'preact/hooks';
import type { WaitingSettings } from '../../../../protocol/waiting-list.ts';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { clock, HOUR_MS } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { waitingCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** What an owner sets for all waiting lists. */
export function WaitingDialog({ onClose }: { onClose: () => void }) {
  const { http } = useInbox();
  const calls = waitingCalls(http);
  const { answer, failure, load } = useAnswer(() => calls.settings(), []);
  return (
    <Dialog class="book-dialog" title={t('title')} onClose={onClose}>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {answer ? <Settings before={answer} onClose={onClose} /> : !failure && <Skeleton lines={5} />}
    </Dialog>
  );
}

function Settings({ before, onClose }: { before: WaitingSettings; onClose: () => void }) {
  const { http } = useInbox();
  const [settings, setSettings] = useState(before);
  const set = (change: Partial<WaitingSettings>) => setSettings(now => ({ ...now, ...change }));
  const form = useSubmit(async () => {
    await waitingCalls(http).setSettings(settings);
    onClose();
  });
  const { isOn, night } = settings;
  const hours = Array.from({ length: 24 }, (_, hour) => [String(hour), clock(hour * HOUR_MS, 'UTC')] as const);
  const number = (name: 'offerMinutes' | 'mostOfDay', hint = '') => (
    <TextField
      label={t(name)}
      hint={hint}
      type="number"
      dir="ltr"
      value={Number.isNaN(settings[name]) ? '' : String(settings[name])}
      onValue={typed => set({ [name]: typed.trim() === '' ? Number.NaN : Number(typed) })}
      problem={form.problemOf(name)}
    />
  );
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <p>{t('lead')}</p>
      <label class="check">
        <input type="checkbox" checked={isOn} onChange={event => set({ isOn: event.currentTarget.checked })} />
        {t('isOn')}
      </label>
      {isOn && <p class="hint">{t('needsWay')}</p>}
      {number('offerMinutes', t('offerHint'))}
      {number('mostOfDay')}
      <fieldset>
        <legend>{t('night')}</legend>
        <Select
          label={t('nightFrom')}
          value={String(night.from)}
          onValue={from => set({ night: { ...night, from: Number(from) } })}
          options={hours}
        />
        <Select
          label={t('nightTo')}
          value={String(night.to)}
          onValue={to => set({ night: { ...night, to: Number(to) } })}
          options={hours}
        />
      </fieldset>
      <SaveOrCancel form={form} onCancel={onClose} />
    </form>
  );
}
