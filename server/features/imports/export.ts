/** All people of the desk, as a file: to read elsewhere, and to be imported again (SPEC EX1, EX2). */
import { Readable } from 'node:stream';
import type { Contact } from '../../../protocol/contacts.ts';
import type { ExportFormat } from '../../../protocol/imports.ts';
import type { Context } from '../../context.ts';
import { type Actor, audit } from '../audit/commands.ts';
import { type CardTree, cardOf } from '../contacts/card.ts';
import { CONTACT_FIELDS } from '../contacts/fields.ts';
import { cardLine } from './cards.ts';
import { csvFile } from './csv.ts';
import { peopleRows } from './export-rows.ts';

export interface ExportedPeople {
  type: string;
  /** Written while it is read. */
  body: Readable;
}

/** Contacts read at once. */
const BATCH = 200;

/** Hands everybody out, and writes that down first. */
export async function exportPeople(context: Context, actor: Actor, format: ExportFormat): Promise<ExportedPeople> {
  await audit(context, actor, { what: 'people.exported', on: { kind: 'server', id: null, text: format } });
  if (format === 'jsonl') {
    return { type: 'application/jsonl; charset=utf-8', body: Readable.from(cardLines(context)) };
  }
  const rows = peopleRows(cards(context), await context.settings.read(CONTACT_FIELDS));
  return { type: 'text/csv; charset=utf-8', body: await csvFile(rows) };
}

/** Everything of everybody, a card in each line. */
async function* cardLines(context: Pick<Context, 'store'>): AsyncGenerator<string> {
  for await (const tree of trees(context)) yield `${cardLine(tree)}\n`;
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
