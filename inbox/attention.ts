import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import { ringBell } from './bell.ts';
import { t } from './i18n/index.ts';
import { nameOf, wordsOf } from './people.ts';
import type { Prefs } from './prefs.ts';
import type { Value } from './value.ts';

export type NotifyState = 'unsupported' | 'ask' | 'granted' | 'denied';

export function notifyState(): NotifyState {
  if (typeof Notification === 'undefined') return 'unsupported';
  return Notification.permission === 'default' ? 'ask' : Notification.permission;
}

/** Rings and, when the agent looks elsewhere, shows a notification that leads to the conversation. */
export function callAttention(
  conversation: Conversation,
  entry: Entry,
  { prefs, open }: { prefs: Value<Prefs>; open: (conversationId: string) => void },
): void {
  if (prefs.get().hasSound) ringBell();
  if (document.hasFocus() || notifyState() !== 'granted') return;
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
