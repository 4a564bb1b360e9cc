/** Who somebody is that comes by a door of the desk. */
import type { Contact, FactSource } from '../../../protocol/contacts.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';

export interface PersonSeen {
  /** E.164. */
  phone?: string | undefined;
  email?: string | undefined;
  externalId?: string | undefined;
  name?: string | undefined;
  source: FactSource | string;
  siteId?: string | null;
}

/** Found by what is known of them. @throws AppError NOT_FOUND */
export async function resolvePerson(
  { store }: Pick<Context, 'store'>,
  { phone, email, externalId }: PersonSeen,
): Promise<Contact> {
  for (const q of [phone, email].filter(each => each !== undefined)) {
    const { people } = await store.search.find({ q, limit: 20 });
    const found = people.find(({ contact }) => contact.phone === q || contact.email.toLowerCase() === q.toLowerCase());
    const contact = found && (await store.contacts.find(found.contact.id));
    if (contact) return contact;
  }
  throw new AppError('NOT_FOUND', `nobody is known by ${JSON.stringify({ phone, email, externalId })}`);
}
