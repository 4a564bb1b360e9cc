import { useState } from 'preact/hooks';
import type { LoyaltySold } from '../../../../protocol/loyalty.ts';
import { readMoney } from '../../../../protocol/money.ts';
import { newClientId } from '../../../../protocol/wire/client-id.ts';
import { useInbox } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { moneyPlain, moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { nameOf } from '../../contacts/names.ts';
import { SharesField } from '../../visits/shares/SharesField.tsx';
import { readShares, type TypedShare } from '../../visits/shares/shares.ts';
import { useEmployees } from '../../visits/shares/use-employees.tsx';
import { loyaltyCalls } from '../calls.ts';
import { t } from '../words/index.ts';
import { type Buyer, Row } from './Row.tsx';

/** What somebody pays, and how much of it with bonus. */
export function SaleForm(props: {
  buyer: Buyer;
  mayAct: boolean;
  onSold: (sold: LoyaltySold) => void;
  onBack: () => void;
}) {
  const { buyer, mayAct, onSold, onBack } = props;
  const { http } = useInbox();
  const known = 'glance' in buyer ? buyer.glance : null;
  const currency = 'glance' in buyer ? buyer.glance.currency : buyer.currency;
  const [amount, setAmount] = useState('');
  const [spend, setSpend] = useState('');
  const [what, setWhat] = useState(known?.usual ?? '');
  const [name, setName] = useState('');
  const [code, setCode] = useState('');
  const [referral, setReferral] = useState('');
  // The same again is the same sale, however often it is pressed.
  const [clientId] = useState(newClientId);
  const isNew = known === null || known.bought === 0;
  const most = mostOf(readMoney(amount, currency) ?? 0, known);

  const employees = useEmployees();
  const [doers, setDoers] = useState<readonly TypedShare[]>([]);

  const form = useSubmit(async () => {
    const wanted = readMoney(amount, currency);
    const paid = spend.trim() === '' ? 0 : readMoney(spend, currency);
    if (!wanted) throw new ApiError('FIELD_INVALID', { amount: 'FIELD_INVALID' });
    if (paid === null || paid > most) throw new ApiError('FIELD_INVALID', { spend: 'FIELD_INVALID' });
    const shares = readShares(doers);
    if (shares === null) throw new ApiError('FIELD_INVALID', { shares: 'FIELD_INVALID' });
    const person = 'glance' in buyer ? { contactId: buyer.glance.contact.id } : { phone: buyer.phone, name };
    onSold(
      await loyaltyCalls(http).sell({
        ...{ clientId, person, amount: wanted, spend: paid },
        what: what.trim() || t('sale'),
        ...(shares && { shares }),
        ...(code.trim() && { code: code.trim() }),
        ...(isNew && referral.trim() && { referral: referral.trim() }),
      }),
    );
  });

  return (
    <form class="form" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onBack)}>
      {known ? (
        <dl class="counter-sum">
          <dt class="sr-only">{t('customer')}</dt>
          <dd class="counter-name" dir="auto">
            {nameOf(known.contact)}
          </dd>
          <dt>{t('balance')}</dt>
          <dd class="counter-big">{moneyText(known.balance, currency)}</dd>
          {known.level && <Row name={t('level')} sum={`${known.level.name} · ${known.level.percentDiscount} %`} />}
          {known.usual && <Row name={t('usual')} sum={known.usual} />}
        </dl>
      ) : (
        <>
          <p>{t('isNew')}</p>
          <TextField label={t('name')} autoComplete="off" value={name} onValue={setName} />
        </>
      )}
      <TextField
        label={t('amount', { currency })}
        inputMode="decimal"
        dir="ltr"
        isFocused
        autoComplete="off"
        value={amount}
        onValue={setAmount}
        problem={form.problemOf('amount', t('amountWrong'))}
      />
      <TextField label={t('what')} autoComplete="off" value={what} onValue={setWhat} problem={form.problemOf('what')} />
      {known && known.balance > 0 && (
        <div class="counter-spend">
          <TextField
            label={t('payWithBonus')}
            hint={t('mostBonus', { sum: moneyText(most, currency) })}
            inputMode="decimal"
            dir="ltr"
            autoComplete="off"
            value={spend}
            onValue={setSpend}
            problem={form.problemOf('spend', t('bonusShort', { sum: moneyText(most, currency) }))}
          />
          {most > 0 && (
            <button type="button" class="btn" onClick={() => setSpend(moneyPlain(most, currency))}>
              {t('all')}
            </button>
          )}
        </div>
      )}
      {employees.length > 0 && (
        <SharesField
          employees={employees}
          value={doers}
          onValue={setDoers}
          unsaid="seller"
          isWrong={form.problemOf('shares') !== ''}
        />
      )}
      <TextField
        label={t('code')}
        dir="ltr"
        autoComplete="off"
        maxLength={40}
        value={code}
        onValue={setCode}
        problem={form.problemOf('code') && t('codeWrong')}
      />
      {isNew && (
        <TextField
          label={t('broughtBy')}
          dir="ltr"
          autoComplete="off"
          maxLength={40}
          value={referral}
          onValue={setReferral}
          problem={form.problemOf('referral') && t('broughtWrong')}
        />
      )}
      <Problem text={form.problem} />
      <div class="acts">
        {mayAct && <Submit isBusy={form.isBusy}>{t('sell')}</Submit>}
        <button type="button" class="btn is-quiet" onClick={onBack}>
          {shellText('back')}
        </button>
      </div>
    </form>
  );
}

/** As the server judges it, which has the last word. */
function mostOf(
  amount: number,
  known: { balance: number; mostPercent: number; level: { percentDiscount: number } | null } | null,
) {
  if (!known) return 0;
  const price = amount - Math.floor((amount * (known.level?.percentDiscount ?? 0)) / 100);
  return Math.max(0, Math.min(known.balance, Math.floor((price * known.mostPercent) / 100)));
}
