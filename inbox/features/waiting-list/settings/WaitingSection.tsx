import { useState } from 'preact/hooks';
import type { WaitingSettings } from '../../../../protocol/waiting-list.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { clock, HOUR_MS } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { waitingCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** What an owner sets for all waiting lists: more than the switch where they are on. */
export function WaitingSection() {
  const { http } = useInbox();
  const { answer, failure, load } = useAnswer(() => waitingCalls(http).settings(), [http]);
  return (
    <section class="settings-card">
      <h2>{t('title')}</h2>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={2} />}
      {answer && <Form known={answer} />}
    </section>
  );
}

function Form({ known }: { known: WaitingSettings }) {
  const { http, toasts } = useInbox();
  const [settings, setSettings] = useState(known);
  const set = (change: Partial<WaitingSettings>) => setSettings(now => ({ ...now, ...change }));
  const form = useSubmit(async () => {
    await waitingCalls(http).setSettings(settings);
    toasts.add(shellText('saved'));
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
      <p class="hint">{t('lead')}</p>
      <label class="check">
        <input type="checkbox" checked={isOn} onChange={event => set({ isOn: event.currentTarget.checked })} />
        {t('isOn')}
      </label>
      {isOn && (
        <>
          <p class="hint">{t('needsWay')}</p>
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
        </>
      )}
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{shellText('save')}</Submit>
    </form>
  );
}
