import { type ApiCode, codeOf } from './http.ts';
import type { TextKey } from './locale.ts';
import type { Messages } from './words/en.ts';
import { t } from './words/index.ts';

/** Codes an agent can meet. The others mean a broken client or server, and get the last sentence. */
const TEXTS: Partial<Record<ApiCode, TextKey<Messages>>> = {
  OFFLINE: 'errorOffline',
  SIGN_IN_REQUIRED: 'signedOutLead',
  SIGN_IN_FAILED: 'errorSignIn',
  CODE_WRONG: 'errorCode',
  FACTOR_REQUIRED: 'errorFactorRequired',
  FACTOR_ON: 'errorFactorOn',
  INVITE_INVALID: 'errorInvite',
  FORBIDDEN: 'errorForbidden',
  ORIGIN_REFUSED: 'errorOrigin',
  LAST_OWNER: 'errorLastOwner',
  EMAIL_TAKEN: 'errorEmailTaken',
  NOT_FOUND: 'errorGone',
  SITE_UNKNOWN: 'errorGone',
  CONVERSATION_UNKNOWN: 'errorGone',
  CALLBACK_UNKNOWN: 'errorGone',
  CALLBACK_DONE: 'errorCallbackDone',
  ALREADY_CLAIMED: 'errorClaimed',
  CLIENT_ID_REUSED: 'errorReused',
  BAD_REQUEST: 'errorField',
  FIELD_INVALID: 'errorField',
  FIELD_REQUIRED: 'errorRequired',
  TEXT_TOO_LONG: 'errorTooLong',
  PHONE_INVALID: 'errorPhone',
  EMAIL_INVALID: 'errorEmail',
  SLOT_TAKEN: 'errorSlot',
  VIEWS_FULL: 'errorViewsFull',
  PASSWORD_WEAK: 'errorPassword',
  PASSWORD_KNOWN: 'errorPasswordKnown',
  RATE_LIMITED: 'errorRate',
  STORE_UNAVAILABLE: 'errorStore',
  STOPPING: 'errorStore',
};

/** What to tell the agent, in their language: what is wrong and what to do. */
export function errorText(code: string): string {
  return t(TEXTS[code as ApiCode] ?? 'errorOther');
}

/** The same of anything thrown by a call or the connection. */
export const problemText = (error: unknown): string => errorText(codeOf(error));
