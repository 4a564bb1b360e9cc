import type { Signal } from '@preact/signals';
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { Prefs } from '../../shell/prefs.ts';
import { nameOf } from '../contacts/names.ts';
import { wordsOf } from '../conversations/summary.ts';
import { ringBell } from './bell.ts';
import { permission } from './permission.ts';
import { t } from './words/index.ts';

/** Rings and, when the agent looks elsewhere, shows a notification that leads to the conversation. */
export function callAttention(
  conversation: Conversation,
  entry: Entry,
  { prefs, open }: { prefs: Signal<Prefs>; open: (conversationId: string) => void },
): void {
  if (prefs.peek().hasSound) ringBell();
  if (document.hasFocus() || permission.peek() !== 'granted') return;
  try {
    const notification = new Notification(t('newFrom', { name: nameOf(conversation.contact) }), {
      body: wordsOf(entry).slice(0, 200),
      // One per conversation: the newest words replace those before.
      tag: conversation.id,
      silent: true,
    });
    notification.onclick = () => {
      window.focus();
      open(conversation.id);
      notification.close();
    };
  } catch {
    // Android allows notifications from service workers only; the bell has rung already.
  }
}

/** How many wait, before the page's name: seen in a row of tabs. */
export function showInTitle(waiting: number, place: string): void {
  document.title = `${waiting > 0 ? `(${waiting}) ` : ''}${place} · Deskbell`;
}
