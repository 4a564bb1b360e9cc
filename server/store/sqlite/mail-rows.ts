import type { MailAccountRecord, MailRecord } from '../../features/mail-in/store.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${MAIL} …` gives rows for `mailFromRow`; add WHERE and ORDER BY. */
export const MAIL =
  'id, site AS siteId, conversation AS conversationId, message_key AS messageKey, mail, at FROM mails';
/** The same of accounts. */
export const MAIL_ACCOUNT = 'id, version, settings, progress FROM mail_accounts';

export function mailFromRow(from: unknown): MailRecord {
  const { mail, ...row } = from as Omit<MailRecord, keyof ReturnType<typeof wordsOf>> & { mail: string };
  return { ...row, ...(JSON.parse(mail) as ReturnType<typeof wordsOf>) };
}

/** What of a mail lies in one column. */
export function wordsOf({ messageId, from, to, subject, sentAt, text, isCut }: MailRecord) {
  return { messageId, from, to, subject, sentAt, text, isCut };
}

export function mailAccountFromRow(from: unknown): MailAccountRecord {
  const { id, version, settings, progress } = from as Record<'id' | 'settings' | 'progress', string> & {
    version: number;
  };
  return { id, version, settings: JSON.parse(settings), progress: JSON.parse(progress) };
}

export type MailRows = ReturnType<typeof createMailRows>;

/** The rows of mails that became entries. Inside a step. */
export function createMailRows({ writer }: Turns) {
  const insert = writer.prepare(
    'INSERT OR IGNORE INTO mails (id, site, conversation, message_key, mail, at) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const dropOf = writer.prepare('DELETE FROM mails WHERE conversation = ?');

  return {
    add(mail: MailRecord): void {
      const { id, siteId, conversationId, messageKey, at } = mail;
      insert.run(id, siteId, conversationId, messageKey, JSON.stringify(wordsOf(mail)), at);
    },
    /** Takes away all of a conversation. @returns how many */
    dropOf: (conversationId: string): number => Number(dropOf.run(conversationId).changes),
  };
}
