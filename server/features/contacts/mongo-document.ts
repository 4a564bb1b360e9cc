import type { Contact } from '../../../protocol/contacts.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { SearchedDocument } from '../search/mongo-document.ts';
import { searchablePerson } from '../search/rules.ts';
import { personTrigrams } from '../search/trigrams.ts';

/** `text` and `grams`: see `searchablePerson` and `personTrigrams`. */
export interface ContactDocument extends Omit<Stored<Contact>, 'attributes'>, SearchedDocument {
  /** Pairs, because the site chooses the names, and as field names `a.b` and `$set` would mean something. */
  attributes: [name: string, value: string][];
  /** Conversations begun since the contact last changed; see `beginConversations`. */
  begun: number;
}

export function contactDocument(contact: Contact): ContactDocument {
  const text = searchablePerson(contact);
  const attributes = Object.entries(contact.attributes);
  return { ...stored(contact), attributes, text, grams: personTrigrams(text), begun: 0 };
}

export function toContact(found: ContactDocument): Contact {
  const { attributes, text: _text, grams: _grams, begun: _begun, ...document } = found;
  return { ...entity(document), attributes: Object.fromEntries(attributes) };
}
