/** How a mail is known again. Pure. */
import { hash } from 'node:crypto';
import type { ReadMail } from './mail.ts';

/**
 * Under which client id a mail becomes an entry: the same whichever server and account read it, and whatever number it has
 * there by then (SPEC MI2). What Message-IDs are worth is no matter, since the words count as well.
 */
export function clientIdOf(siteId: string, mail: ReadMail): string {
  const { messageId, from, subject, sentAt, text, files } = mail;
  const sizes = files.map(each => [each.name, each.bytes.length]);
  const what = JSON.stringify([siteId, messageId, from, subject, sentAt, text, sizes]);
  return `mail-${hash('sha256', what, 'base64url')}`;
}

/** How a mail is found again by what answers it: only by somebody who writes from the same address. Empty: it has no id. */
export function messageKey(messageId: string, address: string): string {
  return messageId === '' ? '' : hash('sha256', `${address.toLowerCase()} ${messageId}`, 'base64url');
}
