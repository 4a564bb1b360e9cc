import { useState } from 'preact/hooks';
import type { Booking } from '../../../../protocol/bookings.ts';
import { TextField } from '../../../shell/fields.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import type { Toasts } from '../../../shell/toasts.ts';
import { t } from './words/index.ts';

/** A booking is cancelled, with a reason where somebody has one; or one that was is taken back. */
export function EndPart(props: {
  booking: Pick<Booking, 'state' | 'reason'>;
  label: string;
  warning: string;
  toasts: Toasts;
  onCancel: (reason: string) => Promise<void>;
  onTakeBack: () => void;
}) {
  const [reason, setReason] = useState('');
  const { booking, label, warning, toasts, onCancel, onTakeBack } = props;
  if (booking.state === 'cancelled') {
    return (
      <>
        {booking.reason && (
          <p>
            {t('reason')}: <q dir="auto">{booking.reason}</q>
          </p>
        )}
        <button type="button" class="btn is-start" onClick={onTakeBack}>
          {t('takeBack')}
        </button>
      </>
    );
  }
  return (
    <div class="book-cancel">
      <TextField label={t('reason')} hint={t('reasonHint')} maxLength={500} value={reason} onValue={setReason} />
      <SureButton label={label} warning={warning} work={() => onCancel(reason)} toasts={toasts} />
    </div>
  );
}
