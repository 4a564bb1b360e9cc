import './style.css';
import { useState } from 'preact/hooks';
import type { CannedReply } from '../../../../protocol/canned-replies.ts';
import { useInbox } from '../../../inbox.ts';
import { useOpener } from '../../../shell/use-opener.ts';
import { t as shellText } from '../../../shell/words/index.ts';
import { EditReply } from './EditReply.tsx';
import { t } from './words/index.ts';

/** Answers that everybody can put in with a slash. */
export function RepliesPage() {
  const { cannedReplies, toasts } = useInbox();
  const replies = cannedReplies.all.value;
  /** Which one is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const sorted = [...replies].sort((a, b) => a.shortcut.localeCompare(b.shortcut));
  const close = () => setOpenId(null);
  const opener = useOpener(openId);

  async function remove(reply: CannedReply) {
    const { id: _, ...words } = reply;
    try {
      await cannedReplies.remove(reply);
      const undo = () => void cannedReplies.save(words).catch(toasts.fail);
      toasts.add(t('didRemove', { shortcut: words.shortcut }), { undo });
    } catch (error) {
      toasts.fail(error);
    }
  }

  return (
    <div class="form">
      <p>{t('repliesLead')}</p>
      {replies.length === 0 && openId === null && <p class="hint">{t('repliesNone')}</p>}
      <ul class="settings-list replies">
        {sorted.map(reply =>
          reply.id === openId ? (
            <li key={reply.id}>
              <EditReply reply={reply} onDone={close} />
            </li>
          ) : (
            <li key={reply.id}>
              <b dir="auto">/{reply.shortcut}</b>
              <p dir="auto">{reply.text}</p>
              <button ref={opener(reply.id)} type="button" class="btn" onClick={() => setOpenId(reply.id)}>
                {shellText('edit')}
              </button>
              <button type="button" class="btn is-quiet" onClick={() => void remove(reply)}>
                {shellText('remove')}
              </button>
            </li>
          ),
        )}
      </ul>
      {openId === '' ? (
        <EditReply reply={null} onDone={close} />
      ) : (
        <button ref={opener('')} type="button" class="btn is-go is-start" onClick={() => setOpenId('')}>
          {t('newReply')}
        </button>
      )}
    </div>
  );
}
