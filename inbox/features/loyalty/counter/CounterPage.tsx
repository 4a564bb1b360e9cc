import './style.css';
import { useState } from 'preact/hooks';
import type { LoyaltyGlance, LoyaltySold } from '../../../../protocol/loyalty.ts';
import { useInbox, useMayAct } from '../../../inbox.ts';
import { TextField } from '../../../shell/fields.tsx';
import { Link } from '../../../shell/Link.tsx';
import { lazy } from '../../../shell/lazy.tsx';
import { moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { nameOf } from '../../contacts/names.ts';
import { loyaltyCalls } from '../calls.ts';
import { Sharing } from '../Sharing.tsx';
import { t } from '../words/index.ts';
import { type Buyer, Row } from './Row.tsx';
import { SaleForm } from './SaleForm.tsx';

const CouponsPage = lazy(async () => (await import('../../coupons/page/CouponsPage.tsx')).CouponsPage, { lines: 4 });

/** The till: a number, an amount, done. @param props.id what is open beside it: `coupons`; null: the till itself */
export function CounterPage({ id }: { id: string | null }) {
  return id === 'coupons' ? <CouponsPage /> : <Till />;
}

function Till() {
  const { http } = useInbox();
  const calls = loyaltyCalls(http);
  const mayAct = useMayAct();
  const [phone, setPhone] = useState('');
  const [family, setFamily] = useState<LoyaltyGlance[]>([]);
  const [buyer, setBuyer] = useState<Buyer | null>(null);
  const [sold, setSold] = useState<LoyaltySold | null>(null);
  const form = useSubmit(async () => {
    const { people } = await calls.find(phone);
    setSold(null);
    setFamily(people.length > 1 ? people : []);
    if (people.length === 1) setBuyer({ glance: people[0]! });
    else setBuyer(people.length === 0 ? { phone, currency: (await calls.money()).currency } : null);
  });
  function done(next: LoyaltySold) {
    setSold(next);
    setBuyer(null);
    setPhone('');
  }
  return (
    <div class="counter">
      {!buyer && (
        <form class="form" noValidate onSubmit={form.onSubmit}>
          <TextField
            key={sold?.purchaseId}
            label={t('phone')}
            type="tel"
            dir="ltr"
            inputMode="tel"
            autoComplete="off"
            isFocused
            value={phone}
            onValue={setPhone}
            problem={form.problemOf('phone')}
          />
          <Problem text={form.problem} />
          <Submit isBusy={form.isBusy}>{t('find')}</Submit>
        </form>
      )}
      {!buyer && family.length > 0 && (
        <fieldset class="counter-family">
          <legend>{t('whoIsIt')}</legend>
          {family.map(each => (
            <button key={each.contact.id} type="button" class="btn" onClick={() => setBuyer({ glance: each })}>
              <bdi>{nameOf(each.contact)}</bdi> <b>{moneyText(each.balance, each.currency)}</b>
            </button>
          ))}
        </fieldset>
      )}
      {buyer && <SaleForm buyer={buyer} mayAct={mayAct} onSold={done} onBack={() => setBuyer(null)} />}
      <div role="status">{sold && <Sold sold={sold} />}</div>
      {buyer && 'glance' in buyer && <Sharing key={buyer.glance.contact.id} glance={buyer.glance} />}
      {mayAct && !buyer && <Link to={{ kind: 'room', room: 'counter', id: 'coupons' }}>{t('coupons')}</Link>}
    </div>
  );
}

function Sold({ sold }: { sold: LoyaltySold }) {
  const money = (minor: number) => moneyText(minor, sold.currency);
  return (
    <dl class="counter-sum">
      <dt>{t('toPay')}</dt>
      <dd class="counter-big">{money(sold.toPay)}</dd>
      {sold.discount > 0 && <Row name={t('discount')} sum={money(sold.discount)} />}
      {sold.coupon > 0 && <Row name={t('coupon')} sum={money(sold.coupon)} />}
      {sold.certificate > 0 && <Row name={t('paidWithCertificate')} sum={money(sold.certificate)} />}
      {sold.spent > 0 && <Row name={t('paidWithBonus')} sum={money(sold.spent)} />}
      <Row name={t('earned')} sum={money(sold.earned)} />
      {sold.referred > 0 && <Row name={t('newcomerGot')} sum={money(sold.referred)} />}
      <Row name={t('balance')} sum={money(sold.balance)} />
    </dl>
  );
}
