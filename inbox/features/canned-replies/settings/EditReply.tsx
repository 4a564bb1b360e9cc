import { useState } from 'preact/hooks';
import type { CannedReply } from '../../../../protocol/canned-replies.ts';
import { useInbox } from '../../../inbox.ts';
import { TextArea, TextField } from '../../../shell/fields.tsx';
import { SaveOrCancel } from '../../../shell/Submit.tsx';
import { onEscape } from '../../../shell/use-opener.ts';
import { useSubmit } from '../../../shell/use-submit.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { t } from './words/index.ts';

/** Changes a saved answer, or makes one. */
export function EditReply({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const { cannedReplies, toasts } = useInbox();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const form = useSubmit(async () => {
    await cannedReplies.save({ ...(reply && { id: reply.id }), shortcut, text });
    toasts.add(shellText('saved'));
    onDone();
  });
  return (
    <form class="form settings-card" noValidate onSubmit={form.onSubmit} onKeyDown={onEscape(onDone)}>
      <TextField
        label={t('shortcut')}
        hint={t('shortcutHint')}
        isFocused
        maxLength={40}
        value={shortcut}
        // One word, and without the slash that people type before it.
        onValue={value => setShortcut(value.replace(/[\s/]+/g, ''))}
        problem={form.problemOf('shortcut')}
      />
      <TextArea
        label={t('answerText')}
        rows={4}
        maxLength={4000}
        value={text}
        onValue={setText}
        problem={form.problemOf('text')}
      />
      <SaveOrCancel form={form} onCancel={onDone} />
    </form>
  );
}
