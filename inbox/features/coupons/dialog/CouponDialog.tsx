import { useEffect, useRef, useState } from 'preact/hooks';
import type { ContactSummary } from '../../../../protocol/contacts.ts';
import { couponState } from '../../../../protocol/coupon-state.ts';
import type { CouponAnswer } from '../../../../protocol/coupons.ts';
import { readMoney } from '../../../../protocol/money.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { useApp } from '../../../shell/app.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError, codeOf } from '../../../shell/http.ts';
import { Link } from '../../../shell/Link.tsx';
import { moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { date, isoTime } from '../../../shell/times.ts';
import { useKeptFocus } from '../../../shell/use-kept-focus.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { nameOf } from '../../contacts/names.ts';
import { couponCalls } from '../calls.ts';
import { stateText, worthText } from '../texts.ts';
import { t } from '../words/index.ts';

/**
 * A code that somebody says: what it is for, whose it is, and the way to use it up.
 * @param props.code of a coupon that is known already; left out: it is typed
 * @param props.onUsed it was, or turned out to be
 */
export function CouponDialog({
  code = '',
  onClose,
  onUsed,
}: {
  code?: string;
  onClose: () => void;
  onUsed?: () => void;
}) {
  const { http, toasts } = useInbox();
  const [typed, setTyped] = useState(code);
  const [found, setFound] = useState<CouponAnswer | null>(null);
  const [isUnknown, setUnknown] = useState(false);
  async function find() {
    setUnknown(false);
    try {
      setFound(await couponCalls(http).find(typed.trim()));
    } catch (error) {
      setFound(null);
      const isNone = ['NOT_FOUND', 'BAD_REQUEST', 'FIELD_INVALID'].includes(codeOf(error));
      if (!isNone) throw error;
      setUnknown(true);
    }
  }
  const form = useSubmit(find);
  useEffect(() => {
    if (code) find().catch(toasts.fail);
  }, []);
  return (
    <Dialog class="card-dialog" title={t('title')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextField
          label={t('code')}
          hint={t('codeHint')}
          dir="ltr"
          autoComplete="off"
          maxLength={40}
          data-first
          value={typed}
          onValue={text => {
            setTyped(text);
            setFound(null);
          }}
          problem={isUnknown ? t('unknown') : ''}
        />
        <Problem text={form.problem} />
        {!found && <Submit isBusy={form.isBusy}>{t('find')}</Submit>}
      </form>
      {found && (
        <Found
          key={found.coupon.code}
          answer={found}
          hasLink={code === ''}
          onUsed={now => {
            setFound(now);
            onUsed?.();
          }}
          onChanged={() => void find().catch(toasts.fail)}
        />
      )}
    </Dialog>
  );
}

function Found(props: {
  answer: CouponAnswer;
  /** Their card is not the one that is open. */
  hasLink: boolean;
  onUsed: (now: CouponAnswer) => void;
  /** Somebody was faster: it is read anew. */
  onChanged: () => void;
}) {
  const { answer, hasLink, onUsed, onChanged } = props;
  const { coupon, contact, uses } = answer;
  const { http, toasts } = useInbox();
  const now = useApp().clock.value;
  const mayAct = useMayAct();
  const [amount, setAmount] = useState('');
  // The same until a press came through, so that one which did not is used once.
  const [clientId, setClientId] = useState(newClientId);
  const told = useRef<HTMLDivElement>(null);
  // What was pressed is gone by what it did.
  useKeptFocus(told, [coupon.used]);
  const isGood = couponState(coupon, now) === 'good';
  const { currency, amountLeft } = coupon;
  const form = useSubmit(async () => {
    const paid = amountLeft === null ? null : readMoney(amount, currency!);
    if (amountLeft !== null && (!paid || paid > amountLeft)) {
      throw new ApiError('FIELD_INVALID', { amount: 'FIELD_INVALID' });
    }
    try {
      onUsed(await couponCalls(http).use(coupon.code, { clientId, ...(paid !== null && { amount: paid }) }));
      setClientId(newClientId());
      setAmount('');
      toasts.add(t('didUse', { code: coupon.code }));
    } catch (error) {
      // A press that seemed lost had come through, and another amount was typed since.
      const isBefore = codeOf(error) === 'CLIENT_ID_REUSED';
      if (!isBefore && codeOf(error) !== 'ALREADY_CLAIMED') throw error;
      if (isBefore) setClientId(newClientId());
      toasts.add(t('usedBefore'), { tone: 'failed' });
      onChanged();
    }
  });
  return (
    <div class="form" role="status" ref={told} tabIndex={-1}>
      <dl class="facts">
        <dt>{t('what')}</dt>
        <dd>
          <b>{worthText(coupon)}</b>
        </dd>
        <dt>{t('whose')}</dt>
        <dd>{contact ? <Whose contact={contact} hasLink={hasLink} /> : t('anybody')}</dd>
        <dt>{t('when')}</dt>
        <dd>{stateText(coupon, now)}</dd>
      </dl>
      {isGood && mayAct && (
        <form class="form" noValidate onSubmit={form.onSubmit}>
          {amountLeft !== null && (
            <TextField
              label={t('useAmount', { currency: currency! })}
              inputMode="decimal"
              dir="ltr"
              autoComplete="off"
              value={amount}
              onValue={setAmount}
              problem={form.problemOf('amount', t('amountWrong'))}
            />
          )}
          <Problem text={form.problem} />
          <Submit isBusy={form.isBusy}>{t('markUsed')}</Submit>
        </form>
      )}
      {coupon.list === null && <Uses uses={uses} currency={currency} now={now} />}
    </div>
  );
}

function Whose({ contact, hasLink }: { contact: ContactSummary; hasLink: boolean }) {
  const name = <bdi>{nameOf(contact)}</bdi>;
  return hasLink ? <Link to={{ kind: 'room', room: 'people', id: contact.id }}>{name}</Link> : name;
}

function Uses({ uses, currency, now }: { uses: CouponAnswer['uses']; currency: string | null; now: number }) {
  return (
    <section>
      <h3>{t('uses')}</h3>
      {uses.length === 0 && <p>{t('noUses')}</p>}
      <ul>
        {uses.map(({ id, at, by, amount, contact, undoneAt }) => (
          <li key={id}>
            <time dateTime={isoTime(at)}>{date(at, now, { hasWeekday: false })}</time>
            {amount !== null && currency !== null && ` · ${moneyText(amount, currency)}`}
            {contact && (
              <>
                {' · '}
                <Whose contact={contact} hasLink />
              </>
            )}
            {by.name && <bdi> · {by.name}</bdi>}
            {undoneAt !== null && ` · ${t('givenBack')}`}
          </li>
        ))}
      </ul>
    </section>
  );
}
