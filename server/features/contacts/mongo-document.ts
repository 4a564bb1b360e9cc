import type { Contact, Identity, Merge } from '../../../protocol/contacts.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { SearchedDocument } from '../search/mongo-document.ts';
import { searchablePerson } from '../search/rules.ts';
import { personTrigrams } from '../search/trigrams.ts';
import { identityKey, isSole, tailKey, tailOf } from './identities.ts';
import type { MergeRecord } from './merges.ts';
import { NOTHING_KNOWN } from './rules.ts';

/** `text` and `grams`: see `searchablePerson` and `personTrigrams`. */
export interface ContactDocument extends Omit<Stored<Contact>, 'attributes' | 'changedAt'>, SearchedDocument {
  /** Pairs, because the site chooses the names, and as field names `a.b` and `$set` would mean something. */
  attributes: [name: string, value: string][];
  changedAt: [fact: string, at: number][];
  /** Keys of its identities and of the ends of numbers, to look for. */
  keys: string[];
  /** Of those that are its alone, for the unique index; left out where there are none. */
  soleKeys?: string[];
  /** Conversations begun, and rows of rooms kept, since the contact last changed; see `beginConversations`, `keptContacts`. */
  begun: number;
}

export function contactDocument(contact: Contact): ContactDocument {
  const text = searchablePerson(contact);
  const attributes = Object.entries(contact.attributes);
  const soleKeys = contact.identities.filter(isSole).map(identityKey);
  return {
    ...stored(contact),
    attributes,
    changedAt: Object.entries(contact.changedAt),
    keys: [...new Set(contact.identities.flatMap(each => [identityKey(each), ...tailKeys(each)]))],
    ...(soleKeys.length > 0 && { soleKeys }),
    text,
    grams: personTrigrams(text),
    begun: 0,
  };
}

function tailKeys(identity: Identity): string[] {
  const tail = tailOf(identity);
  return tail === undefined ? [] : [tailKey(tail)];
}

export function toContact(found: ContactDocument): Contact {
  const { attributes, changedAt = [], text: _text, grams: _grams, begun: _begun, ...rest } = found;
  const { keys: _keys, soleKeys: _soleKeys, ...document } = rest;
  return {
    ...NOTHING_KNOWN,
    ...entity(document),
    attributes: Object.fromEntries(attributes),
    changedAt: Object.fromEntries(changedAt),
  };
}

/** Choices are pairs: names of own fields have a dot in them. */
export type MergeDocument = Omit<Stored<MergeRecord>, 'choices'> & {
  choices: [fact: string, side: 'winner' | 'loser'][];
};

export function mergeDocument(merge: MergeRecord): MergeDocument {
  return { ...stored(merge), choices: Object.entries(merge.choices) as MergeDocument['choices'] };
}

export function toMerge(found: MergeDocument): MergeRecord {
  return { ...entity(found), choices: Object.fromEntries(found.choices) as Merge['choices'] };
}
