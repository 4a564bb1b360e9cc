import type { Person } from '../../../protocol/people.ts';
import { mostSpent } from '../../../protocol/people-conditions.ts';
import { entity, type Stored, stored } from '../../store/mongo/documents.ts';
import type { SearchedDocument } from '../search/mongo-document.ts';
import { personTrigrams } from '../search/trigrams.ts';
import { NEVER } from './cursor.ts';
import { nameKey } from './rules.ts';

/** Under the id of the card's root contact. What never was is `NEVER`, so that lists have one order. */
export interface PersonDocument extends Omit<Stored<Person>, 'lastAt' | 'lastPurchaseAt'>, SearchedDocument {
  /** All contacts of the card, with the root. */
  contactIds: string[];
  lastAt: number;
  lastPurchaseAt: number;
  nameKey: string;
  mostSpent: number;
}

/** A contact whose card is to be looked at. Written in the step of what changes it, so that the look is after that. */
export interface PersonDueDocument {
  _id: string;
  turns: number;
}

export function personDocument(person: Person, contactIds: string[], text: string): PersonDocument {
  return {
    ...stored(person),
    contactIds,
    lastAt: person.lastAt ?? NEVER,
    lastPurchaseAt: person.lastPurchaseAt ?? NEVER,
    nameKey: nameKey(person),
    mostSpent: mostSpent(person),
    text,
    grams: personTrigrams(text),
  };
}

export function toPerson(found: PersonDocument): Person {
  const { contactIds: _c, nameKey: _n, mostSpent: _m, text: _t, grams: _g, lastAt, lastPurchaseAt, ...rest } = found;
  return {
    ...entity(rest),
    lastAt: lastAt === NEVER ? null : lastAt,
    lastPurchaseAt: lastPurchaseAt === NEVER ? null : lastPurchaseAt,
  };
}
