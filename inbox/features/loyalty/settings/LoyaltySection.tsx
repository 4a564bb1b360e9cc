import { useState } from 'preact/hooks';
import type { LoyaltySettings } from '../../../../protocol/loyalty.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextArea, TextField } from '../../../shell/fields.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { loyaltyCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { settingsOf, typedOf } from './typed.ts';

interface Held {
  settings: LoyaltySettings;
  currency: string;
}

/** What is earned and spent, for owners. */
export function LoyaltySection() {
  const { http } = useInbox();
  const calls = loyaltyCalls(http);
  const { answer, failure, load } = useAnswer<Held>(async () => {
    const [settings, { currency }] = await Promise.all([calls.settings(), calls.money()]);
    return { settings, currency };
  }, [http]);
  return (
    <section class="settings-card">
      <h2>{t('bonus')}</h2>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={4} />}
      {answer && <Form {...answer} />}
    </section>
  );
}

function Form({ settings, currency }: Held) {
  const { http, toasts } = useInbox();
  const [typed, setTyped] = useState(() => typedOf(settings, currency));
  const set = (change: Partial<typeof typed>) => setTyped(before => ({ ...before, ...change }));
  const form = useSubmit(async () => {
    await loyaltyCalls(http).save(settingsOf(typed, currency));
    toasts.add(t('saved'));
  });
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('percent')}
        hint={t('percentHint')}
        inputMode="numeric"
        dir="ltr"
        value={typed.percent}
        onValue={percent => set({ percent })}
        problem={form.problemOf('percent', t('percentWrong'))}
      />
      <TextField
        label={t('months')}
        hint={t('monthsHint')}
        inputMode="numeric"
        dir="ltr"
        value={typed.months}
        onValue={months => set({ months })}
        problem={form.problemOf('months', t('monthsWrong'))}
      />
      <TextField
        label={t('mostPercent')}
        inputMode="numeric"
        dir="ltr"
        value={typed.mostPercent}
        onValue={mostPercent => set({ mostPercent })}
        problem={form.problemOf('mostPercent', t('percentWrong'))}
      />
      <TextArea
        label={t('services')}
        hint={t('servicesHint')}
        rows={3}
        value={typed.services}
        onValue={services => set({ services })}
        problem={form.problemOf('services', t('servicesHint'))}
      />
      <TextArea
        label={t('levels')}
        hint={t('levelsHint')}
        rows={3}
        value={typed.levels}
        onValue={levels => set({ levels })}
        problem={form.problemOf('levels', t('levelsHint'))}
      />
      {(['referrer', 'newcomer'] as const).map(of => (
        <TextField
          key={of}
          label={t(`${of}Bonus`, { currency })}
          hint={t('referralHint')}
          inputMode="decimal"
          dir="ltr"
          value={typed[of]}
          onValue={sum => set({ [of]: sum })}
          problem={form.problemOf(of, t('amountWrong'))}
        />
      ))}
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('save')}</Submit>
    </form>
  );
}
