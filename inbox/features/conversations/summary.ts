/** What a conversation comes to in a few words: the last ones, the way they came, and how long they have waited. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Urgency } from '../../shell/Pill.tsx';
import { duration, HOUR_MS, MINUTE_MS } from '../../shell/times.ts';
import { filesText } from '../files/kinds.ts';
import { t } from './words/index.ts';

/** What somebody said, for one line. */
export function wordsOf({ body }: Entry): string {
  switch (body.kind) {
    case 'message':
    case 'note':
      return body.text || filesText(body.files);
    case 'form':
      return body.subject ? `${body.subject}: ${body.message}` : body.message;
    case 'callback':
      return body.topic || t('noWords');
    case 'event':
      return body.event === 'rated' ? body.word : '';
  }
}

/** The last words, for one line. Who asks for a call may have said none: then the server puts the number in their place. */
export function lastWords({ preview }: Conversation): string {
  if (preview.kind === 'photo') return filesText([{ kind: 'image', name: preview.text }]);
  if (preview.kind === 'file') return filesText([{ kind: 'text', name: preview.text }]);
  return preview.kind === 'callback' && /^(\+\d+)?$/.test(preview.text) ? t('noWords') : preview.text;
}

/** Somebody in a chat looks at the screen; who wrote a form expects an answer the same day. */
const CHAT_LATE_MS = 5 * MINUTE_MS;
const FORM_LATE_MS = 4 * HOUR_MS;

/** How long somebody has waited for words. Null: nobody waits. */
export function waitOf(conversation: Conversation, now: number): Urgency | null {
  const { waitingSince, preview, wait } = conversation;
  if (waitingSince === null) return null;
  const ms = now - waitingSince;
  const isLate =
    wait?.late != null || ms >= (wait?.kind === 'form' || preview.kind === 'form' ? FORM_LATE_MS : CHAT_LATE_MS);
  const text = ms < MINUTE_MS ? t('waitingNow') : t('waiting', { time: duration(ms) });
  return { tone: isLate ? 'late' : 'due', text };
}

/** True while the visitor's last words have not been seen by the one who answers. */
export function isUnread({ lastVisitorSeq, agentReadSeq }: Conversation): boolean {
  return lastVisitorSeq > agentReadSeq;
}

/** The way the person came last, in a word; or that the site's script answers them. */
export function wayOf({ preview, callbackAt, channels, script }: Conversation): string {
  if (script?.is === 'answering') return t('scriptAnswers');
  if (callbackAt !== null || preview.kind === 'callback') return t('callback');
  if (preview.kind === 'mail' || channels.join() === 'email') return t('mail');
  return t(preview.kind === 'form' ? 'form' : 'chat');
}
