/**
 * Who is told of what, and when somebody wants to hear nothing: what the server and an open inbox judge alike (SPEC NO2,
 * NO6, NO9). Pure, with the clock passed in.
 */
import type { Agent } from './agents.ts';
import type { Conversation } from './conversations.ts';
import type { Entry, EntryBody } from './entries.ts';
import type { NoticeCause, NoticeSettings, SiteNotices } from './notices.ts';

/** What is said in a conversation, or waits there. */
export type TalkCause = Exclude<NoticeCause, 'test' | 'broken' | 'complaint'>;

/** What does not wait for the morning, where an agent lets a way through. */
export const URGENT_CAUSES: readonly NoticeCause[] = ['late', 'callback_due'];

type Person = Pick<Agent, 'id' | 'role'>;

/**
 * Ids of those who are told of something (SPEC NO2).
 * @param people who could answer on the site
 * @param entry that caused it; null: the passing of time
 */
export function recipientsOf(
  cause: TalkCause,
  told: SiteNotices,
  about: { conversation: Pick<Conversation, 'assigneeId'>; entry: Entry | null; people: readonly Person[] },
): string[] {
  const { conversation, entry, people } = about;
  const named = entry ? namedIn(entry.body) : [];
  // Whoever wrote it, while that is known.
  if (cause === 'failed' && named.length > 0) return named;
  switch (toldOf(cause, told)) {
    case 'nobody':
      return [];
    case 'named':
      return named;
    case 'owners':
      return people.filter(each => each.role === 'owner').map(each => each.id);
    case 'all':
      return people.map(each => each.id);
    case 'assignee': {
      const { assigneeId } = conversation;
      return assigneeId === null ? people.map(each => each.id) : [assigneeId];
    }
  }
}

/** No site turns off that an answer did not arrive: nobody else will say so. */
function toldOf(cause: TalkCause, told: SiteNotices): SiteNotices[keyof SiteNotices] {
  return cause === 'failed' ? 'assignee' : told[cause];
}

function namedIn(body: EntryBody): string[] {
  if (body.kind === 'note') return (body.mentions ?? []).map(each => each.id);
  if (body.kind !== 'event') return [];
  if (body.event === 'assigned') return [body.agentId];
  return 'to' in body ? body.to.map(each => each.id) : [];
}

/** Letters that bring what an agent wrote. */
const ANSWERS: readonly string[] = ['answer', 'answers'];

/** Why an entry calls somebody who has the inbox open, whatever was said before; null: it does not. */
export function callOf({ author, body }: Pick<Entry, 'author' | 'body'>): TalkCause | null {
  if (body.kind === 'note') return namedIn(body).length > 0 ? 'mention' : null;
  if (body.kind !== 'event') {
    if (author.kind !== 'visitor') return null;
    return body.kind === 'form' || body.kind === 'callback' ? body.kind : 'message';
  }
  switch (body.event) {
    case 'wait_late':
    case 'callback_late':
      return 'late';
    case 'rated':
      return body.isLow ? 'rating' : null;
    case 'woken':
      return author.kind === 'system' ? 'woken' : null;
    case 'assigned':
      return author.kind === 'agent' && author.id !== body.agentId ? 'handover' : null;
    case 'bot_passed_on':
      return 'message';
    case 'mail_failed':
      return isAnswer(body.letter) ? 'failed' : null;
    case 'mail_returned':
    case 'sms_failed':
      return 'failed';
    default:
      return null;
  }
}

export function isAnswer(letter: string): boolean {
  return ANSWERS.includes(letter);
}

type Quiet = NonNullable<NoticeSettings['quiet']>;

/** Whether an agent's quiet hours are on, by the clocks of their zone; those that end no later than they begin end on the next day. */
export function isQuietAt({ from, to, timeZone }: Quiet, at: number): boolean {
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short', hourCycle: 'h23' }).format(at);
  return from < to ? from <= clock && clock < to : clock >= from || clock < to;
}
