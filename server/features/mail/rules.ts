/** What follows from what a mail server says, and when a letter may leave. Pure. */
import type { FileInfo } from '../../../protocol/files.ts';
import type { Refusal } from '../../outbox/worker.ts';
import { derivedName } from '../../secrets.ts';
import { DAY_MS, HOUR_MS } from './store.ts';

/** How an address is known again, without being kept: a keyed hash. */
export function addressKey(secretKey: string, address: string): string {
  return derivedName(secretKey, JSON.stringify(['address', address.toLowerCase()]));
}

/**
 * When there is room for one more letter. @param last when the letter left that took the last room; null: there is room
 * @returns ms since the epoch; null: now
 */
export function nextTurn(last: { ofScope: number | null; ofAddress: number | null }): number | null {
  const ends = [
    ...(last.ofScope === null ? [] : [last.ofScope + HOUR_MS]),
    ...(last.ofAddress === null ? [] : [last.ofAddress + DAY_MS]),
  ];
  return ends.length === 0 ? null : Math.max(...ends);
}

/** What went wrong, as nodemailer tells it. */
export interface MailTrouble {
  message: string;
  /** `EENVELOPE`, `ECONNECTION`… */
  code?: string;
  /** The SMTP reply's three digits. */
  responseCode?: number;
  /** The reply as it came. */
  response?: string;
  /** What it replied to: `RCPT TO`, `DATA`, `MAIL FROM`, `AUTH PLAIN`, `CONN`. */
  command?: string;
}

/** `bounced`: the address is no good, and nothing more is to be mailed to it. */
export type Verdict = Refusal & { fate: 'again' | 'refused' | 'bounced' };

/** Replies to RCPT TO that mean the address where they say nothing more exact (RFC 5321 section 4.2.3). */
const ADDRESS_REPLIES: ReadonlySet<number> = new Set([550, 551, 553]);
/** Exact ones that do (RFC 3463): no such mailbox or domain, and mailbox given up. Not 5.2.2, a full one, nor 5.7.x, a policy. */
const ADDRESS_STATUS = /\b5\.(1\.[0-9]{1,3}|2\.1)\b/;
const ANY_STATUS = /\b5\.[0-9]{1,3}\.[0-9]{1,3}\b/;
const PROBLEM_CHARS = 300;

/**
 * What to do about a mail that was not taken (SPEC ML3, ML4): a final no about this letter or its address ends it, one for
 * now is tried again, and all else is the mail server's trouble, for which all letters wait.
 * @param to taken out of what is shown: logs and dead letters name nobody
 */
export function verdictOn(trouble: MailTrouble, to: string): Verdict {
  const { command = '', responseCode = 0 } = trouble;
  const problem = problemOf(trouble, to);
  const refusal = { problem, retryAfterMs: null };
  const isAboutThis = command === 'RCPT TO' || command === 'DATA';
  if (isAboutThis && responseCode >= 500) {
    const fate = command === 'RCPT TO' && isAddressNoGood(trouble) ? 'bounced' : 'refused';
    return { ...refusal, isTargetDown: false, isFinal: true, fate };
  }
  // 421: the server says goodbye, whatever it was asked.
  if (isAboutThis && responseCode >= 400 && responseCode !== 421)
    return { ...refusal, isTargetDown: false, fate: 'again' };
  // Bytes of a file that goes with it: no other letter waits for them.
  if (trouble.code === 'ESTREAM') return { ...refusal, isTargetDown: false, fate: 'again' };
  // What the library itself will not send, no repetition mends.
  const isOurs = responseCode === 0 && (trouble.code === 'EENVELOPE' || trouble.code === 'EMESSAGE');
  if (isOurs) return { ...refusal, isTargetDown: false, isFinal: true, fate: 'refused' };
  return { ...refusal, isTargetDown: true, fate: 'again' };
}

function isAddressNoGood({ responseCode = 0, response = '' }: MailTrouble): boolean {
  if (ANY_STATUS.test(response)) return ADDRESS_STATUS.test(response);
  return ADDRESS_REPLIES.has(responseCode);
}

/** In one line, and without the address. */
export function problemOf({ message, response }: MailTrouble, to: string): string {
  const said = (response || message).replace(/[\p{Cc}\s]+/gu, ' ').trim();
  return withoutAddress(said, to).slice(0, PROBLEM_CHARS);
}

function withoutAddress(text: string, to: string): string {
  // Servers may write it in another case than we did.
  const at = text.toLowerCase().indexOf(to.toLowerCase());
  if (to === '' || at < 0) return text;
  return `${text.slice(0, at)}…${withoutAddress(text.slice(at + to.length), to)}`;
}

/** The mail's Message-ID without its angle brackets: the same at each attempt, so that a repeat is known (SPEC ML2). */
export function messageIdOf(deliveryId: string, from: string): string {
  return `${deliveryId}@${from.slice(from.lastIndexOf('@') + 1)}`;
}

/** `Name <address>`, as MAIL_FROM has it, or an address alone. */
export function senderOf(mailFrom: string): { name: string; address: string } {
  const [, name = '', address = mailFrom] = /^([^<>]*)<([^<>]+)>$/.exec(mailFrom) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.trim() };
}

/**
 * Bytes of all files that go with one letter. As mail writes them they are a third more, and ten megabytes is the least that
 * mail servers are set to take.
 */
export const ATTACHED_BYTES = 7 * 1024 * 1024;

/** Which files go with a letter, in their order, as long as there is room; what does not is led to by the letter's link. */
export function attachable(files: readonly FileInfo[]): { attached: FileInfo[]; linked: FileInfo[] } {
  const [attached, linked]: [FileInfo[], FileInfo[]] = [[], []];
  let room = ATTACHED_BYTES;
  for (const file of files) {
    const fits = file.size <= room;
    if (fits) room -= file.size;
    (fits ? attached : linked).push(file);
  }
  return { attached, linked };
}
