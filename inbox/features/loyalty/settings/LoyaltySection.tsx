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
  const whole = (name: 'percent' | 'months' | 'mostPercent', wrong: string, hint = '') => (
    <TextField
      label={t(name)}
      hint={hint}
      inputMode="numeric"
      dir="ltr"
      value={typed[name]}
      onValue={value => set({ [name]: value })}
      problem={form.problemOf(name, wrong)}
    />
  );
  const lines = (name: 'services' | 'levels') => (
    <TextArea
      label={t(name)}
      hint={t(`${name}Hint`)}
      rows={3}
      value={typed[name]}
      onValue={value => set({ [name]: value })}
      problem={form.problemOf(name, t(`${name}Hint`))}
    />
  );
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      {whole('percent', t('percentWrong'), t('percentHint'))}
      {whole('months', t('monthsWrong'), t('monthsHint'))}
      {whole('mostPercent', t('percentWrong'))}
      {lines('services')}
      {lines('levels')}
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
