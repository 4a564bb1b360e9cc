/** The customer base of the desk, as a file: to read elsewhere, and to be imported again (SPEC EX1, EX2). */
import { Readable } from 'node:stream';
import type { Contact } from '../../../protocol/contacts.ts';
import type { ExportFormat, ExportKind } from '../../../protocol/imports.ts';
import type { Context } from '../../context.ts';
import { csvFile } from '../../http/csv.ts';
import { type Actor, audit } from '../audit/commands.ts';
import { type CardTree, cardOf } from '../contacts/card.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import { cardLine } from './cards.ts';
import { complaintRows, peopleRows, purchaseRows } from './export-rows.ts';
import { type KnownRecord, personOfRecord, RECORD_KINDS, type RecordKind, recordId, recordLine } from './records.ts';

export interface ExportedPeople {
  type: string;
  /** Written while it is read. */
  body: Readable;
}

/** Contacts read at once. */
const BATCH = 200;

/** Hands everybody out, and writes that down first. @param asked.of what the rows of a CSV are */
export async function exportPeople(
  context: Context,
  actor: Actor,
  { format, of }: { format: ExportFormat; of: ExportKind },
): Promise<ExportedPeople> {
  const text = format === 'csv' ? `${format} ${of}` : format;
  await audit(context, actor, { what: 'people.exported', on: { kind: 'server', id: null, text } });
  if (format === 'jsonl') {
    return { type: 'application/jsonl; charset=utf-8', body: Readable.from(baseLines(context)) };
  }
  return { type: 'text/csv; charset=utf-8', body: await csvFile(await rowsOf(context, of)) };
}

async function rowsOf(context: Context, of: ExportKind): Promise<AsyncIterable<string[]>> {
  switch (of) {
    case 'people':
      return peopleRows(cards(context), await context.settings.read(CONTACT_FIELDS));
    case 'purchases':
      return purchaseRows(withPeople(context, recordsOf(context, 'purchases')));
    case 'complaints':
      return complaintRows(withPeople(context, recordsOf(context, 'complaints')));
  }
}

/** The whole customer base: cards first, and then, kind by kind, what else is known of people; each in the order of ids. */
async function* baseLines(context: Pick<Context, 'store'>): AsyncGenerator<string> {
  for await (const tree of trees(context)) yield `${cardLine(tree)}\n`;
  for (const kind of RECORD_KINDS) {
    for await (const known of recordsOf(context, kind)) {
      const line = recordLine(known);
      if (line !== null) yield `${line}\n`;
    }
  }
}

async function* recordsOf<K extends RecordKind>(
  { store }: Pick<Context, 'store'>,
  kind: K,
): AsyncGenerator<Extract<KnownRecord, { kind: K }>> {
  for (let after = ''; ; ) {
    const some = await store.imports.recordsAfter(kind, after, BATCH);
    const { ids } = await store.imports.known([], [...new Set(some.flatMap(each => personOfRecord(each) ?? []))], []);
    for (const each of some) {
      const contactId = personOfRecord(each);
      // Of somebody who is not in the file it could not be read again.
      if (contactId === null || ids.has(contactId)) yield each as Extract<KnownRecord, { kind: K }>;
    }
    if (some.length < BATCH) return;
    after = recordId(some.at(-1)!);
  }
}

/** Each with whose it is, as far as they are there. */
async function* withPeople<T extends Extract<KnownRecord, { kind: 'purchases' | 'complaints' }>>(
  { store }: Pick<Context, 'store'>,
  records: AsyncIterable<T>,
): AsyncGenerator<{ record: T['record']; person: Contact | null }> {
  for await (const { record } of records) {
    yield { record, person: await store.contacts.find(record.contactId) };
  }
}

async function* contactsOf(store: Context['store']): AsyncGenerator<Contact> {
  for (let after = ''; ; ) {
    const some = await store.imports.contactsAfter(after, BATCH);
    yield* some;
    if (some.length < BATCH) return;
    after = some.at(-1)!.id;
  }
}

/** Each person once. */
async function* trees({ store }: Pick<Context, 'store'>): AsyncGenerator<CardTree> {
  for await (const contact of contactsOf(store)) {
    if (contact.card === null) yield { root: contact, contacts: [contact], merges: [] };
    else if (contact.card.id === contact.id) {
      const tree = await store.contacts.cardTree(contact.id);
      if (tree) yield tree;
    }
  }
}

async function* cards(context: Pick<Context, 'store'>): AsyncGenerator<Contact> {
  for await (const tree of trees(context)) yield cardOf(tree);
}
