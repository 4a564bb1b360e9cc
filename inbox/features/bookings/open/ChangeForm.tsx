import { useState } from 'preact/hooks';
import type { Booking, BookingUpdate } from '../../../../protocol/bookings.ts';
import type { Employee } from '../../../../protocol/staff.ts';
import { Select, TextArea, TextField } from '../../../shell/fields.tsx';
import { ApiError } from '../../../shell/http.ts';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from '../words/index.ts';
import { changesOf, endBeside, type Fields, fieldsOf, isBackwards } from './changes.ts';

/** When it is, by whom, and what is to be known of it. */
export function ChangeForm(props: {
  booking: Booking;
  employees: readonly Employee[];
  timeZone: string;
  onChange: (update: BookingUpdate) => Promise<void>;
}) {
  const { booking, employees, timeZone, onChange } = props;
  const [typed, setTyped] = useState<Fields>(() => fieldsOf(booking, timeZone));
  const set = (change: Partial<Fields>) => setTyped(before => ({ ...before, ...change }));
  const form = useSubmit(async () => {
    const missing = [typed.date ? '' : 'date', typed.from ? '' : 'from', typed.to ? '' : 'to'].filter(Boolean);
    if (missing.length > 0) {
      throw new ApiError('FIELD_INVALID', Object.fromEntries(missing.map(each => [each, 'FIELD_REQUIRED'])));
    }
    if (isBackwards(booking, typed, timeZone)) throw new ApiError('FIELD_INVALID', { to: 'FIELD_INVALID' });
    const update = changesOf(booking, typed, timeZone);
    if (update) await onChange(update);
  });
  const whole = { step: 300, type: 'time' } as const;
  return (
    <form class="form" noValidate onSubmit={form.onSubmit}>
      <TextField
        label={t('date')}
        type="date"
        min="2000-01-01"
        max="2199-12-31"
        value={typed.date}
        onValue={date => set({ date })}
        problem={form.problemOf('date')}
      />
      <div class="book-from-to">
        <TextField
          {...whole}
          label={t('from')}
          value={typed.from}
          onValue={from => set({ from, to: endBeside(typed, from) })}
          problem={form.problemOf('from') || form.problemOf('startAt')}
        />
        <TextField
          {...whole}
          label={t('to')}
          value={typed.to}
          onValue={to => set({ to })}
          problem={form.problemOf('to', t('endWanted')) || form.problemOf('endAt', t('endWanted'))}
        />
      </div>
      {booking.items.map((item, at) => (
        <Select
          key={item.startAt}
          label={booking.items.length > 1 ? t('employeeFor', { what: item.name }) : t('employee')}
          value={typed.staffIds[at] ?? item.staffId}
          onValue={staffId => set({ staffIds: typed.staffIds.with(at, staffId) })}
          options={employees
            .filter(each => each.isActive || each.id === item.staffId)
            .map(each => [each.id, each.name] as const)}
        />
      ))}
      <TextArea label={t('note')} rows={2} maxLength={2000} value={typed.note} onValue={note => set({ note })} />
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{shellText('saveChanges')}</Submit>
      </div>
    </form>
  );
}
