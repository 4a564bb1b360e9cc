/**
 * How a mail says to which conversation it belongs, without anybody being able to say so who was not written to: a token,
 * signed by this server, in the address that answers go to and in the Message-ID of what was sent. Pure (SPEC MI3).
 */
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { derivedName } from '../../secrets.ts';

/** Hex digits of the signature: 80 bits, that nobody guesses by sending mails. Together with an id it fits in a local part. */
const SIGNATURE_CHARS = 20;
/** What a local part may have (RFC 5321 section 4.5.3.1.1). */
const LOCAL_CHARS = 64;
/** Mail servers may write an address in lower case, so tokens have no other. */
const TOKEN = /^([a-z\d-]{1,40})\.([a-f\d]{20})$/;

function signatureOf(secretKey: string, conversationId: string): string {
  const bytes = Buffer.from(derivedName(secretKey, `mail thread ${conversationId}`), 'base64url');
  return bytes.toString('hex').slice(0, SIGNATURE_CHARS);
}

/** What a conversation is called in mails. It opens nothing but the way in. */
export function threadToken(secretKey: string, conversationId: string): string {
  return `${conversationId.toLowerCase()}.${signatureOf(secretKey, conversationId.toLowerCase())}`;
}

/** The conversation that a token names; null: it is none of ours. */
export function conversationOfToken(secretKey: string, token: string): string | null {
  const [, conversationId, signature] = TOKEN.exec(token.toLowerCase()) ?? [];
  if (conversationId === undefined) return null;
  return signatureOf(secretKey, conversationId) === signature ? conversationId : null;
}

/** The address under which answers come back: `reply+TOKEN@desk.example`. Null: it would be too long for any server. */
export function replyAddress(secretKey: string, address: string, conversationId: string): string | null {
  const at = address.lastIndexOf('@');
  const local = `${address.slice(0, at)}+${threadToken(secretKey, conversationId)}`;
  const whole = local + address.slice(at);
  return local.length <= LOCAL_CHARS && whole.length <= LIMITS.emailChars ? whole : null;
}

/** The conversation that one of the addresses names, whatever stands before the plus; null: none does. */
export function conversationOfAddresses(secretKey: string, addresses: readonly string[]): string | null {
  for (const address of addresses) {
    const token = /\+([^@+]+)@[^@]*$/.exec(address)?.[1];
    const found = token === undefined ? null : conversationOfToken(secretKey, token);
    if (found !== null) return found;
  }
  return null;
}

/** Which answer a Message-ID is of. */
export interface AnswerId {
  conversationId: string;
  seq: number;
}

/** The id of the letter that brings an answer, of which its Message-ID is made: the same for each try. */
export function answerId(secretKey: string, { conversationId, seq }: AnswerId): string {
  return `${threadToken(secretKey, conversationId)}.${seq}`;
}

/** The first of some Message-IDs that is of an answer of ours, without its angle brackets; null: none is. */
export function answerOfIds(secretKey: string, messageIds: readonly string[]): AnswerId | null {
  for (const each of messageIds) {
    const [, token = '', seq = ''] = /^(.+)\.(\d{1,9})@/.exec(each) ?? [];
    const conversationId = token === '' ? null : conversationOfToken(secretKey, token);
    if (conversationId !== null) return { conversationId, seq: Number(seq) };
  }
  return null;
}
