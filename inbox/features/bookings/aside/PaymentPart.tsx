import type { Booking } from '../../../../protocol/bookings.ts';
import { useApp } from '../../../shell/app.ts';
import { Pill } from '../../../shell/Pill.tsx';
import { moment } from '../../../shell/times.ts';
import { t } from './words/index.ts';

/** Where the payment of a booking stands. @param props.onPaid null: nobody says here that it is paid */
export function PaymentPart(props: {
  booking: Pick<Booking, 'state' | 'payment'>;
  onPaid: ((text: string) => void) | null;
}) {
  const now = useApp().clock.value;
  const { onPaid } = props;
  const { state, payment } = props.booking;
  if (!payment) return null;
  return (
    <p>
      <Pill>{t(`pay_${payment.state}`, { time: moment(payment.until, now) })}</Pill>{' '}
      {onPaid && payment.state === 'awaited' && state === 'booked' && (
        <button type="button" class="btn" onClick={() => onPaid(t('pay_paid'))}>
          {t('prepaid')}
        </button>
      )}
    </p>
  );
}
