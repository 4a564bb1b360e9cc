/**
 * What telephone systems send, read into one form. Written after their public documents: Zammad's generic CTI, sipgate's push
 * API, Placetel's notify API. Pure.
 */
import type { CallDirection, CallState } from '../../../protocol/calls.ts';
import type { LineDialect } from '../../../protocol/telephone-dialects.ts';

/** What is said of a call, whoever says it. */
export interface SaidCall {
  /** The telephone system's name for the call. */
  callId: string;
  is: CallState;
  direction: CallDirection;
  /** The other's number, as it came. */
  number: string;
  /** The number of the desk. */
  ownNumber: string;
  /** Names of agents at the telephone system: whom it rings, or who answered. */
  users: string[];
  isAnswered?: boolean | undefined;
  isElsewhere?: boolean | undefined;
  recording?: string | undefined;
}

/** Fields of a form or of JSON, by name; several of one name as a list. */
export type Fields = Readonly<Record<string, unknown>>;

const MAX_CHARS = 300;
const MAX_USERS = 50;

/** What came, as fields; what is neither JSON nor a form has none. @param type of the content */
export function fieldsOf(text: string, type: string): Fields {
  if (/\bjson\b/i.test(type) || /^\s*\{/.test(text)) {
    try {
      const read: unknown = JSON.parse(text);
      return typeof read === 'object' && read !== null && !Array.isArray(read) ? (read as Fields) : {};
    } catch {
      return {};
    }
  }
  const fields = new Map<string, string[]>();
  for (const [name, value] of new URLSearchParams(text)) fields.set(name, [...(fields.get(name) ?? []), value]);
  return Object.fromEntries([...fields].map(([name, values]) => [name, values.length > 1 ? values : values[0]!]));
}

/** Null: it tells nothing of a call that is wanted, such as which key was pressed. */
export function readSaid(dialect: LineDialect, fields: Fields): SaidCall | null {
  if (dialect === 'placetel') return placetel(fields);
  return dialect === 'zammad' || dialect === 'sipgate' ? zammadLike(fields) : null;
}

/** Whether numbers come with their country and without a plus. */
export function isWhole(dialect: LineDialect): boolean {
  return dialect === 'zammad' || dialect === 'sipgate';
}

const STATES: Readonly<Record<string, CallState>> = {
  newCall: 'ringing',
  answer: 'answered',
  hangup: 'ended',
  IncomingCall: 'ringing',
  OutgoingCall: 'ringing',
  CallAccepted: 'answered',
  HungUp: 'ended',
};

/** Zammad took sipgate's words over, and both differ only in what they leave out. */
function zammadLike(fields: Fields): SaidCall | null {
  const said = common(fields, text(fields, 'callId') || text(fields, 'call_id') || text(fields, 'callid'));
  if (!said) return null;
  const { direction, from, to, ...call } = said;
  const cause = text(fields, 'cause');
  const answering = text(fields, 'answeringNumber') || text(fields, 'answering_number');
  return {
    ...call,
    direction,
    number: direction === 'in' ? from : to,
    ownNumber: direction === 'in' ? to : from,
    users: [
      ...list(fields, 'fullUserId'),
      ...list(fields, 'userId'),
      ...list(fields, 'user'),
      ...(call.is === 'answered' || call.is === 'ended' ? [answering].filter(Boolean) : []),
    ].slice(0, MAX_USERS),
    ...(call.is === 'ended' && {
      // Only an end after an answer is a normal one.
      isAnswered: cause === 'normalClearing' && answering !== '' ? true : undefined,
      isElsewhere: cause === 'forwarded' ? true : undefined,
    }),
  };
}

/** Of a hang-up's kinds those after which nobody is to be called back. */
const PLACETEL_ELSEWHERE: ReadonlySet<string> = new Set(['blocked']);

function placetel(fields: Fields): SaidCall | null {
  const said = common(fields, text(fields, 'call_id'));
  if (!said) return null;
  const { from, to, ...call } = said;
  const direction = text(fields, 'event') === 'OutgoingCall' || call.direction === 'out' ? 'out' : 'in';
  const type = text(fields, 'type');
  return {
    ...call,
    direction,
    number: direction === 'in' ? from : to,
    ownNumber: direction === 'in' ? to : from,
    users: list(fields, 'peer'),
    ...(call.is === 'ended' && {
      isAnswered: type === 'accepted' ? true : undefined,
      isElsewhere: PLACETEL_ELSEWHERE.has(type) ? true : undefined,
    }),
  };
}

function common(fields: Fields, callId: string) {
  const event = text(fields, 'event');
  const is = Object.hasOwn(STATES, event) ? STATES[event] : undefined;
  if (!is || callId === '') return null;
  const direction: CallDirection = text(fields, 'direction') === 'out' ? 'out' : 'in';
  return { callId, is, direction, from: text(fields, 'from'), to: text(fields, 'to') };
}

function text(fields: Fields, name: string): string {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value).trim().slice(0, MAX_CHARS) : '';
}

/** `user[]` of a form, `user` of JSON, of which it may be one or several. */
function list(fields: Fields, name: string): string[] {
  const found = [name, `${name}[]`].flatMap(each => (Object.hasOwn(fields, each) ? fields[each] : []));
  return found
    .filter(each => typeof each === 'string' || typeof each === 'number')
    .map(each => String(each).trim().slice(0, MAX_CHARS));
}

/** What sipgate wants to hear so that it tells of the answer and the end as well; https://developer.sipgate.io/ */
export function sipgateAnswer(address: string): string {
  const url = address.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Response onAnswer="${url}" onHangup="${url}"/>\n`;
}
