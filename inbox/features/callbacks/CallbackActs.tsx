import { useEffect, useState } from 'preact/hooks';
import type { Callback, CallbackOutcome } from '../../../protocol/callbacks.ts';
import { useInbox } from '../../inbox.ts';
import { TextField } from '../../shell/fields.tsx';
import { lazy } from '../../shell/lazy.tsx';
import { t as shellText } from '../../shell/words/index.ts';
import { OUTCOMES, outcomeText } from './outcomes.ts';
import { t } from './words/index.ts';

const CallbackMove = lazy(async () => (await import('./move/CallbackMove.tsx')).CallbackMove);

type Step = { kind: 'choose' } | { kind: 'outcome'; outcome: CallbackOutcome } | { kind: 'move' };

/** What can be done about a call that is still owed. Choosing an outcome asks for a word about the call first: an outcome ends the promise and has no undo. */
export function CallbackActs({ callback }: { callback: Callback }) {
  const { callbacks } = useInbox();
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
        onMove={startAt => callbacks.resolve(callback, { startAt })}
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
          callbacks.resolve(callback, { outcome, note: note.trim() });
        }}
      >
        <TextField label={t('callNote')} maxLength={4000} isFocused value={note} onValue={setNote} />
        <button type="submit" class="btn is-go">
          {t('callSave', { outcome: outcomeText(outcome) })}
        </button>
        <button type="button" class="btn is-quiet" onClick={choose}>
          {shellText('cancel')}
        </button>
      </form>
    );
  }
  return (
    <div class="acts">
      <a class="btn is-go" href={`tel:${callback.phone}`} onClick={() => callbacks.ring(callback)}>
        {t('call')}
      </a>
      {OUTCOMES.map(outcome => (
        <button key={outcome} type="button" class="btn" onClick={() => setStep({ kind: 'outcome', outcome })}>
          {outcomeText(outcome)}
        </button>
      ))}
      <button
        type="button"
        class="btn"
        onPointerEnter={CallbackMove.prepare}
        onFocus={CallbackMove.prepare}
        onClick={() => setStep({ kind: 'move' })}
      >
        {t('callMove')}
      </button>
    </div>
  );
}
