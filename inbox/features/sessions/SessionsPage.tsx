import type { SessionList } from '../../../protocol/sessions.ts';
import { useInbox } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { browserOf } from '../../shell/browsers.ts';
import { errorText } from '../../shell/errors.ts';
import { Failed } from '../../shell/Failed.tsx';
import { Pill } from '../../shell/Pill.tsx';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { moment } from '../../shell/times.ts';
import { useAnswer } from '../../shell/use-answer.ts';
import { t } from './words/index.ts';

/** Where one is signed in, and the way to end it. */
export function SessionsPage() {
  const { http, toasts } = useInbox();
  const { clock, session } = useApp();
  const now = clock.value;
  const { answer: sessions, failure, change, load } = useAnswer(() => http.get<SessionList>('sessions'), [http]);

  async function end(path: string, text: string, isLeft: (session: SessionList[number]) => boolean) {
    try {
      await http.delete(path);
      change(all => all.filter(isLeft));
      toasts.add(text);
    } catch (error) {
      toasts.fail(error);
    }
  }
  async function endAll() {
    try {
      await http.delete('sessions/all');
      await session.start();
    } catch (error) {
      toasts.fail(error);
    }
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!sessions) return <Skeleton lines={3} />;
  return (
    <div class="form">
      <p>{t('sessionsLead')}</p>
      <ul class="settings-list">
        {sessions.map(({ id, userAgent, address, createdAt, seenAt, isCurrent }) => (
          <li key={id}>
            <span class="settings-name">
              <b>{browserOf(userAgent)}</b>
              <small>
                {t('sessionSeen', { time: moment(seenAt, now) })} ·{' '}
                {t('sessionBegun', { time: moment(createdAt, now) })}
                {address && (
                  <>
                    {' · '}
                    <bdi dir="ltr">{address}</bdi>
                  </>
                )}
              </small>
            </span>
            {isCurrent ? (
              <Pill>{t('thisSession')}</Pill>
            ) : (
              <button
                type="button"
                class="btn"
                onClick={() => void end(`sessions/${id}`, t('sessionEnded'), each => each.id !== id)}
              >
                {t('endSession')}
              </button>
            )}
          </li>
        ))}
      </ul>
      <div class="acts">
        {sessions.length > 1 && (
          <button
            type="button"
            class="btn"
            onClick={() => void end('sessions', t('othersEnded'), each => each.isCurrent)}
          >
            {t('endOthers')}
          </button>
        )}
        <button type="button" class="btn" onClick={() => void endAll()}>
          {t('endAll')}
        </button>
      </div>
    </div>
  );
}
