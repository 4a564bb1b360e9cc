import './style.css';
import { useState } from 'preact/hooks';
import type { Callback } from '../../../../protocol/callbacks.ts';
import { TextField } from '../../../shell/fields.tsx';
import { duration, HOUR_MS, isTime, MINUTE_MS, moment } from '../../../shell/times.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { theirTime } from '../due.ts';
import { t } from './words/index.ts';

/** Rounded up to five minutes: nobody promises 14:07. */
const STEP_MS = 5 * MINUTE_MS;
const SOON = [15 * MINUTE_MS, HOUR_MS, 24 * HOUR_MS];

/** A new time for a promised call, by the agent's clock; what it is by the person's stands beside it. */
export function CallbackMove(props: { callback: Callback; onMove: (startAt: number) => void; onCancel: () => void }) {
  const { callback, onMove, onCancel } = props;
  const [value, setValue] = useState(() => {
    const soon = Date.now() + HOUR_MS;
    return localValue(isTime(callback.startAt) ? Math.max(soon, callback.startAt) : soon);
  });
  const [problem, setProblem] = useState('');
  const startAt = new Date(value).getTime();
  const isValid = Number.isFinite(startAt);
  const theirs = isValid ? theirTime(startAt, callback.timeZone, (at, zone) => moment(at, Date.now(), zone)) : '';
  return (
    <form
      class="move"
      noValidate
      onSubmit={event => {
        event.preventDefault();
        if (!isValid || startAt <= Date.now()) return setProblem(t('callPast'));
        onMove(startAt);
      }}
    >
      <TextField
        label={t('callMoveTo')}
        type="datetime-local"
        step={300}
        dir="ltr"
        isFocused
        value={value}
        onValue={next => {
          setValue(next);
          setProblem('');
        }}
        hint={theirs}
        problem={problem}
      />
      <div class="chips">
        {SOON.map(ms => (
          <button key={ms} type="button" class="chip" onClick={() => setValue(localValue(Date.now() + ms))}>
            {t('callInMinutes', { time: duration(ms) })}
          </button>
        ))}
      </div>
      <div class="acts">
        <button type="submit" class="btn is-go">
          {t('callMoveSave')}
        </button>
        <button type="button" class="btn is-quiet" onClick={onCancel}>
          {shellText('cancel')}
        </button>
      </div>
    </form>
  );
}

/** What `datetime-local` takes: the local wall clock without a zone. */
function localValue(at: number): string {
  const rounded = Math.ceil(at / STEP_MS) * STEP_MS;
  const offsetMs = new Date(rounded).getTimezoneOffset() * MINUTE_MS;
  return new Date(rounded - offsetMs).toISOString().slice(0, 16);
}
