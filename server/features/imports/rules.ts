/** What a row of a file says of a person, and what is wrong with it. Pure. */
import type { ContactField, ContactFieldValue } from '../../../protocol/contact-fields.ts';
import type { ImportPlan, ImportReason, ImportTarget } from '../../../protocol/imports.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { readEmail } from '../contacts/emails.ts';
import type { PhoneHints } from '../contacts/home.ts';
import { asciiDigits, withoutMarks } from '../contacts/marks.ts';
import { readPhone } from '../contacts/phones.ts';

/** What a row says of somebody; what it does not say is empty. */
export interface PersonFacts {
  name: string;
  callMe: string;
  /** E.164. */
  phones: string[];
  /** As they were written. */
  emails: string[];
  /** `1990-05-31` or `--05-31`. */
  birthday: string;
  addresses: string[];
  tags: string[];
  notes: string[];
  externalId: string;
  fields: Record<string, ContactFieldValue>;
}

export type ReadRow = { facts: PersonFacts } | { reason: ImportReason; column: number | null };

/** How rows are read: what their owner chose, and the fields of the desk. */
export interface RowReader {
  plan: Pick<ImportPlan, 'mapping' | 'tag'>;
  fields: readonly ContactField[];
  hints: PhoneHints;
}

/** The same of a whole file. */
export interface FileRowReader extends RowReader {
  plan: ImportPlan;
  /** Of the desk: what is of another site is of none. */
  siteIds: ReadonlySet<string>;
  /** By whose clock and in which currency things are bought where a row says neither. */
  desk: { currency: string; timeZone: string };
}

/** What stands in cells of which nothing is known. */
const NOTHING = /^(?:[-–—.?/\\]+|n\/?a|null|none|nil|нет|не указан[оа]?|байхгүй|لا يوجد|የለም|नहीं)$/iu;
const MOST_OF_ONE = 20;

/** In a field of the desk's own "no" is an answer. */
function isNothing(cell: string, target: ImportTarget): boolean {
  return target.startsWith('field:') ? /^[-–—.?]+$/.test(cell) : NOTHING.test(cell);
}

/** @param cells trimmed; those that are missing at the end are empty */
export function readRow(cells: readonly string[], { plan, fields, hints }: RowReader): ReadRow {
  const facts: PersonFacts = {
    name: '',
    callMe: '',
    phones: [],
    emails: [],
    birthday: '',
    addresses: [],
    tags: plan.tag ? [plan.tag] : [],
    notes: [],
    externalId: '',
    fields: {},
  };
  const names: Record<'firstName' | 'middleName' | 'lastName', string> = {
    firstName: '',
    middleName: '',
    lastName: '',
  };
  for (const [column, target] of plan.mapping.entries()) {
    const cell = withoutGuard(withoutMarks(cells[column] ?? '').trim());
    if (target === null || cell === '' || isNothing(cell, target)) continue;
    if (target === 'firstName' || target === 'middleName' || target === 'lastName') names[target] = cell;
    else {
      const reason = take(facts, target, cell, { fields, hints });
      if (reason) return { reason, column };
    }
  }
  const parts = [names.lastName, names.firstName, names.middleName].filter(Boolean).join(' ');
  facts.name ||= isWestern(names)
    ? [names.firstName, names.middleName, names.lastName].filter(Boolean).join(' ')
    : parts;
  const long = facts.name.length > LIMITS.lineChars || facts.callMe.length > LIMITS.lineChars;
  if (long) return { reason: 'TOO_LONG', column: null };
  const isSomebody = facts.name !== '' || facts.phones.length > 0 || facts.emails.length > 0;
  return isSomebody ? { facts } : { reason: 'EMPTY', column: null };
}

/** In Latin the first name stands first; where there is a patronymic or another script, the family's does. */
function isWestern({
  firstName,
  middleName,
  lastName,
}: {
  firstName: string;
  middleName: string;
  lastName: string;
}): boolean {
  return !middleName && /^[\p{Script=Latin}\s.'’-]*$/u.test(firstName + lastName);
}

function take(
  facts: PersonFacts,
  target: Exclude<ImportTarget, 'firstName' | 'middleName' | 'lastName'>,
  cell: string,
  { fields, hints }: Pick<RowReader, 'fields' | 'hints'>,
): ImportReason | null {
  switch (target) {
    case 'name':
    case 'callMe':
      facts[target] = cell.replace(/\s+/g, ' ');
      return null;
    case 'phone':
      return takeSeveral(facts.phones, cell, each => phoneIn(each, hints), 'PHONE_INVALID');
    case 'email':
      return takeSeveral(facts.emails, cell, each => readEmail(each)?.address ?? null, 'EMAIL_INVALID');
    case 'birthday': {
      facts.birthday = dayIn(cell) ?? '';
      return facts.birthday ? null : 'DATE_INVALID';
    }
    case 'address':
      facts.addresses.push(cell);
      return cell.length > 500 ? 'TOO_LONG' : null;
    case 'note':
      facts.notes.push(cell);
      return null;
    case 'externalId':
      facts.externalId = cell;
      return cell.length > 200 ? 'TOO_LONG' : null;
    case 'tags': {
      const tags = cell.split(/[,;|]/).map(each => each.trim());
      facts.tags = [...new Set([...facts.tags, ...tags.filter(Boolean)])];
      if (facts.tags.some(each => each.length > 60)) return 'TOO_LONG';
      return facts.tags.length > MOST_OF_ONE ? 'TOO_MANY' : null;
    }
    default:
      // Columns of purchases are none of a person.
      return target.startsWith('field:') ? takeField(facts, target.slice('field:'.length), cell, fields) : null;
  }
}

/** One cell may hold several, as people write them. */
function takeSeveral(
  into: string[],
  cell: string,
  read: (text: string) => string | null,
  wrong: ImportReason,
): ImportReason | null {
  const parts = cell.split(/[,;\n]|\s[/|]\s/).filter(each => each.trim() !== '');
  for (const part of parts) {
    const found = read(part.trim());
    if (found === null) return wrong;
    if (!into.includes(found)) into.push(found);
  }
  return into.length > MOST_OF_ONE ? 'TOO_MANY' : null;
}

/** Spreadsheets and their users drop the plus: what is no number at home may be one with its country's code. */
function phoneIn(text: string, hints: PhoneHints): string | null {
  const found = readPhone(text, hints);
  if (found) return found.number;
  const digits = asciiDigits(text).replace(/[\s().-]/g, '');
  return /^\d{10,15}$/.test(digits) ? (readPhone(`+${digits}`)?.number ?? null) : null;
}

/** `1990-05-31`, `31.05.1990`, `5/31/1990` where the first can be no month, `31.05` without a year. */
export function dayIn(text: string): string | null {
  // What stands behind is the time of day.
  const [plain = ''] = asciiDigits(text).trim().split(/[T ]/, 1);
  const whole = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})$/.exec(plain);
  if (whole) return dayOf(whole[1]!, whole[2]!, whole[3]!);
  const turned = /^(\d{1,2})[-./](\d{1,2})(?:[-./](\d{4}))?$/.exec(plain);
  if (!turned) return null;
  const [, a = '', b = '', year = '-'] = turned;
  // Only Americans write the month first, and then the second number may be too large for a month.
  return dayOf(year, b, a) ?? dayOf(year, a, b);
}

function dayOf(year: string, month: string, day: string): string | null {
  const [m, d] = [month.padStart(2, '0'), day.padStart(2, '0')];
  const at = new Date(`${year === '-' ? '2000' : year}-${m}-${d}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.getUTCDate() !== Number(d) || at.getUTCMonth() + 1 !== Number(m)
    ? null
    : `${year}-${m}-${d}`;
}

const YES = new Set(['yes', 'y', 'true', '1', '+', 'да', 'тийм', 'نعم', 'አዎ', 'हाँ', 'हां']);
const NO = new Set(['no', 'n', 'false', '0', 'нет', 'үгүй', 'لا', 'አይ', 'नहीं']);

/** A field that is gone since the columns were chosen takes nothing. */
function takeField(
  { fields }: PersonFacts,
  id: string,
  cell: string,
  known: readonly ContactField[],
): ImportReason | null {
  const field = known.find(each => each.id === id);
  if (!field) return null;
  const low = cell.toLowerCase();
  switch (field.kind) {
    case 'text':
      fields[id] = cell;
      return cell.length > 500 ? 'TOO_LONG' : null;
    case 'number': {
      const number = numberIn(cell);
      if (number === null) return 'NUMBER_INVALID';
      fields[id] = number;
      return null;
    }
    case 'date': {
      const day = dayIn(cell);
      if (day === null || day.startsWith('-')) return 'DATE_INVALID';
      fields[id] = day;
      return null;
    }
    case 'choice': {
      const choice = field.choices.find(each => each.toLowerCase() === low);
      if (choice === undefined) return 'CHOICE_UNKNOWN';
      fields[id] = choice;
      return null;
    }
    case 'yes_no':
      if (!YES.has(low) && !NO.has(low)) return 'YES_NO_INVALID';
      fields[id] = YES.has(low);
      return null;
  }
}

/** `1 234,50`, `1,234.5`, `1'234`. */
export function numberIn(text: string): number | null {
  const plain = asciiDigits(text).replace(/[\s\u00a0'’]/g, '');
  if (!/^[-+]?[\d.,]+$/.test(plain) || !/\d/.test(plain)) return null;
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  const isGroup = last >= 0 && /[.,]\d{3}$/.test(plain) && (plain.match(/[.,]/g) ?? []).length > 1;
  const whole =
    last < 0 || isGroup
      ? plain.replace(/[.,]/g, '')
      : `${plain.slice(0, last).replace(/[.,]/g, '')}.${plain.slice(last + 1)}`;
  const number = Number(whole);
  return Number.isFinite(number) ? number : null;
}

/** A cell without what an export puts before one that a spreadsheet would take for a formula. */
export function withoutGuard(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/, '');
}
