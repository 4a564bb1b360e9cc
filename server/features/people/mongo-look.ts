import type { Database } from '../../store/mongo/connection.ts';
import { type CardTree, cardOf } from '../contacts/card.ts';
import { toContact } from '../contacts/mongo-document.ts';
import { treeOf } from '../contacts/mongo-people.ts';
import { both, type ChangedPerson } from './changed.ts';
import { personDocument } from './mongo-document.ts';
import { FIGURES } from './mongo-figures.ts';
import { cardFigures, type Figures, personOf, searchableCard } from './rules.ts';

/**
 * Makes the rows of these contacts' cards anew, and of the cards that they were part of until now. The marks of
 * `touchPeople` go in the same transaction.
 * @returns whose rows they are or were
 */
export function lookAtPeople(database: Database, contactIds: readonly string[]): Promise<ChangedPerson[]> {
  const { contacts, people, peopleDue } = database;
  return database.transaction(async session => {
    const asked = [...new Set(contactIds)];
    await peopleDue.deleteMany({ _id: { $in: asked } }, { session });
    const listed = await people.find({ contactIds: { $in: asked } }, { session, projection: { siteIds: 1 } }).toArray();
    const ids = [...new Set([...asked, ...listed.map(each => each._id)])];
    const found = await contacts.find({ _id: { $in: ids } }, { session, projection: { card: 1 } }).toArray();
    const rootIds = [...new Set(found.map(each => each.card?.id ?? each._id))];
    const roots = (await contacts.find({ _id: { $in: rootIds } }, { session }).toArray()).map(toContact);
    const trees: CardTree[] = [];
    // One after the other: a transaction has one cursor at a time.
    for (const root of roots) trees.push(await treeOf(database, root, session));
    const members = trees.flatMap(tree => tree.contacts.map(each => each.id));
    const rooms: ReadonlyMap<string, Partial<Figures>>[] = [];
    for (const read of FIGURES) rooms.push(await read(database, session, members));
    const sitesOf = new Map(listed.map(({ _id, siteIds }) => [_id, siteIds as readonly string[]]));
    const writes = trees.map(tree => {
      const own = tree.contacts.map(each => each.id);
      const card = cardOf(tree);
      const knownOf = (id: string) => rooms.map(room => room.get(id) ?? {});
      const others = own.filter(id => id !== tree.root.id).flatMap(knownOf);
      const person = personOf(card, cardFigures(knownOf(tree.root.id), others));
      const filter = { _id: tree.root.id };
      if (!person) return { deleteOne: { filter } };
      sitesOf.set(person.id, both(sitesOf.get(person.id) ?? person.siteIds, person.siteIds));
      const replacement = personDocument(person, own, searchableCard(card, tree.contacts));
      return { replaceOne: { filter, replacement, upsert: true } };
    });
    // Who is no root, or is gone, has no row.
    const others = ids.filter(id => !trees.some(tree => tree.root.id === id));
    if (others.length > 0) await people.deleteMany({ _id: { $in: others } }, { session });
    if (writes.length > 0) await people.bulkWrite(writes, { session, ordered: false });
    // Of who is gone already nobody knows where they were met.
    const gone = asked.filter(id => others.includes(id) && !sitesOf.has(id)).map(id => [id, []] as const);
    return [...sitesOf, ...gone].map(([id, siteIds]) => ({ id, siteIds }));
  });
}
