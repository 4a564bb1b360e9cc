/**
 * Of which site each sign is why somebody is to be rung. Of whom only one site is known, the signs are of that; else nobody
 * knows any more, and who sees all sites alone is told of them until the person is looked at again, which is within a day.
 */
import type { AnyBulkWriteOperation } from 'mongodb';
import type { ListEntry } from '../../../protocol/lists.ts';
import { batches } from '../transfer.ts';
import { type Database, PATIENT } from './connection.ts';
import type { Stored } from './documents.ts';

export async function migration4({ listEntries, contacts, conversations }: Database): Promise<void> {
  const unsaid = { why: { $elemMatch: { siteId: { $exists: false } } } };
  for await (const some of batches(listEntries.find(unsaid))) {
    const writes: AnyBulkWriteOperation<Stored<ListEntry>>[] = [];
    for (const { _id, contactId, why } of some) {
      const own = await contacts.findOne({ _id: contactId }, { projection: { card: 1, siteId: 1 } });
      const card = own?.card
        ? await contacts.find({ 'card.id': own.card.id }, { projection: { siteId: 1 } }).toArray()
        : [];
      const ids = [contactId, ...card.map(each => each._id)];
      const came = [own, ...card].flatMap(each => each?.siteId ?? []);
      const spoke = await conversations.distinct('siteId', { 'contact.id': { $in: ids } });
      const [only = null, other] = new Set([...came, ...spoke]);
      const siteId = other === undefined ? only : '';
      writes.push({
        updateOne: { filter: { _id }, update: { $set: { why: why.map(each => ({ ...each, siteId })) } } },
      });
    }
    await listEntries.bulkWrite(writes, PATIENT);
  }
}
