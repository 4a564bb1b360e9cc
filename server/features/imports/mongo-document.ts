import type { Stored } from '../../store/mongo/documents.ts';
import { stored } from '../../store/mongo/documents.ts';
import { type ContactDocument, contactDocument, toContact } from '../contacts/mongo-document.ts';
import type { ImportPersonRecord, ImportRecord } from './store.ts';

/** `plan`: JSON, because it names fields of the desk; the rest lies as it is. */
export type ImportDocument = Stored<ImportRecord>;

export interface ImportPersonDocument extends Omit<Stored<ImportPersonRecord>, 'before'> {
  before: ContactDocument | null;
}

export function importPersonDocument({ before, ...person }: ImportPersonRecord): ImportPersonDocument {
  return { ...stored(person), before: before && contactDocument(before) };
}

export function toImportPerson({ _id: id, before, ...person }: ImportPersonDocument): ImportPersonRecord {
  return { id, ...person, before: before && toContact(before) };
}
