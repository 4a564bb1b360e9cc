import { useState } from 'preact/hooks';
import { CALL_OUTCOMES, type CallOutcome } from '../../../protocol/call-words.ts';
import type { ShownCall } from '../../../protocol/calls.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { useInbox } from '../../inbox.ts';
import { Select, TextArea } from '../../shell/fields.tsx';
import { SaveOrCancel } from '../../shell/Submit.tsx';
import { onEscape } from '../../shell/use-opener.ts';
import { useSubmit } from '../../shell/use-submit.ts';
import { callCalls } from './calls.ts';
import { t } from './words/index.ts';

/** What was said, and what came of it. */
export function NoteForm(props: { shown: ShownCall; onSaved: (next: ShownCall) => void; onDone: () => void }) {
  const { shown, onSaved, onDone } = props;
  const { http, toasts } = useInbox();
  const [note, setNote] = useState(shown.call.note);
  const [outcome, setOutcome] = useState<CallOutcome | ''>(shown.call.outcome ?? '');
  const form = useSubmit(async () => {
    onSaved(await callCalls(http).change(shown.call.id, { note, outcome: outcome || null }));
    toasts.add(t('saved'));
    onDone();
  });
  return (
    <form class="form call-note" onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)} noValidate>
      <TextArea
        label={t('note')}
        rows={3}
        maxLength={LIMITS.messageChars}
        isFocused
        value={note}
        onValue={setNote}
        problem={form.problemOf('note')}
      />
      <Select
        label={t('outcome')}
        value={outcome}
        onValue={setOutcome}
        options={[['', t('noOutcome')] as const, ...CALL_OUTCOMES.map(each => [each, t(each)] as const)]}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
