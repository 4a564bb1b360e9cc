import { useState } from 'preact/hooks';
import type { Complaint } from '../../../../protocol/complaints.ts';
import { LIMITS } from '../../../../protocol/wire/limits.ts';
import { useInbox } from '../../../inbox.ts';
import { Dialog } from '../../../shell/Dialog.tsx';
import { TextArea } from '../../../shell/fields.tsx';
import { Problem, Submit } from '../../../shell/Submit.tsx';
import { useSubmit } from '../../../shell/use-submit.ts';
import { complaintCalls } from '../calls.ts';
import { t } from '../words/index.ts';

/** Says what was done about a complaint, and has the person asked whether it was put right. */
export function CloseDialog(props: { complaint: Complaint; onClose: () => void; onClosed: (now: Complaint) => void }) {
  const { complaint, onClose, onClosed } = props;
  const { http, toasts } = useInbox();
  const [done, setDone] = useState('');
  const [asks, setAsks] = useState(true);
  const form = useSubmit(async () => {
    const closed = await complaintCalls(http).close(complaint.id, done, asks);
    onClosed(closed);
    onClose();
    const { askedBy } = closed;
    toasts.add(
      t(askedBy === 'chat' ? 'didAskInChat' : askedBy === 'mail' ? 'didAskByMail' : asks ? 'noWay' : 'didClose'),
    );
  });
  return (
    <Dialog class="complaint" title={t('closeTitle')} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <TextArea
          label={t('done')}
          hint={t('doneHint')}
          rows={4}
          data-first
          maxLength={LIMITS.messageChars}
          value={done}
          onValue={setDone}
          problem={form.problemOf('done')}
        />
        <label class="check">
          <input type="checkbox" checked={asks} onChange={event => setAsks(event.currentTarget.checked)} />
          {t('askPerson')}
        </label>
        <Problem text={form.problem} />
        <Submit isBusy={form.isBusy}>{t('closeIt')}</Submit>
      </form>
    </Dialog>
  );
}
