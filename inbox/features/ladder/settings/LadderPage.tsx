import './style.css';
import { useState } from 'preact/hooks';
import type { LadderSettings, WaitKind } from '../../../../protocol/ladder.ts';
import type { Site } from '../../../../protocol/sites.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { duration, MINUTE_MS } from '../../../shell/times.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { AnswersByMail } from '../../answers/settings/AnswersByMail.tsx';
import { LateCounts } from './LateCounts.tsx';
import { t } from './words/index.ts';

const KINDS = [
  ['message', 'messages', 'messagesHint'],
  ['form', 'forms', 'messagesHint'],
  ['callback', 'callbacks', 'callbacksHint'],
] as const satisfies readonly (readonly [WaitKind, string, string])[];
const STEPS = ['reminded', 'offered', 'owner'] as const;

/** What is done for whoever waits too long, and how often it was. */
export function LadderPage({ site }: { site: Site }) {
  const { sites, toasts } = useInbox();
  const [ladder, setLadder] = useState<LadderSettings>(site.ladder);
  const form = useSubmit(async () => {
    await sites.update(site.key, { ladder });
    toasts.add(shellText('saved'));
  });
  function setTime(kind: WaitKind, step: number, typed: string) {
    const minutes = typed.trim() === '' ? Number.NaN : Number(typed);
    setLadder(before => {
      const times = before[kind].map((time, at) => (at === step ? minutes : time));
      return { ...before, [kind]: times };
    });
  }
  const isChanged = JSON.stringify(ladder) !== JSON.stringify(site.ladder);
  return (
    <div class="form">
      <p>{t('lead')}</p>
      <LateCounts site={site} />
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <label class="check">
          <input
            type="checkbox"
            checked={ladder.isOn}
            onChange={event => {
              const isOn = event.currentTarget.checked;
              setLadder(before => ({ ...before, isOn }));
            }}
          />
          {t('isOn')}
        </label>
        {KINDS.map(([kind, title, hint]) => (
          <Times
            key={kind}
            title={t(title)}
            hint={t(hint)}
            times={ladder[kind]}
            onTime={(step, typed) => setTime(kind, step, typed)}
            problem={form.problemOf(`ladder.${kind}`, t('timesWrong'))}
          />
        ))}
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy || !isChanged}>{shellText('saveChanges')}</Submit>
      </form>
      <AnswersByMail site={site} />
    </div>
  );
}

/** The three steps of one kind, in minutes. */
function Times(props: {
  title: string;
  hint: string;
  times: readonly number[];
  onTime: (step: number, typed: string) => void;
  problem: string;
}) {
  const { title, hint, times, onTime, problem } = props;
  return (
    <fieldset class="ladder-times">
      <legend>{title}</legend>
      <p class="hint">{hint}</p>
      <div>
        {STEPS.map((name, step) => {
          const minutes = times[step]!;
          return (
            <TextField
              key={name}
              label={t(name)}
              type="number"
              dir="ltr"
              value={Number.isNaN(minutes) ? '' : String(minutes)}
              // Nobody reads 1,440 minutes.
              hint={minutes >= 60 ? duration(minutes * MINUTE_MS) : undefined}
              onValue={typed => onTime(step, typed)}
              problem={step === 0 ? problem : undefined}
            />
          );
        })}
      </div>
    </fieldset>
  );
}
