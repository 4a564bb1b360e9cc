import type { Signal } from '@preact/signals';
import type { Conversation } from '../../../../protocol/conversations.ts';
import type { Entry } from '../../../../protocol/entries.ts';
import { callOf } from '../../../../protocol/telling.ts';
import { contained } from '../../../shell/bidi.ts';
import type { Prefs } from '../../../shell/prefs.ts';
import { nameOf } from '../../contacts/names.ts';
import { lastWords, wordsOf } from '../../conversations/summary.ts';
import { t as ladderText } from '../../ladder/words/index.ts';
import { t as mentionText } from '../../mentions/words/index.ts';
import { t as ratingText } from '../../ratings/words/index.ts';
import { ringBell } from '../bell.ts';
import { permission } from '../permission.ts';
import { t as noticeText } from '../words/index.ts';
import { t } from './words/index.ts';

/** Those that the system may show still. */
const shown = new Set<Notification>();

/**
 * Rings and, when the agent looks elsewhere, shows a notification that leads to the conversation.
 * @param with.showsWords it repeats what people wrote: also on a locked screen
 */
export function callAttention(
  conversation: Conversation,
  entry: Entry,
  { prefs, showsWords, open }: { prefs: Signal<Prefs>; showsWords: boolean; open: (conversationId: string) => void },
): void {
  const body = showsWords ? contained(wordsOf(entry) || lastWords(conversation)).slice(0, 200) : '';
  // One per conversation: the newest words replace those before.
  show(titleOf(conversation, entry), { body, tag: conversation.id }, prefs, () => open(conversation.id));
}

/** The same for something that the agent themself is asked. */
export function callAgent(question: string, prefs: Signal<Prefs>): void {
  show(question, { tag: 'agent' }, prefs, () => undefined);
}

function show(title: string, options: NotificationOptions, prefs: Signal<Prefs>, open: () => void): void {
  if (prefs.peek().hasSound) ringBell();
  if (document.hasFocus() || permission.peek() !== 'granted') return;
  try {
    const notification = new Notification(title, { ...options, silent: true });
    shown.add(notification);
    notification.onclose = () => void shown.delete(notification);
    notification.onclick = () => {
      window.focus();
      open();
      notification.close();
    };
  } catch {
    // Android allows notifications from service workers only; the bell has rung already.
  }
}

function titleOf({ contact }: Conversation, { author, body }: Pick<Entry, 'author' | 'body'>): string {
  const name = nameOf(contact);
  if (body.kind === 'note') return mentionText('mentionedBy', { name: author.kind === 'agent' ? author.name : '' });
  if (body.kind !== 'event' || body.event === 'bot_passed_on') return t('newFrom', { name });
  if (body.event === 'assigned')
    return noticeText('handedOver', { by: author.kind === 'agent' ? author.name : '', name });
  if (body.event === 'rated') return ratingText('lowFrom', { name });
  if (body.event === 'woken') return noticeText('backFrom', { name });
  if (body.event === 'mail_returned') return noticeText('mailReturned', { name });
  if (callOf({ author, body }) === 'failed') return t('notArrived', { name });
  return ladderText(body.event === 'callback_late' ? 'lateCall' : 'lateFrom', { name });
}

/** When the inbox is left: the system would go on showing who wrote (ASVS 14.3.1). */
export function forgetAttention(): void {
  for (const notification of shown) notification.close();
  shown.clear();
}
