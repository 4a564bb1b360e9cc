import './style.css';
import { useState } from 'preact/hooks';
import type { LoyaltyAnswer } from '../../../../protocol/loyalty.ts';
import { readMoney } from '../../../../protocol/money.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { contained } from '../../../shell/bidi.ts';
import { errorText } from '../../../shell/errors.ts';
import { Failed } from '../../../shell/Failed.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { moneyText } from '../../../shell/money.ts';
import { Skeleton } from '../../../shell/Skeleton.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { date, isoTime } from '../../../shell/times.ts';
import { useAnswer } from '../../../shell/use-answer.ts';
import { onEscape, useOpener } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { loyaltyCalls } from '../calls.ts';
import { Sharing } from '../Sharing.tsx';
import { t } from '../words/index.ts';

/** What somebody has, how it came, and the way to correct it. @param props.news another one: it is read anew */
export function Bonus({ contactId, news }: { contactId: string; news?: unknown }) {
  const { http } = useInbox();
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const { answer, failure, load } = useAnswer(() => loyaltyCalls(http).of(contactId), [http, contactId, news]);
  const [isOpen, setOpen] = useState(false);
  const opener = useOpener(isOpen ? 'form' : null);
  return (
    <section>
      <header>
        <h3>{t('bonus')}</h3>
        {mayAct && answer && !isOpen && (
          <button ref={opener('form')} type="button" class="btn is-quiet" onClick={() => setOpen(true)}>
            {t('correct')}
          </button>
        )}
      </header>
      {failure && <Failed text={errorText(failure)} onRetry={load} />}
      {!answer && !failure && <Skeleton lines={2} />}
      {answer && (
        <>
          <p>
            <b>{moneyText(answer.balance, answer.currency)}</b>
            {answer.level && <bdi> · {`${answer.level.name}, ${answer.level.percentDiscount} %`}</bdi>}
          </p>
          {isOpen && (
            <Correct
              answer={answer}
              onDone={() => {
                setOpen(false);
                load();
              }}
              onCancel={() => setOpen(false)}
            />
          )}
          <Sharing glance={answer} />
          <ul class="bonus-rows">
            {answer.rows.map(({ id, kind, delta, currency, at, reason, byName }) => (
              <li key={id}>
                <span>
                  {t(kind)}
                  {reason && <bdi> · {contained(reason)}</bdi>}
                  <small>
                    <time dateTime={isoTime(at)}>{date(at, now, { hasWeekday: false })}</time>
                    {byName && <bdi> · {contained(byName)}</bdi>}
                  </small>
                </span>
                <b dir="ltr">{`${delta > 0 ? '+' : ''}${moneyText(delta, currency)}`}</b>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Correct(props: { answer: LoyaltyAnswer; onDone: () => void; onCancel: () => void }) {
  const { answer, onDone, onCancel } = props;
  const { http } = useInbox();
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const [clientId] = useState(newClientId);
  const form = useSubmit(async () => {
    const isLess = /^\s*[-−–]/.test(amount);
    const minor = readMoney(amount.replace(/^\s*[-−–+]/, ''), answer.currency);
    if (!minor) throw new ApiError('FIELD_INVALID', { delta: 'FIELD_INVALID' });
    await loyaltyCalls(http).correct(answer.contact.id, { clientId, delta: isLess ? -minor : minor, reason });
    onDone();
  });
  return (
    <form class="person-form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onCancel)}>
      <TextField
        label={t('change', { currency: answer.currency })}
        hint={t('changeHint')}
        dir="ltr"
        isFocused
        autoComplete="off"
        value={amount}
        onValue={setAmount}
        problem={form.problemOf('delta', t('changeWrong'))}
      />
      <TextField
        label={t('reason')}
        autoComplete="off"
        value={reason}
        onValue={setReason}
        problem={form.problemOf('reason', t('reasonWanted'))}
      />
      <SaveOrCancel form={form} onCancel={onCancel} />
    </form>
  );
}
