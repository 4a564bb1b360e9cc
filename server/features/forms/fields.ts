/**
 * Form posts of any page, read into our submissions. The names are those that people know from form back ends:
 * `name email phone message subject topic time consent`, and with an underscore what is not for the reader:
 * `_replyto _subject _next _gotcha _locale _timezone _country _id`.
 */
import { Temporal } from 'temporal-polyfill';
import { type Submission, submission } from '../../../protocol/submissions.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { timeZone as timeZoneSchema } from '../../../protocol/wire/fields.ts';
import { AppError } from '../../app-error.ts';
import { fieldErrors, issuesOf } from '../../http/field-errors.ts';
import { judgeReach } from '../contacts/reach.ts';

export type FormKind = 'contact' | 'callback';
export const FIELDS = ['name', 'email', 'phone', 'subject', 'message', 'topic', 'time', 'consent'] as const;
export type FieldName = (typeof FIELDS)[number];

/** What came, as typed: enough to read it as a submission, and to show it again with a mistake marked. */
export interface Posted {
  values: Record<FieldName, string>;
  /** Fields of the page's own, such as `company`. They go into the text, because nothing anyone says is lost. */
  extras: [name: string, value: string][];
  /** A field that people do not see was filled in: a robot. */
  isTrapped: boolean;
  next: string;
  locale: string;
  /** IANA zone the page gave; null: unknown, and the site's own is the best guess. */
  timeZone: string | null;
  country: string;
  /** Made by the page that we rendered; empty in others. */
  id: string;
}

const OWN_NAMES = new Set<string>([...FIELDS, 'country', 'timezone']);

/** @param body name to value, or to values where a name came more than once; anything else counts as empty */
export function readPosted(body: unknown): Posted {
  const all = new Map<string, string>();
  for (const [name, value] of Object.entries(body && typeof body === 'object' ? body : {}))
    all.set(name, textOf(value));
  const first = (...names: string[]) => names.map(name => all.get(name)?.trim()).find(Boolean) ?? '';
  const zone = first('_timezone', 'timezone');
  return {
    values: {
      name: first('name'),
      email: first('email', '_replyto'),
      phone: first('phone'),
      subject: first('subject', '_subject'),
      message: first('message'),
      topic: first('topic'),
      time: first('time'),
      consent: first('consent'),
    },
    extras: [...all].filter(([name, value]) => !name.startsWith('_') && !OWN_NAMES.has(name) && value.trim() !== ''),
    isTrapped: first('_gotcha') !== '',
    next: first('_next'),
    locale: first('_locale'),
    timeZone: zone === '' ? null : timeZoneSchema.catch('UTC').parse(zone),
    country: first('_country', 'country').toUpperCase(),
    id: first('_id'),
  };
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(textOf).filter(Boolean).join(', ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** Where the numbers and clocks of a form are read: the visitor's country and zone, or the site's; and what the site asks. */
export interface FormPlace {
  country: string | undefined;
  timeZone: string;
  asksConsent: boolean;
}

/**
 * The submission that was meant.
 * @throws AppError FIELD_INVALID with `fields` by the names of the form
 */
export function submissionOf(kind: FormKind, { values, extras }: Posted, clientId: string, at: FormPlace): Submission {
  const { name, email, phone, subject, message } = values;
  const own = { clientId, country: at.country, name, phone, hasConsent: isYes(values.consent) };
  const topic = [values.topic || subject || message, ...extras.map(([label, value]) => `${label}: ${value}`)];
  const parsed = submission.safeParse(
    kind === 'contact'
      ? { ...own, type: 'form.send', email, subject, message: withExtras(message, extras) }
      : {
          ...own,
          type: 'callback.request',
          topic: topic.filter(Boolean).join('; '),
          startAt: startOf(values.time, at.timeZone),
          timeZone: at.timeZone,
        },
  );
  if (parsed.success) return parsed.data;
  const fields = { ...mistakesIn(kind, values, at), ...formFields(fieldErrors(issuesOf(parsed.error))) };
  throw new AppError('FIELD_INVALID', undefined, { fields });
}

/** What `submit` would find next, so that a page shows every mistake at once and nobody has to send it twice to see them. */
function mistakesIn(kind: FormKind, values: Posted['values'], at: FormPlace): Partial<Record<FieldName, ErrorCode>> {
  const { phone, consent } = values;
  // A callback has no e-mail.
  const email = kind === 'contact' ? values.email : '';
  const { mistakes } = judgeReach({ email, phone }, { country: at.country, timeZones: [at.timeZone] });
  return {
    ...(kind === 'contact' && email === '' && phone === '' && { email: 'FIELD_REQUIRED' }),
    ...(kind === 'callback' && phone === '' && { phone: 'FIELD_REQUIRED' }),
    ...mistakes,
    ...(at.asksConsent && !isYes(consent) && { consent: 'CONSENT_REQUIRED' }),
  };
}

/** Extras alone are no message: somebody who left the message empty is asked for it. */
function withExtras(message: string, extras: Posted['extras']): string {
  if (message === '' || extras.length === 0) return message;
  return `${message}\n\n${extras.map(([label, value]) => `${label}: ${value}`).join('\n')}`;
}

/** Any word in a checkbox means that it was ticked, but for those that plainly say no. */
function isYes(text: string): boolean {
  return text !== '' && !/^(0|no|off|false)$/i.test(text);
}

/**
 * When to ring: nothing or `asap` means as soon as possible; else milliseconds since the epoch (our own pages), an
 * instant such as `2026-03-02T16:00:00+08:00`, or a clock time such as `2026-03-02T16:00` (datetime-local) in the zone.
 * What can not be read becomes NaN, which the schema refuses under the field's name.
 */
function startOf(text: string, timeZone: string): number | null {
  if (text === '' || /^asap$/i.test(text)) return null;
  if (/^\d{12,14}$/.test(text)) return Number(text);
  try {
    return /(Z|[+-]\d{2}:?\d{2})$/i.test(text)
      ? Temporal.Instant.from(text).epochMilliseconds
      : Temporal.PlainDateTime.from(text).toZonedDateTime(timeZone).epochMilliseconds;
  } catch {
    return Number.NaN;
  }
}

const FORM_NAMES: Record<string, FieldName> = { startAt: 'time', hasConsent: 'consent' };

/** Fields of a submission under the names that the form gave them. */
export function formFields(fields: Record<string, ErrorCode>): Partial<Record<FieldName, ErrorCode>> {
  const named = Object.entries(fields).map(([name, code]) => [FORM_NAMES[name] ?? name, code] as const);
  return Object.fromEntries(named.filter(([name]) => (FIELDS as readonly string[]).includes(name)));
}
