/** What mail does to conversations. Pure. */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { JobChanges } from '../jobs/store.ts';
import type { MailProgress } from './store.ts';

/** Whether mail is the only way to this person: they never came by another. */
export function isByMail({ channels }: Pick<Conversation, 'channels'>): boolean {
  return channels.length > 0 && channels.every(each => each === 'email');
}

const NOTHING: JobChanges = { cancel: [], put: [] };

/** What an agent says to somebody who is reached by mail alone leaves by mail, a letter for each (SPEC MI9). */
export function mailAnswerChanges({ entry, conversation }: { entry: Entry; conversation: Conversation }): JobChanges {
  const { author, body, seq, createdAt } = entry;
  if (author.kind !== 'agent' || body.kind !== 'message' || !isByMail(conversation)) return NOTHING;
  const { id, siteId } = conversation;
  const of = { kind: 'mail_answer', siteId, conversationId: id, subject: id } as const;
  return { cancel: [], put: [{ ...of, subjectVersion: seq, step: seq, dueAt: createdAt }] };
}

/** An account of which nothing is known yet. */
export const NEW_PROGRESS: MailProgress = {
  connectedSince: null,
  problem: null,
  detail: '',
  lastMailAt: null,
  skipped: [],
  place: null,
  refreshToken: '',
};
