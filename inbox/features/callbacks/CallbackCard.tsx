import './style.css';
import type { Callback } from '../../../protocol/callbacks.ts';
import { useMayAct } from '../../inbox.ts';
import { useApp } from '../../shell/app.ts';
import { Icon } from '../../shell/Icon.tsx';
import { Pill } from '../../shell/Pill.tsx';
import { phoneText } from '../../shell/phones.ts';
import { clockRange, moment } from '../../shell/times.ts';
import { CallbackActs } from './CallbackActs.tsx';
import { dueOf, theirTime, titleOf } from './due.ts';
import { outcomeText } from './outcomes.ts';
import { t } from './words/index.ts';

/** A promised call: when, to whom, how to ring, and what came of it. */
export function CallbackCard({ callback }: { callback: Callback }) {
  const now = useApp().clock.value;
  const { status, phone, topic, startAt, endAt, timeZone, isAsap, attempts, ringing } = callback;
  const isPending = status === 'pending';
  const due = dueOf(callback, now);
  const details = [
    topic,
    isAsap && t('callAsap'),
    isPending && (theirTime(startAt, timeZone, (at, zone) => moment(at, now, zone)) || t('callSameTime')),
  ].filter(Boolean);
  const mayAct = useMayAct();
  return (
    <article class={isPending ? 'card call' : 'card call is-done'} data-seq={callback.seq} data-callback={callback.id}>
      <header>
        <Icon name="phone" />
        <b>{titleOf(callback, now)}</b>
        {isPending && <Pill tone={due.tone}>{clockRange(startAt, endAt)}</Pill>}
      </header>
      <p class="card-text">
        <a href={`tel:${phone}`} dir="ltr">
          {phoneText(phone)}
        </a>
        {details.map(detail => (
          <span key={detail}>
            {'\u00a0· '}
            <bdi>{detail}</bdi>
          </span>
        ))}
      </p>
      {ringing && isPending && (
        <p class="ringing" role="status">
          {t('callRinging', { name: ringing.agentName })}
        </p>
      )}
      {attempts.length > 0 && (
        <ul class="attempts">
          {attempts.map(({ at, outcome, agentName, note }) => (
            <li key={at}>
              {t('callAttempt', { outcome: outcomeText(outcome), name: agentName, time: moment(at, now) })}
              {note && <bdi class="attempt-note">{note}</bdi>}
            </li>
          ))}
        </ul>
      )}
      {isPending && mayAct && <CallbackActs callback={callback} />}
    </article>
  );
}
