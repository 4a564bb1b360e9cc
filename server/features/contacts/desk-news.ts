/** What other programs are told of people: pure, used by both stores (SPEC D7). */
import type { Contact } from '../../../protocol/contacts.ts';
import type { DeskNews } from '../webhooks/rules.ts';

/** What makes somebody another one than before, for whoever keeps a copy. What a page says of itself does not. */
const TOLD = [
  'name',
  'callMe',
  'email',
  'phone',
  'identities',
  'addresses',
  'birthday',
  'tags',
  'fields',
  'notes',
  'consents',
  'locale',
] as const satisfies (keyof Contact)[];

/**
 * What a write of a contact is to be told of. Somebody of whom nothing is known is nobody yet.
 * @param before null: they are new
 */
export function contactNews(before: Contact | null, after: Contact): DeskNews[] {
  const event = eventOf(before, after);
  if (!event) return [];
  const { id, version, updatedAt, mergedInto } = after;
  const cause = [id, version, updatedAt, mergedInto ?? ''];
  return [{ event, contactId: id, cause, at: updatedAt, data: { siteId: null, contact: after } }];
}

function eventOf(
  before: Contact | null,
  after: Contact,
): 'contact.added' | 'contact.changed' | 'contact.merged' | null {
  if (before && before.mergedInto !== after.mergedInto) return 'contact.merged';
  if (!isSomebody(after)) return null;
  if (!before || !isSomebody(before)) return 'contact.added';
  const isSame = TOLD.every(fact => before[fact] === after[fact] || isAlike(before[fact], after[fact]));
  return isSame ? null : 'contact.changed';
}

function isSomebody({ name, identities }: Contact): boolean {
  return name !== '' || identities.length > 0;
}

function isAlike(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
