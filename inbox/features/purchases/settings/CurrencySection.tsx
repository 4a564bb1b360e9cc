import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Select } from '../../../shell/fields.tsx';
import { currencyOptions } from '../../../shell/money.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useActs } from '../../../shell/use-acts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { purchaseCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** In which currency the desk counts, for owners. */
export function CurrencySection() {
  const { http, toasts } = useInbox();
  const { answer, failure, load, change } = useAnswer(() => purchaseCalls(http).money(), [http]);
  const { run } = useActs(toasts);
  return (
    <section class="settings-card">
      <h2>{t('currencyTitle')}</h2>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={1} />}
      {answer && (
        <Select
          label={t('currency')}
          hint={t('currencyHint')}
          value={answer.isChosen ? answer.currency : ''}
          onValue={next =>
            void run('currency', async () => {
              const now = await purchaseCalls(http).setMoney(next || null);
              change(() => now);
              toasts.add(t('kept'));
            })
          }
          options={[['', t('currencyThere')], ...currencyOptions()]}
        />
      )}
    </section>
  );
}
