import { useState } from 'preact/hooks';
import type { Employee } from '../../../../protocol/staff.ts';
import { useInbox } from '../../../inbox.ts';
import { shownName } from '../../../shell/bidi.ts';
import { Copy } from '../../../shell/Copy.tsx';
import { Dialog } from '../../../shell/Dialog.tsx';
import { SureButton } from '../../../shell/SureButton.tsx';
import { bookingCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** Where an employee's own programs read their bookings. */
export function CalendarDialog({
  employee,
  onClose,
}: {
  employee: Pick<Employee, 'id' | 'name'>;
  onClose: () => void;
}) {
  const { http, toasts } = useInbox();
  const [url, setUrl] = useState('');
  return (
    <Dialog class="book-dialog" title={t('calendarOf', { name: shownName(employee.name) })} onClose={onClose}>
      <div class="form">
        <p>{t('calendarLead')}</p>
        <SureButton
          label={t('calendarNew')}
          warning={t('calendarSure')}
          work={async () => setUrl((await bookingCalls(http).calendar(employee.id)).url)}
          toasts={toasts}
        />
        {url && <Copy label={t('calendarAddress')} text={url} toasts={toasts} />}
      </div>
    </Dialog>
  );
}
