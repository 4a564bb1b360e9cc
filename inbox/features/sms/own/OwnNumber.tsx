import { useRef, useState } from 'preact/hooks';
import type { OwnNumber as Known } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/**
 * Where notices by SMS go: a number that is proved with a code. Not shown while nothing is sent by SMS here.
 * @param props.onChanged it is another number, or none
 */
export function OwnNumber({ onChanged = () => undefined }: { onChanged?: () => void }) {
  const { http, toasts } = useInbox();
  const { answer: known, failure, change, load } = useAnswer(() => http.get<Known>('me/number'), [http]);
  const [isAnother, setAnother] = useState(false);
  /** A code was asked for just now: it is what comes next. */
  const [isAsked, setAsked] = useState(false);
  /** As it was typed: for another code to the same number. */
  const [phone, setPhone] = useState('');
  const [changes, setChanges] = useState(0);
  const lead = useRef<HTMLParagraphElement>(null);
  useKeptFocus(lead, [changes, isAnother]);
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!known?.isOffered && !known?.number) return null;
  const set = (next: Known) => {
    change(() => next);
    setAnother(false);
    setChanges(before => before + 1);
    if (!next.pending) setPhone('');
    onChanged();
  };
  async function remove() {
    try {
      await http.delete('me/number');
      set({ ...known!, number: null, pending: null });
      toasts.add(t('didRemove'));
    } catch (error) {
      toasts.fail(error);
    }
  }
  return (
    <section class="form">
      <p ref={lead} tabIndex={-1} class="hint">
        {t('lead')}
      </p>
      {known.number && <p role="status">{t('confirmed', { number: known.number })}</p>}
      {known.pending && !isAnother && (
        <Code pending={known.pending} isFocused={isAsked} onKnown={set} onAgain={() => setAnother(true)} />
      )}
      {known.isOffered && ((!known.number && !known.pending) || isAnother) && (
        <Phone
          phone={phone}
          isFocused={isAnother}
          onPhone={setPhone}
          onCancel={isAnother ? () => setAnother(false) : null}
          onKnown={next => {
            setAsked(true);
            set(next);
          }}
        />
      )}
      <div class="acts">
        {known.isOffered && known.number && !known.pending && !isAnother && (
          <button type="button" class="btn" onClick={() => setAnother(true)}>
            {t('another')}
          </button>
        )}
        {known.number && (
          <button type="button" class="btn is-quiet" onClick={() => void remove()}>
            {t('remove')}
          </button>
        )}
      </div>
    </section>
  );
}

function Phone(props: {
  phone: string;
  isFocused: boolean;
  onPhone: (phone: string) => void;
  onKnown: (known: Known) => void;
  /** Null: there is nothing to go back to. */
  onCancel: (() => void) | null;
}) {
  const { phone, isFocused, onPhone, onKnown, onCancel } = props;
  const { http } = useInbox();
  const form = useSubmit(async () => onKnown(await http.put<Known>('me/number', { phone })));
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('phone')}
        isFocused={isFocused}
        type="tel"
        autocomplete="tel"
        dir="ltr"
        maxLength={100}
        value={phone}
        onValue={onPhone}
        problem={form.problemOf('phone')}
      />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('sendCode')}</Submit>
        {onCancel && (
          <button type="button" class="btn is-quiet" onClick={onCancel}>
            {shellText('cancel')}
          </button>
        )}
      </div>
    </form>
  );
}

function Code(props: { pending: string; isFocused: boolean; onKnown: (known: Known) => void; onAgain: () => void }) {
  const { pending, isFocused, onKnown, onAgain } = props;
  const { http } = useInbox();
  const [code, setCode] = useState('');
  const form = useSubmit(async () => onKnown(await http.post<Known>('me/number/code', { code })));
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <p role="status">{t('codeSent', { number: pending })}</p>
      <TextField
        label={t('code')}
        isFocused={isFocused}
        inputMode="numeric"
        autocomplete="one-time-code"
        dir="ltr"
        maxLength={20}
        value={code}
        onValue={setCode}
        problem={form.problemOf('code') && t('wrongCode')}
      />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('confirm')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onAgain}>
          {t('sendAgain')}
        </button>
      </div>
    </form>
  );
}
