import { useState } from 'preact/hooks';
import type { ReminderSettings } from '../../../../protocol/reminders.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select, TextField } from '../../../shell/fields.tsx';
import { Link } from '../../../shell/Link.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { clock, HOUR_MS } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { reminderCalls } from '../calls.ts';
import { AskingFields, askingDraft, askingOf } from './AskingFields.tsx';
import { numberOf } from './typed.ts';
import { t } from './words/index.ts';

/** What people are told of their visits by themselves, for owners. */
export function ReminderSection() {
  const { http } = useInbox();
  const { answer, failure, load, change } = useAnswer(() => reminderCalls(http).settings(), [http]);
  return (
    <section class="settings-card">
      <h2>{t('title')}</h2>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={3} />}
      {answer && <Form known={answer} onSaved={saved => change(() => saved)} />}
    </section>
  );
}

function Form({ known, onSaved }: { known: ReminderSettings; onSaved: (saved: ReminderSettings) => void }) {
  const { http, toasts } = useInbox();
  const [isConfirmed, setConfirmed] = useState(known.confirmation.isOn);
  const [isReminded, setReminded] = useState(known.reminder.isOn);
  const [days, setDays] = useState(String(known.reminder.daysBefore));
  const [hour, setHour] = useState(String(known.reminder.hour));
  const [asking, setAsking] = useState(() => askingDraft(known));
  const form = useSubmit(async () => {
    const reminder = { isOn: isReminded, daysBefore: numberOf(days), hour: Number(hour) };
    const wanted = { confirmation: { isOn: isConfirmed }, reminder, ...askingOf(asking) };
    onSaved(await reminderCalls(http).save(wanted, known));
    toasts.add(t('saved'));
  });
  const hours = Array.from({ length: 24 }, (_, at) => [String(at), clock(at * HOUR_MS, 'UTC')] as const);
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <p class="hint">{t('lead')}</p>
      <label class="check">
        <input type="checkbox" checked={isConfirmed} onChange={event => setConfirmed(event.currentTarget.checked)} />
        {t('confirmation')}
      </label>
      <label class="check">
        <input type="checkbox" checked={isReminded} onChange={event => setReminded(event.currentTarget.checked)} />
        {t('reminder')}
      </label>
      {isReminded && (
        <>
          <TextField
            label={t('daysBefore')}
            hint={t('daysBeforeHint')}
            inputMode="numeric"
            dir="ltr"
            value={days}
            onValue={setDays}
            problem={form.problemOf('reminder', t('daysWrong'))}
          />
          <Select label={t('hour')} hint={t('hourHint')} value={hour} onValue={setHour} options={hours} />
        </>
      )}
      <AskingFields draft={asking} set={change => setAsking({ ...asking, ...change })} problemOf={form.problemOf} />
      <p class="hint">
        <Link to={{ kind: 'settings', page: 'mail' }}>{t('words')}</Link>
      </p>
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('save')}</Submit>
    </form>
  );
}
