import type { Callback } from '../protocol/callbacks.ts';
import type { ContactSummary } from '../protocol/contacts.ts';
import type { Conversation } from '../protocol/conversations.ts';
import type { Entry } from '../protocol/entries.ts';
import { LIMITS } from '../protocol/wire/limits.ts';
import { t } from './i18n/index.ts';
import { cityOf, duration, HOUR_MS, MINUTE_MS } from './times.ts';

type Named = Pick<ContactSummary, 'name' | 'email' | 'phone' | 'timeZone'>;

/** What a person is called: the name, else the way to reach them, else the town of their clock. */
export function nameOf({ name, email, phone, timeZone }: Named): string {
  const city = cityOf(timeZone ?? '');
  return name || email || phone || (city ? t('visitorFrom', { city }) : t('visitor'));
}

/** The first letter of the name as a person sees it: a letter of Hindi may be several code points. */
export function faceOf(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim());
  return first ? first.segment.toLocaleUpperCase() : '?';
}

/** What somebody said, for one line. */
export function wordsOf({ body }: Entry): string {
  switch (body.kind) {
    case 'message':
    case 'note':
      return body.text;
    case 'form':
      return body.subject ? `${body.subject}: ${body.message}` : body.message;
    case 'callback':
      return body.topic || t('noWords');
    case 'event':
      return '';
  }
}

/** Somebody in a chat looks at the screen; who wrote a form expects an answer the same day. */
const CHAT_LATE_MS = 5 * MINUTE_MS;
const FORM_LATE_MS = 4 * HOUR_MS;
/** A callback turns amber so long before it is due. */
export const CALL_SOON_MS = 15 * MINUTE_MS;

export interface Urgency {
  tone: 'plain' | 'due' | 'late';
  text: string;
}

/** How long somebody has waited for words. Null: nobody waits. */
export function waitOf(conversation: Conversation, now: number): Urgency | null {
  const { waitingSince, preview } = conversation;
  if (waitingSince === null) return null;
  const ms = now - waitingSince;
  const isLate = ms >= (preview.kind === 'form' ? FORM_LATE_MS : CHAT_LATE_MS);
  const text = ms < MINUTE_MS ? t('waitingNow') : t('waiting', { time: duration(ms) });
  return { tone: isLate ? 'late' : 'due', text };
}

/** How a promised call stands: far off, soon, now, or late. */
export function dueOf({ startAt, endAt }: Pick<Callback, 'startAt' | 'endAt'>, now: number): Urgency {
  if (now > endAt) return { tone: 'late', text: t('callLate', { time: duration(now - endAt) }) };
  if (now >= startAt) return { tone: 'due', text: t('callNow') };
  return {
    tone: startAt - now <= CALL_SOON_MS ? 'due' : 'plain',
    text: t('callIn', { time: duration(startAt - now + MINUTE_MS - 1) }),
  };
}

/** The same for a row, which knows only when the earliest call begins. */
export function dueOfRow({ callbackAt }: Conversation, now: number): Urgency | null {
  if (callbackAt === null) return null;
  return dueOf({ startAt: callbackAt, endAt: callbackAt + LIMITS.windowMinutes * MINUTE_MS }, now);
}

/** True while the visitor's last words have not been seen by the one who answers. */
export function isUnread({ lastVisitorSeq, agentReadSeq }: Conversation): boolean {
  return lastVisitorSeq > agentReadSeq;
}

/** The way the person came last. */
export function wayOf({ preview, callbackAt }: Conversation): 'chat' | 'callback' | 'form' {
  if (callbackAt !== null || preview.kind === 'callback') return 'callback';
  return preview.kind === 'form' ? 'form' : 'chat';
}
