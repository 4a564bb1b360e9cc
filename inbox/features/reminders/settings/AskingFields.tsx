import type { ReminderSettings } from '../../../../protocol/reminders.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { number } from '../../../shell/locale.ts';
import type { Submitting } from '../../../shell/use-submit.ts';
import { numberOf } from './typed.ts';
import { t } from './words/index.ts';

/** What is set of asking after a visit, and of asking back, while it is typed. */
export interface AskingDraft {
  isAsked: boolean;
  hours: string;
  badScore: number;
  reviewUrl: string;
  isMissed: boolean;
  days: string;
}

export function askingDraft({ question, return: back }: ReminderSettings): AskingDraft {
  return {
    isAsked: question.isOn,
    hours: String(question.afterMinutes / 60),
    badScore: question.badScore,
    reviewUrl: question.reviewUrl,
    isMissed: back.isOn,
    days: String(back.days),
  };
}

/** What is sent of it; what is no number is sent as none, and refused under its field. */
export function askingOf(draft: AskingDraft): Pick<ReminderSettings, 'question' | 'return'> {
  const { isAsked, hours, badScore, reviewUrl, isMissed, days } = draft;
  return {
    question: {
      isOn: isAsked,
      afterMinutes: Math.round(numberOf(hours) * 60),
      badScore,
      reviewUrl: reviewUrl.trim(),
    },
    return: { isOn: isMissed, days: numberOf(days) },
  };
}

const BAD = [1, 2, 3, 4] as const;

/** Whether people are asked how a visit was, and told after a while that they are missed. */
export function AskingFields(props: {
  draft: AskingDraft;
  set: (change: Partial<AskingDraft>) => void;
  problemOf: Submitting['problemOf'];
}) {
  const { draft, set, problemOf } = props;
  const check = (name: 'isAsked' | 'isMissed', label: string) => (
    <label class="check">
      <input type="checkbox" checked={draft[name]} onChange={event => set({ [name]: event.currentTarget.checked })} />
      {label}
    </label>
  );
  return (
    <>
      {check('isAsked', t('question'))}
      {draft.isAsked && (
        <>
          <TextField
            label={t('afterHours')}
            hint={t('afterHint')}
            inputMode="decimal"
            dir="ltr"
            value={draft.hours}
            onValue={hours => set({ hours })}
            problem={problemOf('question.afterMinutes', t('afterWrong'))}
          />
          <Select
            label={t('bad')}
            hint={t('badHint')}
            value={String(draft.badScore)}
            onValue={typed => set({ badScore: Number(typed) })}
            options={BAD.map(n => [String(n), t(n === 1 ? 'only' : 'orLess', { n: number(n) })] as const)}
          />
          <TextField
            label={t('review')}
            hint={t('reviewHint')}
            type="url"
            dir="ltr"
            value={draft.reviewUrl}
            onValue={reviewUrl => set({ reviewUrl })}
            problem={problemOf('question.reviewUrl', t('reviewWrong'))}
          />
        </>
      )}
      {check('isMissed', t('back'))}
      {draft.isMissed && (
        <TextField
          label={t('backDays')}
          hint={t('backHint')}
          inputMode="numeric"
          dir="ltr"
          value={draft.days}
          onValue={days => set({ days })}
          problem={problemOf('return.days', t('backWrong'))}
        />
      )}
    </>
  );
}
