import { useState } from 'preact/hooks';
import type { Booking, BookingPaidInput } from '../../../../protocol/bookings.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { moneyText } from '../../../shell/money.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { SharesField } from '../../visits/shares/SharesField.tsx';
import { t } from '../words/index.ts';
import { type PaidLine, paidLinesOf, paidOf } from './paid.ts';

/** What was taken and paid; it becomes a purchase of the person. */
export function PaidForm(props: {
  booking: Booking;
  employees: readonly Employee[];
  /** Null: nothing is written down. */
  onDone: (paid: BookingPaidInput | null) => Promise<void>;
  onCancel: () => void;
}) {
  const { booking, onDone, onCancel } = props;
  const known = new Map(booking.items.map(each => [each.staffId, each.staffName]));
  const doers = [
    ...props.employees.filter(each => each.isActive || known.has(each.id)),
    // Of those who are gone since, by the names of then.
    ...[...known].flatMap(([id, name]) => (props.employees.some(each => each.id === id) ? [] : { id, name })),
  ];
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
        <div class="book-paid" key={at}>
          <div class="book-from-to">
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
          <SharesField
            employees={doers}
            value={line.shares}
            onValue={shares => set(at, { shares })}
            unsaid="booking"
            isWrong={form.problemOf(`lines.${at}.shares`) !== ''}
          />
        </div>
      ))}
      <button
        type="button"
        class="btn is-quiet is-start"
        onClick={() => setLines(before => [...before, { name: '', price: '', shares: [] }])}
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
