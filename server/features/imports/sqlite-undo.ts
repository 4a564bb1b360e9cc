import type { Contact } from '../../../protocol/contacts.ts';
import type { HeldContact } from '../../store/sqlite/contact-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { IMPORT_PERSON, IMPORT_ROW, importPersonFromRow, importRowFromRow } from '../../store/sqlite/import-rows.ts';
import type { createKnownRecords } from '../../store/sqlite/known-records.ts';
import type { PersonRows } from '../privacy/person-rows.ts';
import type { MadeRecord } from './joining.ts';
import { isUntouched, leavesFirst, restored } from './progress.ts';
import { markOf, personOfRecord } from './records.ts';
import type { ImportPersonRecord } from './store.ts';

/**
 * Takes back what imports did (SPEC IM5). All inside a step.
 * @param others rows of other rooms about people: whoever has some was touched
 */
export function createUndoing(
  { writer, rows }: Engine,
  records: ReturnType<typeof createKnownRecords>,
  others: readonly PersonRows[],
) {
  const { contacts, people } = rows;
  const toUndo = writer.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND state = 'written' ORDER BY line DESC LIMIT ?`);
  const madeToUndo = writer.prepare(`
    SELECT ${IMPORT_ROW} WHERE import = ? AND made IS NOT NULL AND outcome = 'added' ORDER BY line DESC LIMIT ?`);
  const markRow = writer.prepare('UPDATE import_rows SET outcome = ? WHERE import = ? AND line = ?');
  const personIn = writer.prepare(`
    SELECT ${IMPORT_PERSON} WHERE import = ? AND contact = ? AND state = 'written'`);
  const markPerson = writer.prepare('UPDATE import_people SET state = ? WHERE import = ? AND contact = ?');
  const isSpoken = writer.prepare(`
    SELECT EXISTS (SELECT 1 FROM visitors WHERE contact = :row) OR EXISTS (SELECT 1 FROM conversations WHERE contact = :row)
      AS has`);
  /** Whoever is joined to somebody has another version by that. */
  const besideMerges = others.filter(each => each.kind !== 'contactMerges');

  /** Takes back what a row wrote, as long as it is as it was written. @returns whether it is gone */
  function unmake({ kind, id, mark }: MadeRecord): boolean {
    const found = records.find(kind, id);
    if (!found) return true;
    if (markOf(found) !== mark) return false;
    records.drop(kind, id);
    if (kind === 'purchases') rows.visits.withoutPurchase(id);
    // What waited to be done or told about it.
    if (kind === 'complaints') {
      rows.notices.closeOf(id);
      rows.jobs.dropOf(id);
    }
    const contactId = personOfRecord(found);
    if (contactId !== null) people.refresh(contactId);
    return true;
  }

  /** Whether nobody but the import has to do with them. @param theirs rooms whose rows would say so */
  function isAlone(row: number, id: string, theirs = others): boolean {
    const ids = JSON.stringify([id]);
    return isSpoken.get({ row })!.has === 0 && theirs.every(each => !each.has(ids));
  }

  function isOursAlone(person: ImportPersonRecord, { row, contact }: HeldContact): boolean {
    return isUntouched(person, contact) && (person.before !== null || isAlone(row, contact.id));
  }

  /** Whether all who make a card up came by this import, and are as they came. */
  function isOurCard(id: string, card: readonly Contact[]): boolean {
    return card.every(each => {
      const row = personIn.get(id, each.id);
      const person = row && importPersonFromRow(row);
      const isAsItCame = person?.before === null && person.version === each.version;
      return isAsItCame && isAlone(contacts.find(each.id)!.row, each.id, besideMerges);
    });
  }

  return {
    /** What was written beside people first; what was touched since stays. @returns `isLast`: nothing is left */
    some(id: string, { limit, at }: { limit: number; at: number }): { undone: number; kept: number; isLast: boolean } {
      const tally = { undone: 0, kept: 0 };
      const written = madeToUndo.all(id, limit).map(importRowFromRow);
      for (const { line, made } of written) {
        const state = unmake(made!) ? 'undone' : 'kept';
        tally[state] += 1;
        markRow.run(state, id, line);
      }
      const some = toUndo.all(id, limit - written.length).map(importPersonFromRow);
      const done = new Set<string>();
      for (const person of some) {
        if (done.has(person.contactId)) continue;
        const now = contacts.find(person.contactId);
        const card = now && !person.before && now.contact.card ? leavesFirst(people.treeOf(now.contact).contacts) : [];
        const isOurs = now !== null && (card.length > 0 ? isOurCard(id, card) : isOursAlone(person, now));
        if (now && isOurs && person.before) people.change(now, restored(now.contact, person.before, at));
        const gone = card.length > 0 ? card.map(each => contacts.find(each.id)!) : now ? [now] : [];
        if (isOurs && !person.before) for (const each of gone) people.drop(each);
        // Who was erased meanwhile is not there to be kept.
        const state = isOurs || !now ? 'undone' : 'kept';
        for (const contactId of isOurs && card.length > 0 ? card.map(each => each.id) : [person.contactId]) {
          done.add(contactId);
          tally[state] += 1;
          markPerson.run(state, id, contactId);
        }
      }
      return { ...tally, isLast: written.length + some.length < limit };
    },
  };
}
