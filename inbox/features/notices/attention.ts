import type { Signal } from '@preact/signals';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { contained } from '../../shell/bidi.ts';
import { number } from '../../shell/locale.ts';
import type { Prefs } from '../../shell/prefs.ts';
import { nameOf } from '../contacts/names.ts';
import { lastWords, wordsOf } from '../conversations/summary.ts';
import { t as ladderText } from '../ladder/words/index.ts';
import { t as mentionText } from '../mentions/words/index.ts';
import { t as ratingText } from '../ratings/words/index.ts';
import { ringBell } from './bell.ts';
import { permission } from './permission.ts';
import { t } from './words/index.ts';

/** Those that the system may show still. */
const shown = new Set<Notification>();

/** Rings and, when the agent looks elsewhere, shows a notification that leads to the conversation. */
export function callAttention(
  conversation: Conversation,
  entry: Entry,
  { prefs, open }: { prefs: Signal<Prefs>; open: (conversationId: string) => void },
): void {
  const body = contained(wordsOf(entry) || lastWords(conversation)).slice(0, 200);
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

function titleOf({ contact }: Conversation, { author, body }: Entry): string {
  const name = nameOf(contact);
  if (body.kind === 'note') return mentionText('mentionedBy', { name: author.kind === 'agent' ? author.name : '' });
  if (body.kind !== 'event' || body.event === 'bot_passed_on') return t('newFrom', { name });
  if (body.event === 'assigned') return t('handedOver', { by: author.kind === 'agent' ? author.name : '', name });
  if (body.event === 'rated') return ratingText('lowFrom', { name });
  if (body.event === 'woken') return t('backFrom', { name });
  return ladderText(body.event === 'callback_late' ? 'lateCall' : 'lateFrom', { name });
}

/** When the inbox is left: its tab and the system would go on showing who wrote, and what (ASVS 14.3.1). */
export function forgetAttention(): void {
  for (const notification of shown) notification.close();
  shown.clear();
  document.title = 'Deskbell';
}

/** How many wait, before what the page shows: seen in a row of tabs. @param places from the nearest; empty ones are left out */
export function showInTitle(waiting: number, places: readonly string[]): void {
  const count = waiting > 0 ? `(${number(waiting)}) ` : '';
  document.title = count + [...places, 'Deskbell'].filter(Boolean).join(' · ');
}
