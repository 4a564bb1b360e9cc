/** What a post says, as the submission that was meant. Pure. */
import { Temporal } from 'temporal-polyfill';
import { type Submission, submission } from '../../../protocol/submissions.ts';
import type { ErrorCode } from '../../../protocol/wire/errors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import { fieldErrors, issuesOf } from '../../http/field-errors.ts';
import { judgeReach } from '../contacts/reach.ts';
import { FIELDS, type FieldName, type FormKind, type Posted } from './fields.ts';
import { isTracking, labelled, labelOf } from './names.ts';

/** Where the numbers and clocks of a form are read: the visitor's country and zone, or the site's; and what the site asks. */
export interface FormPlace {
  country: string | undefined;
  timeZone: string;
  asksConsent: boolean;
  /** Ids of what came with it. */
  files?: string[];
}

/**
 * The submission that was meant.
 * @throws AppError FIELD_INVALID with `fields` by the names of the form; FRAME_TOO_LARGE when nothing of what can be
 *   shortened is too long, but all of it together
 */
export function submissionOf(kind: FormKind, posted: Posted, clientId: string, at: FormPlace): Submission {
  const { values, asks } = posted;
  const { name, subject, main, rest } = wordsOf(kind, posted);
  if (rest.length > LIMITS.letterChars) throw new AppError('FRAME_TOO_LARGE');
  const own = { clientId, country: at.country, name, phone: values.phone, hasConsent: isYes(values.consent) };
  const files = at.files?.length ? { files: at.files } : {};
  const parsed = submission.safeParse(
    kind === 'form'
      ? {
          ...own,
          ...files,
          type: 'form.send',
          email: values.email,
          subject,
          message: messageOf(posted, subject, main, rest),
          ...(isOneWay(posted) && { isOneWay: true }),
        }
      : {
          ...own,
          ...files,
          type: 'callback.request',
          topic: [main, rest].filter(Boolean).join('\n'),
          startAt: startOf(values.time, at.timeZone),
          timeZone: at.timeZone,
        },
  );
  const mistakes = mistakesIn(kind, posted, at);
  if (kind === 'form' && asks.message === 'always' && values.message === '') mistakes.message = 'FIELD_REQUIRED';
  if (parsed.success && mistakes.message === undefined) return parsed.data;
  const fields = { ...mistakes, ...(parsed.error && formFields(fieldErrors(issuesOf(parsed.error)))) };
  throw new AppError('FIELD_INVALID', undefined, { fields });
}

/** UTF-16 units that are left for the message or topic beside everything else that was said. */
export function roomFor(kind: FormKind, posted: Posted): number {
  const { rest } = wordsOf(kind, posted);
  return LIMITS.letterChars - (rest === '' ? 0 : rest.length + SEPARATOR.length);
}

/** Between the message and the lines below it. */
const SEPARATOR = '\n\n';

interface Words {
  name: string;
  subject: string;
  /** What the form is about, in the person's own words. */
  main: string;
  /** All the rest, each on a line under its label. */
  rest: string;
}

function wordsOf(kind: FormKind, { values, labels, extras }: Posted): Words {
  const line = (field: FieldName) => values[field] && labelled(labels[field] ?? field, values[field]);
  const isTooLong = (field: FieldName) => values[field].length > LIMITS.lineChars;
  const short = (field: FieldName) => (isTooLong(field) ? '' : values[field]);
  const lines: string[] = [];
  if (isTooLong('name')) lines.push(line('name'));
  let [subject, main] = ['', ''];
  if (kind === 'form') {
    const headline = values.subject === '' ? 'topic' : 'subject';
    subject = short(headline);
    main = values.message;
    if (isTooLong(headline)) lines.push(line(headline));
    if (headline === 'subject') lines.push(line('topic'));
    lines.push(line('time'));
  } else {
    const about = (['topic', 'subject', 'message'] as const).filter(field => values[field] !== '');
    main = about[0] ? values[about[0]] : '';
    lines.push(...about.slice(1).map(line), line('email'));
  }
  lines.push(...extras.map(([label, value]) => labelled(labelOf(label), value)));
  return { name: short('name'), subject, main, rest: lines.filter(Boolean).join('\n') };
}

/** A form may have no field for a message, or leave it empty: then what else was said is the message. */
function messageOf(posted: Posted, subject: string, main: string, rest: string): string {
  const { values, labels, asks, extras } = posted;
  const own = extras.filter(([name]) => !isTracking(name));
  if (main || subject || wordsOf('form', { ...posted, extras: own }).rest)
    return [main, rest].filter(Boolean).join(SEPARATOR) || subject;
  if (asks.message !== 'never') return '';
  const who = (['name', 'email', 'phone'] as const)
    .filter(field => values[field] !== '')
    .map(field => labelled(labels[field] ?? field, values[field]))
    .join('\n');
  return who && [who, rest].filter(Boolean).join(SEPARATOR);
}

/** Nobody expects an answer to a form that has no field for an address. */
function isOneWay({ asks, values }: Posted): boolean {
  return !asks.reach && values.email === '' && values.phone === '';
}

/** What `submit` would find next, so that a page shows every mistake at once and nobody has to send it twice to see them. */
function mistakesIn(kind: FormKind, posted: Posted, at: FormPlace): Partial<Record<FieldName, ErrorCode>> {
  const { phone, consent } = posted.values;
  // A callback has no e-mail: what was typed for one is kept as words.
  const email = kind === 'form' ? posted.values.email : '';
  const { mistakes } = judgeReach({ email, phone }, { country: at.country, timeZones: [at.timeZone] });
  return {
    ...(kind === 'form' && email === '' && phone === '' && !isOneWay(posted) && { email: 'FIELD_REQUIRED' }),
    ...(kind === 'callback' && phone === '' && { phone: 'FIELD_REQUIRED' }),
    ...mistakes,
    ...(at.asksConsent && !isYes(consent) && { consent: 'CONSENT_REQUIRED' }),
  };
}

/** Any word in a checkbox means that it was ticked, but for those that plainly say no. */
function isYes(text: string): boolean {
  return text !== '' && !/^(0|no|off|false|n|nein|нет)$/i.test(text);
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
