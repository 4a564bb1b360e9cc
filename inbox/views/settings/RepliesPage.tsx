import { useState } from 'preact/hooks';
import type { CannedReply } from '../../../protocol/canned-replies.ts';
import { codeOf } from '../../api.ts';
import { useInbox } from '../../app.ts';
import { errorText } from '../../errors.ts';
import { t } from '../../i18n/index.ts';
import { useValue } from '../../value.ts';
import { Problem, Submit, TextArea, TextField, useSubmit } from '../form.tsx';

/** Answers that everybody can put in with a slash. */
export function RepliesPage() {
  const inbox = useInbox();
  const replies = useValue(inbox.replies);
  /** Which one is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const sorted = [...replies].sort((a, b) => a.shortcut.localeCompare(b.shortcut));

  async function remove(reply: CannedReply) {
    inbox.replies.update(all => all.filter(each => each.id !== reply.id));
    const putBack = () => inbox.replies.update(all => [...all, reply]);
    try {
      await inbox.api.deleteCannedReply(reply.id);
      const again = () => inbox.api.saveCannedReply({ shortcut: reply.shortcut, text: reply.text });
      const undo = () => void again().then(made => inbox.replies.update(all => [...all, made]));
      inbox.toasts.add(t('didRemove', { shortcut: reply.shortcut }), { undo });
    } catch (error) {
      putBack();
      inbox.toasts.add(errorText(codeOf(error)), { tone: 'failed' });
    }
  }

  return (
    <div class="form">
      <p>{t('repliesLead')}</p>
      {replies.length === 0 && openId === null && <p class="hint">{t('repliesNone')}</p>}
      <ul class="replies">
        {sorted.map(reply =>
          reply.id === openId ? (
            <li key={reply.id}>
              <EditReply reply={reply} onDone={() => setOpenId(null)} />
            </li>
          ) : (
            <li key={reply.id}>
              <b dir="auto">/{reply.shortcut}</b>
              <p dir="auto">{reply.text}</p>
              <button type="button" class="btn" onClick={() => setOpenId(reply.id)}>
                {t('edit')}
              </button>
              <button type="button" class="btn is-quiet" onClick={() => void remove(reply)}>
                {t('remove')}
              </button>
            </li>
          ),
        )}
      </ul>
      {openId === '' ? (
        <EditReply reply={null} onDone={() => setOpenId(null)} />
      ) : (
        <button type="button" class="btn is-go is-start" onClick={() => setOpenId('')}>
          {t('newReply')}
        </button>
      )}
    </div>
  );
}

function EditReply({ reply, onDone }: { reply: CannedReply | null; onDone: () => void }) {
  const inbox = useInbox();
  const [shortcut, setShortcut] = useState(reply?.shortcut ?? '');
  const [text, setText] = useState(reply?.text ?? '');
  const form = useSubmit(async () => {
    const saved = await inbox.api.saveCannedReply({ ...(reply && { id: reply.id }), shortcut, text });
    inbox.replies.update(all => [...all.filter(each => each.id !== saved.id), saved]);
    inbox.toasts.add(t('saved'));
    onDone();
  });
  return (
    <form class="form reply-form" noValidate onSubmit={form.onSubmit}>
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
      <Problem text={form.problem} />
      <div class="acts">
        <Submit isBusy={form.isBusy}>{t('save')}</Submit>
        <button type="button" class="btn is-quiet" onClick={onDone}>
          {t('cancel')}
        </button>
      </div>
    </form>
  );
}
