import type { Person } from '../../../protocol/people.ts';
import { mostSpent } from '../../../protocol/people-conditions.ts';
import { cardOf } from '../../features/contacts/card.ts';
import { both, createChangedPeople } from '../../features/people/changed.ts';
import { NEVER } from '../../features/people/cursor.ts';
import { cardFigures, nameKey, personOf, searchableCard } from '../../features/people/rules.ts';
import type { ContactRows, HeldContact } from './contact-rows.ts';
import { FIGURES } from './people-figures.ts';
import type { PeopleRows } from './people-rows.ts';
import type { Turns } from './turns.ts';

/** `SELECT ${PERSON} …` gives rows for `personFromRow`; add FROM `people p` and what follows. */
export const PERSON = `p.row, p.id, p.first_at AS firstAt, p.last_at AS lastAt, p.purchases, p.last_purchase_at AS lastPurchaseAt,
  p.open_complaints AS openComplaints, p.stage, p.locale, p.phone, p.email, p.sites, p.tags, p.consents, p.fields, p.rest`;

/** Seen only: nobody asks for these, so they need no columns. */
type Rest = Pick<Person, 'name' | 'callMe' | 'timeZone' | 'spent'>;

interface PersonRow
  extends Omit<Person, keyof Rest | 'lastAt' | 'lastPurchaseAt' | 'siteIds' | 'tags' | 'consents' | 'fields'> {
  row: number;
  lastAt: number;
  lastPurchaseAt: number;
  sites: string;
  tags: string;
  consents: string;
  fields: string;
  rest: string;
}

export function personFromRow(from: unknown): Person {
  const { row: _, sites, tags, consents, fields, rest, lastAt, lastPurchaseAt, ...plain } = from as PersonRow;
  return {
    ...plain,
    ...(JSON.parse(rest) as Rest),
    siteIds: JSON.parse(sites),
    tags: JSON.parse(tags),
    consents: JSON.parse(consents),
    fields: JSON.parse(fields),
    lastAt: lastAt === NEVER ? null : lastAt,
    lastPurchaseAt: lastPurchaseAt === NEVER ? null : lastPurchaseAt,
  };
}

export type ListedRows = ReturnType<typeof createListedRows>;

/**
 * The rows of the list of people. Whatever changes what stands in one says so in its own step by `refresh`, which costs
 * some reads; what is said in conversations follows behind by `heard`. All inside a step.
 */
export function createListedRows(turns: Turns, contacts: ContactRows, people: PeopleRows) {
  const { writer } = turns;
  const readers = FIGURES.map(make => make(turns));
  const put = writer.prepare(`
    INSERT INTO people (row, id, name_key, first_at, last_at, most_spent, purchases, last_purchase_at, open_complaints, stage,
      locale, phone, email, sites, tags, consents, fields, rest, words)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT DO UPDATE SET name_key = excluded.name_key, first_at = excluded.first_at, last_at = excluded.last_at,
      most_spent = excluded.most_spent, purchases = excluded.purchases, last_purchase_at = excluded.last_purchase_at,
      open_complaints = excluded.open_complaints, stage = excluded.stage, locale = excluded.locale, phone = excluded.phone,
      email = excluded.email, sites = excluded.sites, tags = excluded.tags, consents = excluded.consents,
      fields = excluded.fields, rest = excluded.rest, words = excluded.words`);
  const before = writer.prepare('SELECT id, sites, words FROM people WHERE row = ?');
  const drop = writer.prepare('DELETE FROM people WHERE row = ?');
  const noteWords = writer.prepare('INSERT INTO people_words (rowid, words) VALUES (?, ?)');
  // A table that keeps no words of its own has to be told what they were.
  const forgetWords = writer.prepare("INSERT INTO people_words (people_words, rowid, words) VALUES ('delete', ?, ?)");
  const move = writer.prepare(`
    UPDATE people SET last_at = max(last_at, ?) WHERE row = (
      SELECT r.row FROM contacts k CROSS JOIN contacts r ON r.id = coalesce(k.card, k.id) WHERE k.row = ?)
    RETURNING id, sites`);
  /** What a step noted that is undone is told all the same: whoever reads then finds all as it was. */
  const changed = createChangedPeople();

  function kept(row: number): { id: string; siteIds: string[]; words: string } | null {
    const found = before.get(row) as { id: string; sites: string; words: string } | undefined;
    return found ? { id: found.id, siteIds: JSON.parse(found.sites), words: found.words } : null;
  }

  function remove(row: number): void {
    const was = kept(row);
    if (!was) return;
    changed.note(was);
    if (was.words) forgetWords.run(row, was.words);
    drop.run(row);
  }

  function write(row: number, person: Person, words: string): void {
    const { name, callMe, timeZone, spent, lastAt, lastPurchaseAt } = person;
    const lists = [person.siteIds, person.tags, person.consents, person.fields].map(each => JSON.stringify(each));
    const rest: Rest = { name, callMe, timeZone, spent };
    const was = kept(row);
    changed.note({ id: person.id, siteIds: was ? both(was.siteIds, person.siteIds) : person.siteIds });
    put.run(
      ...[row, person.id, nameKey(person), person.firstAt, lastAt ?? NEVER, mostSpent(person), person.purchases],
      ...[lastPurchaseAt ?? NEVER, person.openComplaints, person.stage, person.locale, person.phone, person.email],
      ...[...lists, JSON.stringify(rest), words],
    );
    if (words === was?.words) return;
    if (was?.words) forgetWords.run(row, was.words);
    if (words) noteWords.run(row, words);
  }

  function refreshRoot(id: string): void {
    const held = contacts.find(id);
    // In the middle of a merge it is another's already, or the other does not know it yet: each of them that is saved says so.
    if (!held || (held.contact.card !== null && held.contact.card.id !== id)) return;
    const tree = people.treeOf(held.contact);
    const rows = tree.contacts.map(each => contacts.find(each.id)!);
    const knownOf = ({ row, contact }: HeldContact) => readers.map(read => read({ id: contact.id, row }));
    const others = rows.filter(each => each.contact.id !== id).flatMap(knownOf);
    const card = cardOf(tree);
    const person = personOf(card, cardFigures(knownOf(held), others));
    if (person) write(held.row, person, searchableCard(card, tree.contacts));
    else remove(held.row);
  }

  function refreshHeld({ row, contact }: HeldContact): void {
    const rootId = contact.card?.id ?? contact.id;
    if (rootId !== contact.id) remove(row);
    refreshRoot(rootId);
  }

  function refreshRow(row: number): void {
    const held = contacts.findRow(row);
    if (held) refreshHeld(held);
    else remove(row);
  }

  contacts.onSaved((before, held) => {
    refreshHeld(held);
    // Whoever it left has less now.
    if (before?.card && before.card.id !== held.contact.card?.id) refreshRoot(before.card.id);
  });
  contacts.onDropped(({ row, contact: { card } }) => {
    remove(row);
    if (card) refreshRoot(card.id);
  });

  return {
    /** Makes the row of a contact's card anew, after what it is made of was written. */
    refresh(contactId: string): void {
      const held = contacts.find(contactId);
      if (held) refreshHeld(held);
    },
    /** The same by the contact's row; one that is gone has no card. */
    refreshRow,
    /** They said something; who was nobody until now is somebody. @param row of the contact */
    heard(row: number, at: number): void {
      const moved = move.get(at, row) as { id: string; sites: string } | undefined;
      if (moved) changed.note({ id: moved.id, siteIds: JSON.parse(moved.sites) });
      else refreshRow(row);
    },
    /** Whose rows became others since the last time. */
    takeChanged: changed.take,
  };
}
