import type { CallRetries } from '../../../../protocol/callbacks.ts';
import { Select } from '../../../shell/fields.tsx';
import { duration, MINUTE_MS } from '../../../shell/times.ts';
import { t } from './words/index.ts';

const MOST = 5;
const MINUTES = [5, 10, 15, 30, 60, 120, 240];

/** When somebody who did not answer is rung again: a list for each try, and one more to add the next. */
export function RetriesField({
  retries,
  onRetries,
}: {
  retries: CallRetries;
  onRetries: (retries: CallRetries) => void;
}) {
  const rows = retries.length < MOST ? [...retries, null] : retries;
  const choose = (at: number, value: string) => {
    if (value === '') onRetries(retries.slice(0, at));
    else onRetries([...retries.slice(0, at), value === 'morning' ? value : Number(value), ...retries.slice(at + 1)]);
  };
  return (
    <fieldset>
      <legend>{t('callRetries')}</legend>
      <p class="hint">{t('callRetriesHint')}</p>
      <div class="pair">
        {rows.map((retry, at) => (
          <Select
            key={t('callRetry', { n: String(at + 1) })}
            label={t('callRetry', { n: String(at + 1) })}
            value={retry === null ? '' : String(retry)}
            onValue={value => choose(at, value)}
            options={[
              ['', t('callRetryNone')],
              ...minutesWith(retry).map(minutes => [String(minutes), duration(minutes * MINUTE_MS)] as const),
              ['morning', t('callRetryMorning')],
            ]}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** What may have been set over the API stays among the choices. */
function minutesWith(retry: CallRetries[number] | null): number[] {
  return typeof retry === 'number' ? [...new Set([...MINUTES, retry])].sort((a, b) => a - b) : MINUTES;
}
