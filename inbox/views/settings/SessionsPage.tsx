import { useEffect, useState } from 'preact/hooks';
import type { SessionList } from '../../../protocol/sessions.ts';
import { codeOf } from '../../api.ts';
import { useApp, useInbox } from '../../app.ts';
import { browserOf } from '../../browsers.ts';
import { errorText } from '../../errors.ts';
import { t } from '../../i18n/index.ts';
import { moment } from '../../times.ts';
import { useValue } from '../../value.ts';
import { Failed, Pill } from '../bits.tsx';
import { Skeleton } from '../Late.tsx';

export function SessionsPage() {
  const inbox = useInbox();
  const { clock } = useApp();
  const now = useValue(clock);
  const [sessions, setSessions] = useState<SessionList | null>(null);
  const [failure, setFailure] = useState('');
  function load() {
    setFailure('');
    inbox.api.sessions().then(setSessions, error => setFailure(codeOf(error)));
  }
  useEffect(load, [inbox]);

  async function end(work: Promise<void>, text: string, isLeft: (session: SessionList[number]) => boolean) {
    try {
      await work;
      setSessions(before => before?.filter(isLeft) ?? null);
      inbox.toasts.add(text);
    } catch (error) {
      inbox.toasts.add(errorText(codeOf(error)), { tone: 'failed' });
    }
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!sessions) return <Skeleton lines={3} />;
  return (
    <div class="form">
      <p>{t('sessionsLead')}</p>
      <ul class="sessions">
        {sessions.map(({ id, userAgent, seenAt, isCurrent }) => (
          <li key={id}>
            <span>
              <b>{browserOf(userAgent)}</b>
              <small>{t('sessionSeen', { time: moment(seenAt, now) })}</small>
            </span>
            {isCurrent ? (
              <Pill>{t('thisSession')}</Pill>
            ) : (
              <button
                type="button"
                class="btn"
                onClick={() => void end(inbox.api.endSession(id), t('sessionEnded'), each => each.id !== id)}
              >
                {t('endSession')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <button
          type="button"
          class="btn is-start"
          onClick={() => void end(inbox.api.endOtherSessions(), t('othersEnded'), each => each.isCurrent)}
        >
          {t('endOthers')}
        </button>
      )}
    </div>
  );
}
