import type { Contact } from '../../../protocol/contacts.ts';
import { searchablePerson } from '../../features/search/rules.ts';
import type { Turns } from './turns.ts';

interface ContactRow extends Omit<Contact, 'isVerified' | 'sources' | 'typed' | 'attributes'> {
  row: number;
  site: number;
  isVerified: number;
  sources: string;
  typed: string;
  attributes: string;
}

/** A contact inside a step, with the keys of its row. */
export interface HeldContact {
  row: number;
  site: number;
  contact: Contact;
}

/** `SELECT ${CONTACT} …` gives rows for `heldContact`; add WHERE and ORDER BY over `k`. */
export const CONTACT = `k.row, k.site, k.id, s.id AS siteId, k.name, k.email, k.phone, k.external_id AS externalId,
  k.is_verified AS isVerified, k.sources, k.typed, k.attributes, k.locale, k.time_zone AS timeZone, k.created_at AS createdAt,
  k.updated_at AS updatedAt FROM contacts k CROSS JOIN sites s ON s.row = k.site`;

export type ContactRows = ReturnType<typeof createContactRows>;

/** The rows of contacts, and their words for search: the only place that writes them. All inside a step. */
export function createContactRows({ writer }: Turns) {
  const byRow = writer.prepare(`SELECT ${CONTACT} WHERE k.row = ?`);
  const byId = writer.prepare(`SELECT ${CONTACT} WHERE k.id = ?`);
  const byExternalId = writer.prepare(`SELECT ${CONTACT} WHERE k.site = ? AND k.external_id = ?`);
  const insert = writer.prepare(`
    INSERT INTO contacts (id, site, name, email, phone, external_id, is_verified, sources, typed, attributes, locale,
      time_zone, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const change = writer.prepare(`
    UPDATE contacts SET name = ?, email = ?, phone = ?, external_id = ?, is_verified = ?, sources = ?, typed = ?,
      attributes = ?, locale = ?, time_zone = ?, updated_at = ? WHERE row = ?`);
  const drop = writer.prepare('DELETE FROM contacts WHERE row = ?');
  const noteWords = writer.prepare('INSERT OR REPLACE INTO person_words (rowid, words) VALUES (?, ?)');
  const dropWords = writer.prepare('DELETE FROM person_words WHERE rowid = ?');

  let changed = (_row: number): void => {};
  let saved = (_held: HeldContact): void => {};
  let dropped = (_row: number): void => {};
  const held = (row: unknown): HeldContact | null => (row ? heldContact(row) : null);

  return {
    /** One that is known to be there. */
    ofRow: (row: number): HeldContact => held(byRow.get(row))!,
    find: (id: string): HeldContact | null => held(byId.get(id)),
    findRow: (row: number): HeldContact | null => held(byRow.get(row)),
    /** Whom a site knows by its own user id. */
    findByExternalId: (site: number, externalId: string): HeldContact | null =>
      held(byExternalId.get(site, externalId)),

    /** @returns its row */
    add(site: number, contact: Contact): number {
      const { lastInsertRowid } = insert.run(
        contact.id,
        site,
        ...columnsOf(contact),
        contact.createdAt,
        contact.updatedAt,
      );
      const row = Number(lastInsertRowid);
      const text = searchablePerson(contact);
      if (text) noteWords.run(row, text);
      // Most are browsers that left no name, and nobody yet.
      if (text || contact.externalId !== null) saved({ row, site, contact });
      return row;
    },

    save({ row, site, contact: before }: HeldContact, contact: Contact): void {
      change.run(...columnsOf(contact), contact.updatedAt, row);
      const text = searchablePerson(contact);
      if (text !== searchablePerson(before)) noteWords.run(row, text);
      changed(row);
      saved({ row, site, contact });
    },

    /** Forgets one that nothing points to any more. */
    drop(row: number): void {
      dropWords.run(row);
      drop.run(row);
      dropped(row);
    },

    /** Told of each that was saved; for the conversations, which carry its summary. */
    onChanged(told: (row: number) => void): void {
      changed = told;
    },

    /** Told of each as it is now, new or changed, and of each that is gone; for the list of people. */
    onSaved(told: (held: HeldContact) => void): void {
      saved = told;
    },
    onDropped(told: (row: number) => void): void {
      dropped = told;
    },
  };
}

export function heldContact(from: unknown): HeldContact {
  const { row, site, isVerified, sources, typed, attributes, ...fields } = from as ContactRow;
  const facts = { sources: JSON.parse(sources), typed: JSON.parse(typed), attributes: JSON.parse(attributes) };
  return { row, site, contact: { ...fields, isVerified: isVerified === 1, ...facts } };
}

/** What may change of one, in the order in which both statements name it. */
function columnsOf({ name, email, phone, externalId, isVerified, sources, typed, attributes, ...rest }: Contact) {
  const facts = [sources, typed, attributes].map(each => JSON.stringify(each));
  return [name, email, phone, externalId, Number(isVerified), ...facts, rest.locale, rest.timeZone];
}
