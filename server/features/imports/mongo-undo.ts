import type { ClientSession } from 'mongodb';
import type { Contact } from '../../../protocol/contacts.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import type { createKnownRecords } from '../../store/mongo/known-records.ts';
import { touchPeople } from '../../store/mongo/people-due.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { dropPerson, keepPerson } from '../contacts/mongo-people.ts';
import { forgetTold } from '../privacy/mongo-removals.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { visitsWithoutPurchase } from '../visits/mongo-rows.ts';
import type { MadeRecord } from './joining.ts';
import { toImportPerson } from './mongo-document.ts';
import { isUntouched, leavesFirst, restored } from './progress.ts';
import { markOf, personOfRecord } from './records.ts';
import { type ImportPersonRecord, rowId } from './store.ts';

/**
 * Takes back what imports did (SPEC IM5). All inside a transaction.
 * @param others documents of other rooms about people: whoever has some was touched
 */
export function createUndoing(
  engine: Engine,
  records: ReturnType<typeof createKnownRecords>,
  others: readonly PersonDocuments<ClientSession>[],
) {
  const { database } = engine;
  const { importRows, importPeople, contacts, visitors, conversations } = database;
  /** Whoever is joined to somebody has another version by that. */
  const besideMerges = others.filter(each => each.kind !== 'contactMerges');

  /** Takes back what a row wrote, as long as it is as it was written. @returns whether it is gone */
  async function unmake({ kind, id, mark }: MadeRecord, session: ClientSession): Promise<boolean> {
    const found = await records.find(kind, id, session);
    if (!found) return true;
    if (markOf(found) !== mark) return false;
    await records.drop(kind, id, session);
    if (kind === 'purchases') await visitsWithoutPurchase(database, session, id);
    if (kind === 'complaints') await forgetTold(engine, session, [id]);
    await touchPeople(database, session, [personOfRecord(found) ?? []].flat());
    return true;
  }

  /** Whether nobody but the import has to do with them. @param theirs rooms whose documents would say so */
  async function isAlone(contactId: string, session: ClientSession, theirs = others): Promise<boolean> {
    if (await visitors.findOne({ contactId }, { session, projection: { _id: 1 } })) return false;
    if (await conversations.findOne({ 'contact.id': contactId }, { session, projection: { _id: 1 } })) return false;
    for (const each of theirs) if ((await each.read([contactId], session)).length > 0) return false;
    return true;
  }

  async function cardOf(cardId: string, session: ClientSession): Promise<Contact[]> {
    const found = await contacts.find({ $or: [{ _id: cardId }, { 'card.id': cardId }] }, { session }).toArray();
    return leavesFirst(found.map(toContact));
  }

  async function lastWritten(importId: string, limit: number, session: ClientSession): Promise<ImportPersonRecord[]> {
    const written = importPeople.find({ importId, state: 'written' }, { session });
    return (await written.sort({ line: -1 }).limit(limit).toArray()).map(toImportPerson);
  }

  async function isOursAlone(person: ImportPersonRecord, now: Contact, session: ClientSession): Promise<boolean> {
    return isUntouched(person, now) && (person.before !== null || (await isAlone(now.id, session)));
  }

  /** Whether all who make a card up came by this import, and are as they came. */
  async function isOurCard(id: string, card: readonly Contact[], session: ClientSession): Promise<boolean> {
    const those = { _id: { $in: card.map(each => rowId(id, each.id)) }, state: 'written' as const, before: null };
    const people = await importPeople.find(those, { session }).toArray();
    const versions = new Map(people.map(each => [each.contactId, each.version]));
    for (const { id: contactId, version } of card) {
      if (versions.get(contactId) !== version || !(await isAlone(contactId, session, besideMerges))) return false;
    }
    return true;
  }

  return {
    /** What was written beside people first; what was touched since stays. @returns `isLast`: nothing is left */
    async some(
      session: ClientSession,
      id: string,
      { limit, at }: { limit: number; at: number },
    ): Promise<{ undone: number; kept: number; isLast: boolean }> {
      const tally = { undone: 0, kept: 0 };
      const made = await importRows
        .find({ importId: id, outcome: 'added', made: { $type: 'object' } }, { session })
        .sort({ line: -1 })
        .limit(limit)
        .toArray();
      for (const { _id, made: what } of made) {
        const state = (await unmake(what!, session)) ? 'undone' : 'kept';
        tally[state] += 1;
        await importRows.updateOne({ _id }, { $set: { outcome: state } }, { session });
      }
      const left = limit - made.length;
      const some = left === 0 ? [] : await lastWritten(id, left, session);
      const done = new Set<string>();
      for (const person of some) {
        if (done.has(person.contactId)) continue;
        const found = await contacts.findOne({ _id: person.contactId }, { session });
        const now = found && toContact(found);
        const card = now?.card && !person.before ? await cardOf(now.card.id, session) : [];
        const isOurs =
          now !== null &&
          (card.length > 0 ? await isOurCard(id, card, session) : await isOursAlone(person, now, session));
        if (now && isOurs && person.before) {
          await keepPerson(engine, session, now, restored(now, person.before, at));
        }
        const ids = card.map(each => each.id);
        if (now && isOurs && !person.before) {
          for (const each of card.length > 0 ? ids : [now.id]) {
            // As the one before left it.
            const there = await contacts.findOne({ _id: each }, { session });
            if (there) await dropPerson(engine, session, toContact(there));
          }
        }
        // Who was erased meanwhile is not there to be kept.
        const state = isOurs || !now ? 'undone' : 'kept';
        const through = isOurs && card.length > 0 ? ids : [person.contactId];
        for (const each of through) done.add(each);
        tally[state] += through.length;
        const those = { _id: { $in: through.map(each => rowId(id, each)) } };
        await importPeople.updateMany(those, { $set: { state } }, { session });
      }
      return { ...tally, isLast: made.length + some.length < limit };
    },
  };
}
