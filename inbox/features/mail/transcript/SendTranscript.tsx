import { useRef } from 'preact/hooks';
import type { TranscriptAnswer } from '../../../../protocol/mail.ts';
import { useInbox } from '../../../inbox.ts';
import { t } from './words/index.ts';

/** Mails the person what was said in a conversation, to the address that they have. */
export function SendTranscript({ conversationId }: { conversationId: string }) {
  const { http, toasts } = useInbox();
  /** Kept until it is answered: a second press after a lost answer mails nothing twice. */
  const clientId = useRef(crypto.randomUUID());
  async function send() {
    try {
      const path = `conversations/${encodeURIComponent(conversationId)}/transcript`;
      const { state, to } = await http.post<TranscriptAnswer>(path, { clientId: clientId.current });
      clientId.current = crypto.randomUUID();
      toasts.add(t(state, { to }), state === 'queued' ? {} : { tone: 'failed' });
    } catch (error) {
      toasts.fail(error);
    }
  }
  return (
    <button type="button" class="btn is-start" onClick={() => void send()}>
      {t('send')}
    </button>
  );
}
