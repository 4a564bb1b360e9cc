import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { useActs } from '../../../shell/use-acts.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { complaintCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** What opens complaints by itself, for owners. */
export function ComplaintSection() {
  const { http, toasts } = useInbox();
  const { answer, failure, load, change } = useAnswer(() => complaintCalls(http).settings(), [http]);
  const { run } = useActs(toasts);
  function set(fromLowRatings: boolean) {
    void run('settings', async () => {
      const now = await complaintCalls(http).setSettings({ fromLowRatings });
      change(() => now);
      toasts.add(t('saved'));
    });
  }
  return (
    <section class="settings-card">
      <h2>{t('settingsTitle')}</h2>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={1} />}
      {answer && (
        <>
          <label class="check">
            <input
              type="checkbox"
              checked={answer.fromLowRatings}
              onChange={event => set(event.currentTarget.checked)}
            />
            {t('fromLowRatings')}
          </label>
          <p class="hint">{t('fromLowRatingsHint')}</p>
        </>
      )}
    </section>
  );
}
