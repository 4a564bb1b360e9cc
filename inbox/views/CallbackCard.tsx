import { useEffect, useState } from 'preact/hooks';
import type { Callback, CallbackOutcome } from '../../protocol/callbacks.ts';
import { useApp, useInbox } from '../app.ts';
import { type TextKey, t } from '../i18n/index.ts';
import { CALL_SOON_MS, dueOf } from '../people.ts';
import { clock, clockRange, duration, isSameClock, MINUTE_MS, moment } from '../times.ts';
import { useValue } from '../value.ts';
import { Pill } from './bits.tsx';
import { CallbackMove } from './CallbackMove.tsx';
import { autoDir, focusAtOnce } from './form.tsx';
import { Icon } from './Icon.tsx';

const OUTCOMES = ['reached', 'no_answer', 'wrong_number'] as const satisfies CallbackOutcome[];
const OUTCOME_NAMES: Record<CallbackOutcome, TextKey> = {
  reached: 'callReached',
  no_answer: 'callNoAnswer',
  wrong_number: 'callWrongNumber',
};

/** A promised call: when, to whom, how to ring, and what came of it. */
export function CallbackCard({ callback }: { callback: Callback }) {
  const { clock: time } = useApp();
  const now = useValue(time);
  const { status, phone, topic, startAt, endAt, timeZone, isAsap, attempts } = callback;
  const isPending = status === 'pending';
  const due = dueOf(callback, now);
  const details = [
    topic,
    isAsap && t('callAsap'),
    isPending &&
      (isSameClock(startAt, timeZone)
        ? t('callSameTime')
        : t('callTheirTime', { time: moment(startAt, now, timeZone) })),
  ].filter(Boolean);
  return (
    <article class={isPending ? 'card call' : 'card call is-done'} data-seq={callback.seq} data-callback={callback.id}>
      <header>
        <Icon name="phone" />
        <b>{titleOf(callback, now)}</b>
        {isPending && <Pill tone={due.tone}>{clockRange(startAt, endAt)}</Pill>}
      </header>
      <p class="card-text">
        <a href={`tel:${phone}`} dir="ltr">
          {phone}
        </a>
        {details.map(detail => (
          <span key={detail}>
            {' · '}
            <bdi>{detail}</bdi>
          </span>
        ))}
      </p>
      {attempts.length > 0 && (
        <ul class="attempts">
          {attempts.map(({ at, outcome, agentName }) => (
            <li key={at}>
              {t('callAttempt', { outcome: t(OUTCOME_NAMES[outcome]), name: agentName, time: moment(at, now) })}
            </li>
          ))}
        </ul>
      )}
      {isPending && <Outcomes callback={callback} />}
    </article>
  );
}

function titleOf({ status, startAt, endAt }: Callback, now: number): string {
  if (status === 'reached') return t('callReached');
  if (status === 'wrong_number') return t('callWrongNumber');
  if (status === 'cancelled') return t('callCancelled');
  if (now > endAt) return t('callTitleLate', { time: duration(now - endAt) });
  if (now >= startAt) return t('callTitleNow');
  // Rounded up: a call that is due in 30 seconds is due in one minute, not in none.
  if (startAt - now <= 4 * CALL_SOON_MS) return t('callTitleIn', { time: duration(startAt - now + MINUTE_MS - 1) });
  return t('callTitleAt', { time: moment(startAt, now) });
}

type Step = { kind: 'choose' } | { kind: 'outcome'; outcome: CallbackOutcome } | { kind: 'move' };

/** Choosing an outcome asks for a word about the call first: an outcome ends the promise and has no undo. */
function Outcomes({ callback }: { callback: Callback }) {
  const inbox = useInbox();
  const [step, setStep] = useState<Step>({ kind: 'choose' });
  const [note, setNote] = useState('');
  const choose = () => setStep({ kind: 'choose' });
  // The result has come: the card starts anew with what is left to do.
  useEffect(() => {
    choose();
    setNote('');
  }, [callback.attempts.length, callback.startAt]);

  if (step.kind === 'move') {
    return (
      <CallbackMove
        callback={callback}
        onMove={startAt => inbox.resolveCallback(callback, { startAt })}
        onCancel={choose}
      />
    );
  }
  if (step.kind === 'outcome') {
    const { outcome } = step;
    return (
      <form
        class="outcome"
        onSubmit={event => {
          event.preventDefault();
          inbox.resolveCallback(callback, { outcome, note: note.trim() });
        }}
      >
        <input
          dir={autoDir(note)}
          aria-label={t('callNote')}
          placeholder={t('callNote')}
          maxLength={4000}
          ref={focusAtOnce}
          value={note}
          onInput={event => setNote(event.currentTarget.value)}
        />
        <button type="submit" class="btn is-go">
          {t('callSave', { outcome: t(OUTCOME_NAMES[outcome]) })}
        </button>
        <button type="button" class="btn is-quiet" onClick={choose}>
          {t('cancel')}
        </button>
      </form>
    );
  }
  return (
    <div class="acts">
      <a class="btn is-go" href={`tel:${callback.phone}`}>
        {t('call')}
      </a>
      {OUTCOMES.map(outcome => (
        <button key={outcome} type="button" class="btn" onClick={() => setStep({ kind: 'outcome', outcome })}>
          {t(OUTCOME_NAMES[outcome])}
        </button>
      ))}
      <button type="button" class="btn" onClick={() => setStep({ kind: 'move' })}>
        {t('callMove')}
      </button>
    </div>
  );
}

/** The callback in one line, for the bar above the log. */
export function callbackLine(callback: Callback, now: number): string {
  const when = isSameClock(callback.startAt, callback.timeZone)
    ? moment(callback.startAt, now)
    : `${moment(callback.startAt, now)} (${t('callTheirTime', { time: clock(callback.startAt, callback.timeZone) })})`;
  return t('callPending', { time: when });
}
