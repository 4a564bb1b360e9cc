import type { ClientSession } from 'mongodb';
import { entity } from '../../store/mongo/documents.ts';
import type { Engine } from '../../store/mongo/engine.ts';
import { toContact } from '../contacts/mongo-document.ts';
import type { PersonDocuments } from '../privacy/person-rows.ts';
import { toImportPerson } from './mongo-document.ts';
import { traceOf } from './traces.ts';

/** What imports know of people: how they were before, and rows that led to them. */
export function importsOfPeople({ database }: Engine): PersonDocuments<ClientSession> {
  const { imports, importPeople, importRows, contacts } = database;
  return {
    kind: 'importPeople',
    async read(contactIds, session) {
      const those = { contactId: { $in: [...contactIds] } };
      const people = await importPeople.find(those, { session }).sort({ importId: 1, line: 1 }).toArray();
      const rows = await importRows
        .find({ ...those, cells: { $ne: [] } }, { session })
        .sort({ importId: 1, line: 1 })
        .toArray();
      return [...people.map(toImportPerson), ...rows.map(entity)];
    },
    async drop(contactIds, session) {
      const those = { contactId: { $in: [...contactIds] } };
      await importRows.deleteMany(those, { session });
      const gone = await contacts.find({ _id: { $in: [...contactIds] } }, { session }).toArray();
      const trace = traceOf(gone.map(toContact));
      for (const run of (await imports.find({}, { session }).toArray()).map(entity)) {
        const cleared = trace.cleared(run);
        const { header, sample } = cleared;
        if (cleared !== run) await imports.updateOne({ _id: run.id }, { $set: { header, sample } }, { session });
        const theirs: string[] = [];
        for await (const { _id, cells } of importRows.find({ importId: run.id, outcome: 'wrong' }, { session })) {
          if (trace.isIn(cells)) theirs.push(_id);
        }
        if (theirs.length > 0) {
          await importRows.updateMany({ _id: { $in: theirs } }, { $set: { cells: [] } }, { session });
        }
      }
      return (await importPeople.deleteMany(those, { session })).deletedCount;
    },
  };
}
