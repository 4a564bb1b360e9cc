/**
 * Form posts of any page, read into what they say (SPEC F4). Our own names are those that people know from form back
 * ends: `name email phone message subject topic time consent`, and with an underscore what is for us and not for the
 * reader: `_replyto _subject _next _gotcha _locale _timezone _country _id`. Names of other forms are understood by
 * `names.ts`, what has no telling name by its looks, and all the rest is kept under the name it came with.
 */

import { isEmail } from '../../../protocol/emails.ts';
import { isTimeZone, timeZone as timeZoneSchema } from '../../../protocol/wire/fields.ts';
import { readEmail } from '../contacts/emails.ts';
import { countryOf, type PhoneHints } from '../contacts/home.ts';
import { readPhone } from '../contacts/phones.ts';
import { isTechnical, labelOf, type Meaning, meaningOf, type Role } from './names.ts';
import { flattened } from './posts.ts';

/** By the channel on which its words come in. */
export type FormKind = 'form' | 'callback';
export const FIELDS = ['name', 'email', 'phone', 'subject', 'message', 'topic', 'time', 'consent'] as const;
export type FieldName = (typeof FIELDS)[number];

/**
 * What the form wants of its reader before it may be sent.
 * `reach`: it has a field for an address or a number, so an empty one is asked for.
 * `message`: `always` on our own page; `unless-said` where the form has a field for it, which other words may stand in
 * for; `never` where it has none.
 */
export interface Asks {
  reach: boolean;
  message: 'always' | 'unless-said' | 'never';
}

/** What came, as typed: enough to read it as a submission, and to show it again with a mistake marked. */
export interface Posted {
  values: Record<FieldName, string>;
  /** What the form calls a field that is ours under another name. */
  labels: Partial<Record<FieldName, string>>;
  /** Fields of the page's own, such as `company`. They go into the text, because nothing anyone says is lost. */
  extras: [name: string, value: string][];
  asks: Asks;
  /** A field that people do not see was filled in: a robot. */
  isTrapped: boolean;
  next: string;
  locale: string;
  /** IANA zone the page gave; null: unknown, and the site's own is the best guess. */
  timeZone: string | null;
  country: string;
  /** Made by the page that we rendered; empty in others. */
  id: string;
  /** When that page was drawn, under our seal (`spam/stamp.ts`). */
  drawn: string;
}

/** For us, whatever else the form has. `timezone` and `country` without an underscore may be a person's own words. */
const CONTROLS = new Set(['_next', '_gotcha', '_locale', '_timezone', '_country', '_id', '_asks', '_drawn']);

/** One field of the form, not yet taken for anything. */
interface Field extends Meaning {
  name: string;
  value: string;
  /** Ours by its very name comes first, then names that mean the same, then those that are hidden by convention. */
  rank: 0 | 1 | 2;
}

/**
 * @param body name to value, or to values where a name came more than once; anything else counts as empty
 * @param siteTimeZone where numbers without a plus are at home when the page says nothing
 * @throws AppError FRAME_TOO_LARGE for more than any form has
 */
export function readPosted(body: unknown, siteTimeZone = 'UTC'): Posted {
  const all = flattened(body);
  const first = (...names: string[]) => names.map(name => all.get(name)?.trim()).find(Boolean) ?? '';
  const zone = first('_timezone', 'timezone');
  const timeZone = zone === '' ? null : timeZoneSchema.catch('UTC').parse(zone);
  const country = first('_country', 'country').toUpperCase();
  const fields = [...all]
    .filter(([name, value]) => !CONTROLS.has(name) && !isTechnical(name, value))
    .filter(([name, value]) => name !== 'timezone' || !isTimeZone(value.trim()))
    .map(([name, value]) => fieldOf(name, value.trim()));
  // Looked up once, not for each field.
  const home = countryOf({
    country: isCountryCode(country) ? country : undefined,
    timeZones: [timeZone ?? 'UTC', siteTimeZone],
  });
  return {
    ...understood(fields, { country: home }),
    asks: asksOf(first('_asks'), first('_id') !== '', fields),
    isTrapped: first('_gotcha') !== '',
    next: first('_next'),
    locale: first('_locale'),
    timeZone,
    country: isCountryCode(country) ? country : '',
    id: first('_id'),
    drawn: first('_drawn'),
  };
}

function fieldOf(name: string, value: string): Field {
  const isOwn = (FIELDS as readonly string[]).includes(name);
  const meaning = meaningOf(name);
  // `topic` and `time` mean what they say only under these very names.
  const role = name === 'topic' || name === 'time' ? null : meaning.role;
  return { ...meaning, role, name, value, rank: isOwn ? 0 : name.startsWith('_') ? 2 : 1 };
}

function isCountryCode(text: string): boolean {
  return /^[A-Z]{2}$/.test(text);
}

/** Our pages say what the form before them asked, so that mending a mistake does not make it stricter. */
function asksOf(said: string, isOurs: boolean, fields: Field[]): Asks {
  const [reach, message] = said.split(' ');
  if (message === 'always' || message === 'unless-said' || message === 'never')
    return { reach: reach === 'reach', message };
  if (isOurs) return { reach: true, message: 'always' };
  const hasReach = fields.some(
    each => each.role === 'email' || each.role === 'phone' || each.mentions.email || each.mentions.phone,
  );
  return { reach: hasReach, message: fields.some(each => each.role === 'message') ? 'unless-said' : 'never' };
}

/** How `asksOf` reads it again. */
export function asksText({ reach, message }: Asks): string {
  return `${reach ? 'reach' : 'no-reach'} ${message}`;
}

/** Takes each field for what it is; what is left over are the extras. */
function understood(fields: Field[], hints: PhoneHints): Pick<Posted, 'values' | 'labels' | 'extras'> {
  const left = new Set(fields.filter(each => each.value !== '').sort((a, b) => a.rank - b.rank));
  const values: Posted['values'] = {
    name: '',
    email: '',
    phone: '',
    subject: '',
    message: '',
    topic: '',
    time: '',
    consent: '',
  };
  const labels: Posted['labels'] = {};
  const among = (role: Role) => [...left].filter(each => each.role === role);
  const take = (field: FieldName, found: Field | undefined, value = found?.value) => {
    if (!found || value === undefined) return;
    left.delete(found);
    values[field] = value;
    labels[field] = labelOf(found.name);
  };

  const consent = among('consent')[0];
  take('consent', consent);
  // A tick is no word of anybody; a box that says more is kept with the words.
  if (consent && !TICK.test(consent.value)) left.add(consent);
  take('topic', named(left, 'topic'));
  take('time', named(left, 'time'));
  take('email', emailAmong([...left]));
  take('phone', phoneAmong([...left], hints));
  if (values.phone === '' && values.email !== '' && !readEmail(values.email) && readPhone(values.email, hints)) {
    // People type what they like to be reached by, whatever the field is called.
    [values.phone, values.email] = [values.email, ''];
  } else if (values.email === '' && readEmail(values.phone)) {
    [values.email, values.phone] = [values.phone, ''];
  }
  const prefix = among('phonePrefix').find(each => readPhone(`${each.value} ${values.phone}`, hints));
  if (values.phone !== '' && prefix) {
    values.phone = `${prefix.value} ${values.phone}`;
    left.delete(prefix);
  }

  const parts = (['name', 'firstName', 'lastName'] as const).flatMap(role => among(role)[0] ?? []);
  const inOrder = fields.filter(each => parts.includes(each));
  take('name', parts[0], inOrder.map(each => each.value).join(' '));
  for (const part of parts) left.delete(part);
  take('subject', among('subject')[0]);
  take('message', messageAmong([...left]));

  const repeats = ({ role, mentions, value }: Field) =>
    (value === values.email && (role === 'email' || mentions.email)) ||
    (value === values.phone && (role === 'phone' || mentions.phone));
  const extras = fields.filter(each => left.has(each) && !repeats(each));
  return { values, labels, extras: extras.map(({ name, value }) => [name, value]) };
}

const TICK = /^(?:0|1|no|yes|on|off|true|false|y|n|ok|checked|accept|accepted|agree|agreed|ja|nein|да|нет)$/i;

function named(left: Set<Field>, name: FieldName): Field | undefined {
  return [...left].find(each => each.name === name);
}

/** By its name, and the good one where several have it; else a good one by its looks. */
function emailAmong(left: Field[]): Field | undefined {
  const byName = left.filter(each => each.role === 'email');
  if (byName.length > 0) return byName.find(each => readEmail(each.value)) ?? byName[0];
  const byLooks = left.filter(each => each.role === null && looksLikeEmail(each.value));
  return byLooks.find(each => each.mentions.email) ?? byLooks[0];
}

function looksLikeEmail(value: string): boolean {
  const read = readEmail(value);
  return read !== null && !read.saysMore && isEmail(read.address);
}

/** By its name, else by its looks: bare digits only where the field's name does not say that they are something else. */
function phoneAmong(left: Field[], hints: PhoneHints): Field | undefined {
  const byName = left.filter(each => each.role === 'phone');
  if (byName.length > 0) return byName.find(each => readPhone(each.value, hints)) ?? byName[0];
  const maySpeak = ({ role, mentions, isNameless, value }: Field) =>
    role === null && (mentions.phone || isNameless || /^\W*(?:\+|00|tel:)/i.test(value));
  return left.find(each => maySpeak(each) && looksLikePhone(each.value, hints));
}

const DATE = /^\d{4}[-./]\d{1,2}[-./]\d{1,2}|^\d{1,2}[-./]\d{1,2}[-./]\d{2,4}$/;
/** Digits of the shortest number that is worth guessing. */
const PHONE_DIGITS = 7;

function looksLikePhone(value: string, hints: PhoneHints): boolean {
  const digits = value.replace(/\P{Nd}/gu, '').length;
  return digits >= PHONE_DIGITS && value.length <= 40 && !DATE.test(value) && readPhone(value, hints) !== null;
}

/** Signs of free text under a name that says something else: lines, or many words. */
const FREE_TEXT_CHARS = 40;

/** By our own name; else the longest that is called a message; else the longest free text. */
function messageAmong(left: Field[]): Field | undefined {
  const byName = left.filter(each => each.role === 'message');
  if (byName.length > 0) return byName.find(each => each.rank === 0) ?? longest(byName);
  return longest(left.filter(each => each.role === null && isFreeText(each)));
}

function longest(fields: Field[]): Field | undefined {
  return fields.toSorted((a, b) => b.value.length - a.value.length)[0];
}

function isFreeText({ value, isNameless }: Field): boolean {
  if (!/\p{L}/u.test(value) || /^https?:\/\/\S+$/i.test(value)) return false;
  return isNameless || value.includes('\n') || (value.length >= FREE_TEXT_CHARS && /\S\s+\S+\s+\S/.test(value));
}
