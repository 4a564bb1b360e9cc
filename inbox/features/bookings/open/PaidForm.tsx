import { useState } from 'preact/hooks';
import type { Booking, BookingPaid } from '../../../../protocol/bookings.ts';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from '../words/index.ts';
import { type PaidLine, paidLinesOf, paidOf } from './paid.ts';

/** What was taken and paid; it becomes a purchase of the person. */
export function PaidForm(props: {
  booking: Booking;
  /** Null: nothing is written down. */
  onDone: (paid: BookingPaid | null) => Promise<void>;
  onCancel: () => void;
}) {
  const { booking, onDone, onCancel } = props;
  const { currency } = booking;
  const [lines, setLines] = useState<readonly PaidLine[]>(() => paidLinesOf(booking));
  const set = (at: number, change: Partial<PaidLine>) =>
    setLines(before => before.map((each, place) => (place === at ? { ...each, ...change } : each)));
  const form = useSubmit(async () => {
    const { lines: paid, wrong } = paidOf(lines, currency);
    if (Object.keys(wrong).length > 0) throw new ApiError('FIELD_INVALID', wrong);
    await onDone({ lines: paid, currency });
  });
  const nothing = useSubmit(() => onDone(null));
  const sum = paidOf(lines, currency).lines.reduce((total, each) => total + each.price, 0);
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      {lines.map((line, at) => (
        <div class="book-from-to" key={at}>
          <TextField
            label={t('taken')}
            maxLength={200}
            value={line.name}
            onValue={name => set(at, { name })}
            problem={form.problemOf(`lines.${at}.name`)}
          />
          <TextField
            label={t('paid', { currency })}
            inputMode="decimal"
            dir="ltr"
            maxLength={20}
            isFocused={at === 0}
            value={line.price}
            onValue={price => set(at, { price })}
            problem={form.problemOf(`lines.${at}.price`, t('amountWanted', { currency }))}
          />
        </div>
      ))}
      <button
        type="button"
        class="btn is-quiet is-start"
        onClick={() => setLines(before => [...before, { name: '', price: '' }])}
      >
        {t('oneMore')}
      </button>
      <p aria-live="polite">{t('inAll', { sum: moneyText(sum, currency) })}</p>
      <Problem text={form.problem || nothing.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('doneAndPaid')}</Submit>
        <button type="button" class="btn" aria-disabled={nothing.isBusy} onClick={nothing.onSubmit}>
          {t('doneAlone')}
        </button>
        <button type="button" class="btn is-quiet" onClick={onCancel}>
          {shellText('back')}
        </button>
      </div>
    </form>
  );
}
