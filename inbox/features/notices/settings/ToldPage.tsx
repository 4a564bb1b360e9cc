import './style.css';
import { useState } from 'preact/hooks';
import type { NoticeSettings, NoticeSettingsAnswer, WayState } from '../../../../protocol/notices.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { Quiet } from './Quiet.tsx';
import { Ways } from './Ways.tsx';
import { t } from './words/index.ts';

const PATH = 'me/notices';

/** How the agent is told of what waits. */
export function ToldPage() {
  const { http } = useInbox();
  const { answer, failure, change, load } = useAnswer(() => http.get<NoticeSettingsAnswer>(PATH), [http]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!answer) return <Skeleton lines={4} />;
  return <ToldForm saved={answer.settings} states={answer.ways} onSaved={now => change(() => now)} />;
}

function ToldForm(props: {
  saved: NoticeSettings;
  states: readonly WayState[];
  onSaved: (answer: NoticeSettingsAnswer) => void;
}) {
  const { saved, states, onSaved } = props;
  const { http, toasts } = useInbox();
  const [settings, setSettings] = useState(saved);
  const set = (part: Partial<NoticeSettings>) => setSettings(before => ({ ...before, ...part }));
  const form = useSubmit(async () => {
    onSaved(await http.put<NoticeSettingsAnswer>(PATH, settings));
    toasts.add(shellText('saved'));
  });
  const { pauses, showsWords } = settings;
  const isChanged = JSON.stringify(settings) !== JSON.stringify(saved);
  const pause = (name: keyof NoticeSettings['pauses'], label: string) => (
    <TextField
      label={label}
      type="number"
      dir="ltr"
      min={1}
      max={60}
      value={Number.isNaN(pauses[name]) ? '' : String(pauses[name])}
      onValue={typed => set({ pauses: { ...pauses, [name]: typed.trim() === '' ? Number.NaN : Number(typed) } })}
      problem={form.problemOf(`pauses.${name}`, t('pauseWrong'))}
    />
  );
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <p>{t('lead')}</p>
      <Ways ways={settings.ways} states={states} onWays={ways => set({ ways })} />
      <fieldset>
        <legend>{t('pauses')}</legend>
        <div class="told-times">
          {pause('page', t('pausePage'))}
          {pause('other', t('pauseOther'))}
        </div>
      </fieldset>
      <Quiet settings={settings} onChange={set} problem={form.problemOf('quiet', t('quietWrong'))} />
      <div>
        <label class="check">
          <input
            type="checkbox"
            checked={showsWords}
            onChange={event => set({ showsWords: event.currentTarget.checked })}
          />
          {t('showsWords')}
        </label>
        <p class="hint">{t('showsWordsHint')}</p>
      </div>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
    </form>
  );
}
