import type { Contact } from '../../../protocol/contacts.ts';
import { searchablePerson } from '../../features/search/rules.ts';
import type { Turns } from './turns.ts';

/** Columns that hold JSON, by their field. */
const JSON_FIELDS = [
  'identities',
  'addresses',
  'tags',
  'fields',
  'notes',
  'consents',
  'changedAt',
  'sources',
  'typed',
  'attributes',
] as const;

type ContactRow = Omit<Contact, 'isVerified' | 'card' | (typeof JSON_FIELDS)[number]> &
  Record<(typeof JSON_FIELDS)[number], string> & {
    row: number;
    site: number | null;
    isVerified: number;
    cardId: string | null;
    cardName: string;
  };

/** A contact inside a step, with the keys of its row. */
export interface HeldContact {
  row: number;
  /** Null: of none. */
  site: number | null;
  contact: Contact;
}

/** `SELECT ${CONTACT} …` gives rows for `heldContact`; add WHERE and ORDER BY over `k`. */
export const CONTACT = `k.row, k.site, k.id, s.id AS siteId, k.name, k.call_me AS callMe, k.email, k.phone, k.identities,
  k.addresses, k.birthday, k.tags, k.fields, k.notes, k.consents, k.changed_at AS changedAt, k.external_id AS externalId,
  k.is_verified AS isVerified, k.sources, k.typed, k.attributes, k.locale, k.time_zone AS timeZone,
  k.merged_into AS mergedInto, k.card AS cardId, k.card_name AS cardName, k.version, k.created_at AS createdAt,
  k.updated_at AS updatedAt FROM contacts k LEFT JOIN sites s ON s.row = k.site`;

export type ContactRows = ReturnType<typeof createContactRows>;

/** The rows of contacts, and their words for search: the only place that writes them. All inside a step. */
export function createContactRows({ writer }: Turns) {
  const byRow = writer.prepare(`SELECT ${CONTACT} WHERE k.row = ?`);
  const byId = writer.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);
  const ofCard = writer.prepare(`SELECT ${CONTACT} WHERE k.card = ? ORDER BY k.row`);
  const byExternalId = writer.prepare(`SELECT ${CONTACT} WHERE k.site = ? AND k.external_id = ?`);
  const insert = writer.prepare(
    `INSERT INTO contacts (id, site, created_at, ${COLUMNS.join(', ')}) VALUES (?, ?, ?, ${COLUMNS.map(() => '?').join(', ')})`,
  );
  const change = writer.prepare(
    `UPDATE contacts SET ${COLUMNS.map(column => `${column} = ?`).join(', ')} WHERE row = ?`,
  );
  const siteRow = writer.prepare('SELECT row FROM sites WHERE id = ?');
  const drop = writer.prepare('DELETE FROM contacts WHERE row = ?');
  const noteWords = writer.prepare('INSERT OR REPLACE INTO person_words (rowid, words) VALUES (?, ?)');
  const dropWords = writer.prepare('DELETE FROM person_words WHERE rowid = ?');

  let changed = (_row: number): void => {};
  let saved = (_before: Contact | null, _held: HeldContact): void => {};
  let dropped = (_held: HeldContact): void => {};
  let written = (_before: Contact | null, _after: Contact): void => {};
  let isQuiet = false;
  const held = (row: unknown): HeldContact | null => (row ? heldContact(row) : null);

  return {
    /** One that is known to be there. */
    ofRow: (row: number): HeldContact => held(byRow.get(row))!,
    find: (id: string): HeldContact | null => held(byId.get(id)),
    findRow: (row: number): HeldContact | null => held(byRow.get(row)),
    /** All contacts of a card, by its root's id; none where nobody was joined. */
    ofCard: (rootId: string): HeldContact[] => ofCard.all(rootId).map(heldContact),
    /** Whom a site knows by its own user id. */
    findByExternalId: (site: number, externalId: string): HeldContact | null =>
      held(byExternalId.get(site, externalId)),

    /** @throws Error for a site that is not there */
    siteRow(siteId: string): number {
      const row = siteRow.get(siteId)?.row;
      if (row === undefined) throw new Error(`there is no site ${siteId}`);
      return row as number;
    },

    /** @returns its row */
    add(site: number | null, contact: Contact): number {
      const { lastInsertRowid } = insert.run(contact.id, site, contact.createdAt, ...columnsOf(contact));
      const row = Number(lastInsertRowid);
      const text = searchablePerson(contact);
      if (text) noteWords.run(row, text);
      // Most are browsers that left no name, and nobody yet.
      if (text || contact.identities.length > 0) saved(null, { row, site, contact });
      if (!isQuiet) written(null, contact);
      return row;
    },

    save({ row, site, contact: before }: HeldContact, contact: Contact): void {
      change.run(...columnsOf(contact), row);
      const text = searchablePerson(contact);
      if (text !== searchablePerson(before)) noteWords.run(row, text);
      changed(row);
      saved(before, { row, site, contact });
      if (!isQuiet) written(before, contact);
    },

    /** Forgets one that nothing points to any more. */
    drop(row: number): void {
      const gone = held(byRow.get(row));
      dropWords.run(row);
      drop.run(row);
      if (gone) dropped(gone);
    },

    /** What is written by this, nobody is told of one by one. */
    quietly<T>(work: () => T): T {
      isQuiet = true;
      try {
        return work();
      } finally {
        isQuiet = false;
      }
    },

    /** Told of each that was written; for those who hear of people. */
    onWritten(told: (before: Contact | null, after: Contact) => void): void {
      written = told;
    },

    /** Told of each that was saved; for the conversations, which carry its summary. */
    onChanged(told: (row: number) => void): void {
      changed = told;
    },
    /** Told of each as it was and is now, new ones too, and of each that is gone; for the list of people. */
    onSaved(told: typeof saved): void {
      saved = told;
    },
    onDropped(told: typeof dropped): void {
      dropped = told;
    },
  };
}

export function heldContact(from: unknown): HeldContact {
  const { row, site, isVerified, cardId, cardName, ...fields } = from as ContactRow;
  const parsed = Object.fromEntries(JSON_FIELDS.map(field => [field, JSON.parse(fields[field])]));
  const card = cardId === null ? null : { id: cardId, name: cardName };
  const contact = { ...fields, ...parsed, isVerified: isVerified === 1, card };
  return { row, site, contact: contact as unknown as Contact };
}

/** What may change of one; both statements and `columnsOf` go by it. */
const COLUMNS = [
  ...['name', 'call_me', 'email', 'phone', 'birthday', 'external_id', 'is_verified', 'locale', 'time_zone'],
  ...['merged_into', 'card', 'card_name', 'version', 'updated_at'],
  ...['identities', 'addresses', 'tags', 'fields', 'notes', 'consents', 'changed_at', 'sources', 'typed', 'attributes'],
] as const;

function columnsOf(contact: Contact) {
  const { name, callMe, email, phone, birthday, externalId, isVerified, locale, timeZone, card } = contact;
  return [
    ...[name, callMe, email, phone, birthday, externalId, Number(isVerified), locale, timeZone],
    ...[contact.mergedInto, card?.id ?? null, card?.name ?? '', contact.version, contact.updatedAt],
    ...JSON_FIELDS.map(field => JSON.stringify(contact[field])),
  ];
}
