import { useState } from 'preact/hooks';
import type { OwnNumber as Known } from '../../../../protocol/sms.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useAnswer } from '../../../shell/use-answer.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t } from './words/index.ts';

/** Where notices by SMS go: a number that is proved with a code. Not shown while nothing is sent by SMS here. */
export function OwnNumber() {
  const { http, toasts } = useInbox();
  const { answer: known, change } = useAnswer(() => http.get<Known>('me/number'), [http]);
  const [isAnother, setAnother] = useState(false);
  /** A code was asked for just now: it is what comes next. */
  const [isAsked, setAsked] = useState(false);
  if (!known?.isOffered && !known?.number) return null;
  const set = (next: Known) => {
    change(() => next);
    setAnother(false);
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
      <h2>{t('title')}</h2>
      <p class="hint">{t('lead')}</p>
      {known.number && <p role="status">{t('confirmed', { number: known.number })}</p>}
      {known.pending && !isAnother && (
        <Code pending={known.pending} isFocused={isAsked} onKnown={set} onAgain={() => setAnother(true)} />
      )}
      {known.isOffered && ((!known.number && !known.pending) || isAnother) && (
        <Phone
          isFocused={isAnother}
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

function Phone({ isFocused, onKnown }: { isFocused: boolean; onKnown: (known: Known) => void }) {
  const { http } = useInbox();
  const [phone, setPhone] = useState('');
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
        onValue={setPhone}
        problem={form.problemOf('phone')}
      />
      <Problem text={form.problem} />
      <Submit isBusy={form.isBusy}>{t('sendCode')}</Submit>
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
