import type { Contact } from '../../../protocol/contacts.ts';
import type { Visitor } from '../../../protocol/visitors.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import { Recent } from '../../store/sqlite/recent.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import { searchablePerson } from '../search/rules.ts';
import { withWords } from './rules.ts';

/** What a visitor's message needs to know of them. */
export interface HeldVisitor {
  row: number;
  site: number;
  contact: number;
  conversationId: string | null;
}

interface ContactRow extends Omit<Contact, 'isVerified' | 'attributes'> {
  row: number;
  site: number;
  isVerified: number;
  attributes: string;
}
export interface HeldContact {
  row: number;
  site: number;
  contact: Contact;
}

const CONTACT = `SELECT k.row, k.site, k.id, s.id AS siteId, k.name, k.email, k.phone, k.external_id AS externalId,
  k.is_verified AS isVerified, k.attributes, k.locale, k.time_zone AS timeZone, k.created_at AS createdAt,
  k.updated_at AS updatedAt FROM contacts k JOIN sites s ON s.row = k.site`;
const VISITOR = `SELECT v.id, s.id AS siteId, k.id AS contactId, c.id AS conversationId, v.user_agent AS userAgent,
  v.referrer, v.trail, v.created_at AS createdAt, v.seen_at AS seenAt
  FROM visitors v JOIN sites s ON s.row = v.site JOIN contacts k ON k.row = v.contact
  LEFT JOIN conversations c ON c.row = v.conversation`;

export type People = ReturnType<typeof createPeople>;

/** Visitors and the contacts they speak for. */
export function createPeople({ writer, reader, write, read, onUndo }: Turns) {
  const visitors = new Recent<HeldVisitor>();
  onUndo(() => visitors.clear());

  const siteRow = writer.prepare('SELECT row FROM sites WHERE id = ?');
  const insertVisitor = writer.prepare(`
    INSERT INTO visitors (id, token_hash, site, contact, user_agent, referrer, trail, created_at, seen_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const visitorById = reader.prepare(`${VISITOR} WHERE v.id = ?`);
  const visitorByToken = reader.prepare(`${VISITOR} WHERE v.token_hash = ? AND s.id = ?`);
  const visitorToTouch = writer.prepare(`${VISITOR} WHERE v.id = ?`);
  const heldVisitor = writer.prepare(`
    SELECT v.row, v.site, v.contact, c.id AS conversationId
    FROM visitors v LEFT JOIN conversations c ON c.row = v.conversation WHERE v.id = ?`);
  const touch = writer.prepare('UPDATE visitors SET user_agent = ?, referrer = ?, trail = ?, seen_at = ? WHERE id = ?');
  const link = writer.prepare(`
    UPDATE visitors SET contact = ?, conversation = (SELECT row FROM conversations WHERE id = ?) WHERE id = ?`);

  const insertContact = writer.prepare(`
    INSERT INTO contacts (id, site, name, email, phone, external_id, is_verified, attributes, locale, time_zone,
      created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const changeContact = writer.prepare(`
    UPDATE contacts SET name = ?, email = ?, phone = ?, external_id = ?, is_verified = ?, attributes = ?, locale = ?,
      time_zone = ?, updated_at = ? WHERE row = ?`);
  const dropContact = writer.prepare('DELETE FROM contacts WHERE row = ?');
  const contactById = reader.prepare(`${CONTACT} WHERE k.id = ?`);
  const contactToChange = writer.prepare(`${CONTACT} WHERE k.id = ?`);
  const contactByRow = writer.prepare(`${CONTACT} WHERE k.row = ?`);
  const contactByExternalId = writer.prepare(`${CONTACT} WHERE k.site = ? AND k.external_id = ?`);
  const noteWords = writer.prepare('INSERT OR REPLACE INTO person_words (rowid, words) VALUES (?, ?)');
  const dropWords = writer.prepare('DELETE FROM person_words WHERE rowid = ?');

  /** Told which contact's summary changed; set by the conversations, which carry it. */
  let summaryChanged = (_contact: number): void => {};

  function addContact(site: number, contact: Contact): number {
    const { id, name, email, phone, externalId, isVerified, attributes, locale, timeZone } = contact;
    const words = JSON.stringify(attributes);
    const { createdAt, updatedAt } = contact;
    const { lastInsertRowid } = insertContact.run(
      ...[id, site, name, email, phone, externalId, Number(isVerified), words, locale, timeZone, createdAt, updatedAt],
    );
    const row = Number(lastInsertRowid);
    const text = searchablePerson(contact);
    if (text) noteWords.run(row, text);
    return row;
  }

  function saveContact({ row, contact: before }: HeldContact, contact: Contact): void {
    const { name, email, phone, externalId, isVerified, attributes, locale, timeZone, updatedAt } = contact;
    const words = JSON.stringify(attributes);
    changeContact.run(...[name, email, phone, externalId, Number(isVerified), words, locale, timeZone, updatedAt, row]);
    const text = searchablePerson(contact);
    if (text !== searchablePerson(before)) noteWords.run(row, text);
    summaryChanged(row);
  }

  const held = (row: unknown): HeldContact | null => (row ? heldContact(row as ContactRow) : null);

  function changeVisitorLink(visitorId: string, visitor: HeldVisitor): void {
    link.run(visitor.contact, visitor.conversationId, visitorId);
    visitors.set(visitorId, visitor);
  }

  return {
    /** Inside a step: the visitor. @throws AppError TOKEN_INVALID */
    visitor(id: string): HeldVisitor {
      const known = visitors.get(id);
      if (known) return known;
      const row = heldVisitor.get(id) as unknown as HeldVisitor | undefined;
      if (!row) throw new AppError('TOKEN_INVALID', `There is no visitor ${id}.`);
      visitors.set(id, row);
      return row;
    },
    /** Inside a step: the contact of a row that is known to be there. */
    contact: (row: number) => held(contactByRow.get(row))!,
    /** Inside a step: the verified contact that a site knows by its own user id. */
    contactByExternalId: (site: number, externalId: string) => held(contactByExternalId.get(site, externalId)),
    addContact,
    saveContact,
    /** Inside a step: forgets a contact that nothing points to any more. */
    dropContact(row: number): void {
      dropWords.run(row);
      dropContact.run(row);
    },
    /** Inside a step: points a visitor to a contact and a conversation. */
    changeVisitorLink,
    forgetVisitor: (id: string) => visitors.delete(id),
    onSummaryChanged(told: (contact: number) => void): void {
      summaryChanged = told;
    },
    /** Inside a step: a visitor who is known to be there, whole. */
    heldAsVisitor: (id: string) => visitorFromRow(visitorToTouch.get(id))!,

    verbs: {
      createVisitor: (visitor, contact) =>
        write(() => {
          const site = siteRow.get(visitor.siteId) as { row: number } | undefined;
          if (!site) throw new AppError('SITE_UNKNOWN', `There is no site ${visitor.siteId}.`);
          const { id, tokenHash, userAgent, referrer, trail, createdAt, seenAt } = visitor;
          const contactRow = addContact(site.row, contact);
          const path = JSON.stringify(trail);
          insertVisitor.run(id, tokenHash, site.row, contactRow, userAgent, referrer, path, createdAt, seenAt);
        }),

      visitorByToken: (siteId, tokenHash) => read(() => visitorFromRow(visitorByToken.get(tokenHash, siteId))),
      visitor: id => read(() => visitorFromRow(visitorById.get(id))),
      contact: id => read(() => held(contactById.get(id))?.contact ?? null),

      touchVisitor: (visitorId, seen) =>
        write(() => {
          const visitor = visitorFromRow(visitorToTouch.get(visitorId));
          if (!visitor) return;
          const trail = seen.trail ? [seen.trail, ...visitor.trail].slice(0, LIMITS.trailItems) : visitor.trail;
          const { userAgent = visitor.userAgent, referrer = visitor.referrer } = seen;
          touch.run(userAgent, referrer, JSON.stringify(trail), seen.at, visitorId);
          if (!seen.locale && !seen.timeZone) return;
          const person = held(contactToChange.get(visitor.contactId))!;
          const { locale = person.contact.locale, timeZone = person.contact.timeZone } = seen;
          if (locale === person.contact.locale && timeZone === person.contact.timeZone) return;
          saveContact(person, { ...person.contact, locale, timeZone, updatedAt: seen.at });
        }),

      updateContact: (id, words, at) =>
        write(() => {
          const person = held(contactToChange.get(id));
          if (!person) return null;
          const next = withWords(person.contact, words, at);
          saveContact(person, next);
          return next;
        }),
    } satisfies Partial<FlatStore>,
  };
}

function heldContact({ row, site, isVerified, attributes, ...fields }: ContactRow): HeldContact {
  const contact = { ...fields, isVerified: isVerified === 1, attributes: JSON.parse(attributes) };
  return { row, site, contact };
}

function visitorFromRow(row: unknown): Visitor | null {
  if (!row) return null;
  const { trail, ...visitor } = row as Omit<Visitor, 'trail'> & { trail: string };
  return { ...visitor, trail: JSON.parse(trail) };
}
