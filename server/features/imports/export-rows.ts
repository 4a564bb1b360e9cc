/** People as rows of a table, under names of columns that an import knows. Pure. */
import type { ContactField } from '../../../protocol/contact-fields.ts';
import type { Contact } from '../../../protocol/contacts.ts';

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
