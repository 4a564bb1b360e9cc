import { useState } from 'preact/hooks';
import { LOST_REASONS, REASON_CHARS } from '../../../protocol/stage-names.ts';
import type { LostReason } from '../../../protocol/stages.ts';
import { Dialog } from '../../shell/Dialog.tsx';
import { Select, TextField } from '../../shell/fields.tsx';
import { ApiError } from '../../shell/http.ts';
import { SaveOrCancel } from '../../shell/Submit.tsx';
import { useSubmit } from '../../shell/use-submit.ts';
import { t } from './words/index.ts';

/** Asks why somebody is lost, before anything is saved. */
export function LostDialog(props: { name: string; onSave: (reason: LostReason) => void; onClose: () => void }) {
  const { name, onSave, onClose } = props;
  // None is chosen for them: what is chosen already is what everybody saves.
  const [id, setId] = useState<LostReason['id'] | ''>('');
  const [text, setText] = useState('');
  const form = useSubmit(async () => {
    if (!id) throw new ApiError('FIELD_REQUIRED', { reason: 'FIELD_REQUIRED' });
    onSave({ id, text: text.trim() });
  });
  return (
    <Dialog class="lost-dialog" title={t('whyLost', { name })} onClose={onClose}>
      <form class="form" noValidate onSubmit={form.onSubmit}>
        <Select
          label={t('reason')}
          value={id}
          onValue={setId}
          options={[['', t('choose')], ...LOST_REASONS.map(each => [each, t(each)] as const)]}
          problem={form.problemOf('reason')}
        />
        <TextField label={t('reasonText')} maxLength={REASON_CHARS} value={text} onValue={setText} />
        <SaveOrCancel form={form} onCancel={onClose} />
      </form>
    </Dialog>
  );
}
