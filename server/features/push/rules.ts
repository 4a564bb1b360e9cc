/** What is pushed, and to where: pure. */
import { ECDH, hash } from 'node:crypto';
import type { DeviceAdd, PushMessage } from '../../../protocol/push.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import type { Subscription } from '../../outbox/push.ts';
import { derivedName, seal, unseal } from '../../secrets.ts';
import type { NoticeText } from '../notices/ways.ts';
import type { DeviceRecord } from './store.ts';

/**
 * What of a notice a locked screen has room for, in characters, and what stays in every script far below the 3,993 bytes that
 * push services take (RFC 8291 section 4).
 */
const TITLE_CHARS = 100;
const BODY_CHARS = 200;
const URL_CHARS = 200;
/** Of a topic (RFC 8030 section 5.4). */
const TOPIC_CHARS = 32;
/** For a desk that has no address to be known by; push services that want a real one refuse it. */
const NO_CONTACT = 'mailto:desk@deskbell.invalid';

/** A notice as it is pushed. @param about what is replaced by a later one about the same */
export function messageOf({ title, body, url }: NoticeText, about: string, locale: Locale): PushMessage {
  return { title: cut(title, TITLE_CHARS), body: cut(body, BODY_CHARS), url: placeOf(url), tag: about, locale };
}

/** Only the end of it that the browser needs: it knows best under which name it reaches this server. */
export function placeOf(url: string): string {
  const parts = (URL.canParse(url) ? new URL(url).pathname : url).split('/');
  const from = parts.indexOf('inbox');
  const place = parts.slice(from).join('/');
  return from < 0 || place.length > URL_CHARS ? 'inbox' : place;
}

/** Says nothing of a conversation to the push service, and the same of the same one. */
export function topicOf(secretKey: string, about: string): string {
  return derivedName(secretKey, `push ${about}`).slice(0, TOPIC_CHARS);
}

/** Whom a push service may turn to (RFC 8292 section 2.1). @param origin of the page that the browser subscribed on */
export function contactOf(publicUrl: string | null, origin: string): string {
  const all = [publicUrl, origin].filter(each => each !== null);
  return all.find(each => each.startsWith('https://')) ?? NO_CONTACT;
}

/**
 * What is kept of a subscription.
 * @param endpoint as `checkedUrl` gave it
 * @throws AppError FIELD_INVALID for a key that is no point of the curve
 */
export function keptSubscription(
  secretKey: string,
  { endpoint, keys }: DeviceAdd,
): Pick<DeviceRecord, 'endpointHash' | 'sealed'> {
  try {
    ECDH.convertKey(keys.p256dh, 'prime256v1', 'base64url', undefined, 'uncompressed');
  } catch (cause) {
    const fields = { 'keys.p256dh': 'FIELD_INVALID' } as const;
    throw new AppError('FIELD_INVALID', 'keys.p256dh must be a point of P-256, got another.', { cause, fields });
  }
  const subscription: Subscription = { endpoint, keys };
  return { endpointHash: hash('sha256', endpoint, 'base64url'), sealed: seal(secretKey, JSON.stringify(subscription)) };
}

/** @returns null when it was sealed under another SECRET_KEY */
export function subscriptionOf(secretKey: string, { sealed }: Pick<DeviceRecord, 'sealed'>): Subscription | null {
  const text = unseal(secretKey, sealed);
  return text === null ? null : JSON.parse(text);
}

function cut(text: string, chars: number): string {
  return text.length <= chars ? text : `${text.slice(0, chars - 1).toWellFormed()}…`;
}
