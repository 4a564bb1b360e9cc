import { useState } from 'preact/hooks';
import type { SmsSettings } from '../../../../protocol/sms.ts';
import { Select, TextField } from '../../../shell/fields.tsx';
import { currencyOptions } from '../../../shell/money.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { pricePlain, priceTyped } from './money.ts';
import { t } from './words/index.ts';

/** What a segment costs, to be said before sending; empty: it is not known. */
export function Price(props: {
  price: SmsSettings['price'];
  /** @param isWrong what was typed is no price */
  onPrice: (price: SmsSettings['price'], isWrong: boolean) => void;
}) {
  const { price, onPrice } = props;
  const [typed, setTyped] = useState(pricePlain(price));
  const [currency, setCurrency] = useState(price?.currency ?? 'USD');
  function set(text: string, code: string) {
    const next = priceTyped(text, code);
    onPrice(next, !next && text.trim() !== '');
  }
  return (
    <div class="sms-row">
      <TextField
        label={t('price')}
        hint={t('priceHint')}
        inputMode="decimal"
        autocomplete="off"
        dir="ltr"
        maxLength={12}
        value={typed}
        problem={typed.trim() !== '' && !price ? shellText('errorField') : ''}
        onValue={text => {
          setTyped(text);
          set(text, currency);
        }}
      />
      <Select
        label={t('currency')}
        value={currency}
        onValue={code => {
          setCurrency(code);
          set(typed, code);
        }}
        options={currencyOptions()}
      />
    </div>
  );
}
