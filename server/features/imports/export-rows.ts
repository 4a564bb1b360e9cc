/** People and what they bought as rows of a table, under names of columns that an import knows. Pure. */

import type { Complaint } from '../../../protocol/complaints.ts';
import type { ContactField } from '../../../protocol/contact-fields.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import { plainMoney } from '../../../protocol/money.ts';
import { lineTotal } from '../../../protocol/purchase-sums.ts';
import type { Purchase } from '../../../protocol/purchases.ts';

/** Numbers and addresses beyond these stand together in the last one. */
const REACHES = 3;

/** The header, then a row for each person of whom anything is known. */
export async function* peopleRows(
  people: AsyncIterable<Contact>,
  fields: readonly ContactField[],
): AsyncGenerator<string[]> {
  const numbered = (name: string) =>
    Array.from({ length: REACHES }, (_, at) => (at === 0 ? name : `${name} ${at + 1}`));
  yield [
    ...['Name', 'Call me', ...numbered('Phone'), ...numbered('Email'), 'Birthday', 'Address', 'Tags', 'Notes'],
    ...['Language', 'Since', ...fields.map(each => each.name)],
  ];
  for await (const person of people) {
    const [phones, emails] = (['phone', 'email'] as const).map(kind => reachesOf(person, kind));
    if (!person.name && phones!.length === 0 && emails!.length === 0) continue;
    yield [
      ...[person.name, person.callMe, ...spread(phones!), ...spread(emails!), person.birthday ?? ''],
      ...[person.addresses.map(each => each.text).join('\n'), person.tags.join(', ')],
      ...[person.notes.map(each => each.text).join('\n\n'), person.locale, dayOf(person.createdAt)],
      ...fields.map(({ id }) => String(person.fields[id] ?? '')),
    ];
  }
}

interface Theirs<T> {
  record: T;
  /** Whose it is, as far as they are there. */
  person: Contact | null;
}

const WHO = ['Name', 'Phone', 'Email'];

function whoIs(person: Contact | null): string[] {
  return [person?.card?.name || person?.name || '', person?.phone ?? '', person?.email ?? ''];
}

/** The header, then a row for each thing that was bought. */
export async function* purchaseRows(purchases: AsyncIterable<Theirs<Purchase>>): AsyncGenerator<string[]> {
  yield ['Date', ...WHO, 'Item', 'Quantity', 'Price', 'Total', 'Currency', 'Employee', 'Receipt'];
  for await (const { record, person } of purchases) {
    const { id, date, lines, currency, employee, externalId } = record;
    const receipt = externalId ?? id;
    for (const [at, line] of lines.entries()) {
      yield [
        ...[date, ...whoIs(person), line.name, String(line.quantity), plainMoney(line.price, currency)],
        ...[plainMoney(lineTotal(line), currency), currency, employee?.name ?? ''],
        // Read again each row is a purchase, and of one number there is one.
        at === 0 ? receipt : `${receipt}/${at + 1}`,
      ];
    }
  }
}

/** The header, then a row for each complaint. */
export async function* complaintRows(complaints: AsyncIterable<Theirs<Complaint>>): AsyncGenerator<string[]> {
  yield [
    ...['Since', ...WHO, 'About', 'Severity', 'Asked', 'Status', 'Assignee', 'Until', 'Done', 'Closed', 'Put right'],
    'Id',
  ];
  for await (const { record, person } of complaints) {
    const { id, about, severity, asked, status, assignee, until, done, closedAt, isRight, createdAt } = record;
    yield [
      ...[dayOf(createdAt), ...whoIs(person), about.name || about.kind, String(severity), asked, status],
      ...[assignee?.name ?? '', until?.date ?? '', done, closedAt === null ? '' : dayOf(closedAt)],
      ...[isRight === null ? '' : isRight ? 'yes' : 'no', id],
    ];
  }
}

/** The one to write to or ring first. */
function reachesOf(person: Contact, kind: 'phone' | 'email'): string[] {
  const others = person.identities.filter(each => each.kind === kind && !each.isPrimary).map(each => each.value);
  return [...new Set([person[kind], ...others].filter(Boolean))];
}

function spread(values: string[]): string[] {
  const head = values.slice(0, REACHES - 1);
  const rest = values.slice(REACHES - 1).join('; ');
  return Array.from({ length: REACHES }, (_, at) => (at === REACHES - 1 ? rest : (head[at] ?? '')));
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}
