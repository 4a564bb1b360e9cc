import './style.css';
import { toMendOf } from '../../../protocol/doctor/says.ts';
import { toMendText } from '../../../protocol/doctor/sentences.ts';
import { useInbox } from '../../inbox.ts';
import { errorText } from '../../shell/errors.ts';
import { Failed } from '../../shell/Failed.tsx';
import { Pill } from '../../shell/Pill.tsx';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { Deliveries } from '../deliveries/Deliveries.tsx';
import { t as deliveryText } from '../deliveries/words/index.ts';
import { CheckRow } from './CheckRow.tsx';
import { rowsOf } from './rows.ts';
import { tongue } from './spoken.ts';
import { useLook } from './use-look.ts';
import { t } from './words/index.ts';

/** Whether everything works that words have to pass, and what to do where it does not. */
export function DoctorPage() {
  const { looked, failure, isLooking, lookAgain } = useLook(useInbox());
  if (failure && !looked) return <Failed text={errorText(failure)} onRetry={lookAgain} />;
  if (!looked) return <Skeleton lines={6} />;
  const rows = rowsOf(looked);
  const toMend = toMendOf(rows);
  return (
    <div class="form doctor">
      <p>{t('lead')}</p>
      <section class="checks" aria-busy={isLooking}>
        <header>
          <span role="status">
            {isLooking ? (
              <Pill>{t('checking')}</Pill>
            ) : (
              <Pill tone={toMend > 0 ? 'late' : 'here'}>{toMendText(toMend, tongue())}</Pill>
            )}
          </span>
          <button type="button" class="btn" aria-disabled={isLooking} onClick={lookAgain}>
            {t('checkAgain')}
          </button>
        </header>
        {failure && (
          <p class="problem" role="alert">
            {errorText(failure)}
          </p>
        )}
        <ul>
          {rows.map(row => (
            <CheckRow key={row.check} row={row} />
          ))}
        </ul>
      </section>
      <Deliveries
        key={`dead ${looked.serverAt}`}
        state="dead"
        title={deliveryText('notSent')}
        lead={deliveryText('notSentLead')}
        isShown={({ kind }) => kind !== 'webhook'}
      />
      <Deliveries
        key={`late ${looked.serverAt}`}
        state="waiting"
        title={t('late')}
        lead={t('lateLead')}
        isShown={({ kind, problem }) => kind !== 'webhook' && problem !== ''}
      />
    </div>
  );
}
