import { shown } from '../../../protocol/turning.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { AppError } from '../../app-error.ts';
import { type Html, html } from '../../http/html.ts';
import type { FieldName } from './fields.ts';
import { waitText } from './times.ts';
import { MESSAGES, type MessageKey, say } from './words/index.ts';

/** Something to say, before it is said in a language: once as text (JSON, titles), once as markup (the page). */
export interface Sentence {
  key: MessageKey;
  values?: Record<string, string>;
}

export function plain(locale: Locale, { key, values }: Sentence): string {
  return say(locale, key, values);
}

/** Values stand in `<bdi>`, so that a Latin address in an Arabic sentence does not turn it around. */
export function marked(locale: Locale, { key, values = {} }: Sentence): Html {
  const parts = MESSAGES[locale][key].split(/\{(\w+)\}/);
  return html`${parts.map((part, at) => (at % 2 === 0 ? part : html`<bdi>${values[part] && shown(values[part])}</bdi>`))}`;
}

const FIELD_SENTENCES: Partial<Record<ErrorCode, MessageKey>> = {
  FIELD_REQUIRED: 'fieldRequired',
  TEXT_TOO_LONG: 'textTooLong',
  PHONE_INVALID: 'phoneInvalid',
  EMAIL_INVALID: 'emailInvalid',
  CONSENT_REQUIRED: 'consentRequired',
  SLOT_TAKEN: 'slotTaken',
  CALLBACK_PENDING: 'callbackPending',
};
const FIELD_LIMITS: Partial<Record<FieldName, number>> = {
  message: LIMITS.letterChars,
  topic: LIMITS.letterChars,
  email: LIMITS.emailChars,
  phone: LIMITS.phoneChars,
};

/**
 * What is wrong with a field and how to mend it.
 * @param room characters that are left for it, where other fields share its place
 */
export function fieldSentence(field: FieldName, code: ErrorCode, room?: number): Sentence {
  if (field === 'email' && code === 'FIELD_REQUIRED') return { key: 'wayBackRequired' };
  const limit = String(room ?? FIELD_LIMITS[field] ?? LIMITS.lineChars);
  return { key: FIELD_SENTENCES[code] ?? 'fieldInvalid', values: { limit } };
}

const REFUSALS: Partial<Record<ErrorCode, MessageKey>> = {
  SITE_UNKNOWN: 'siteUnknown',
  ORIGIN_REFUSED: 'originRefused',
  CHANNEL_OFF: 'channelOff',
  FRAME_TOO_LARGE: 'tooLarge',
  NOT_FOUND: 'notFound',
  RATE_LIMITED: 'rateLimited',
  STORE_UNAVAILABLE: 'unavailable',
  STOPPING: 'unavailable',
  SLOT_TAKEN: 'slotTaken',
};

/** Why the whole post was refused. */
export function refusalSentence(locale: Locale, error: AppError): Sentence {
  if (error.fields) return { key: 'mistake' };
  const wait = waitText(locale, error.retryAfterMs ?? 1_000);
  return { key: REFUSALS[error.code] ?? (error.status < 500 ? 'fieldInvalid' : 'broken'), values: { wait } };
}
