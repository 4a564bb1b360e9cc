/**
 * Contacts are known by identities, which are looked for by their `keys`. What was known before becomes claims; only the
 * sites' own ids are proven.
 */
import type { AnyBulkWriteOperation } from 'mongodb';
import { noted } from '../../features/contacts/identities.ts';
import { type ContactDocument, contactDocument, toContact } from '../../features/contacts/mongo-document.ts';
import { batches } from '../transfer.ts';
import { type Database, PATIENT } from './connection.ts';

export async function migration2({ contacts }: Database): Promise<void> {
  for await (const some of batches(contacts.find({ keys: { $exists: false } }))) {
    const writes = some.map((found): AnyBulkWriteOperation<ContactDocument> => {
      const before = toContact(found);
      const known = { ...before, sources: {}, updatedAt: before.createdAt };
      const { identities } = noted(null, known);
      const { keys, soleKeys, text, grams } = contactDocument({ ...before, identities });
      const $set = { identities, keys, text, grams, ...(soleKeys && { soleKeys }) };
      return { updateOne: { filter: { _id: before.id }, update: { $set } } };
    });
    await contacts.bulkWrite(writes, PATIENT);
  }
}
