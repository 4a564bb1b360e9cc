/** Whose something is, as whoever brings it names them. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Contact } from '../../../protocol/contacts.ts';
import type { PersonRef } from '../../../protocol/person-ref.ts';
import { AppError, refuseMistakes } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee } from '../../sight.ts';
import type { PhoneHints } from './home.ts';
import { resolvePerson } from './people.ts';
import { judgeReach } from './reach.ts';
import type { ContactTree } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;

/** One card: whose it is, and all who belong to it. */
export interface Card extends ContactTree {
  contact: Contact;
}

/** @param contactId any contact of the card. @throws AppError NOT_FOUND where there is none, or none for them to see */
export async function cardOf({ store }: Pick<Context, 'store'>, by: Sees, contactId: string): Promise<Card> {
  const tree = await store.contacts.tree(contactId);
  const contact = tree && (await store.contacts.find(tree.rootId));
  if (!contact || !maySee(by, contact.siteId)) throw new AppError('NOT_FOUND');
  return { ...tree, contact };
}

/**
 * Whom a program, a file or an agent means, made if nobody is known by that.
 * @param hints where a number without a country is at home
 * @throws AppError NOT_FOUND for a card that is not there, PHONE_INVALID, EMAIL_INVALID
 */
export async function personNamed(
  context: Context,
  by: Sees,
  { contactId, phone, email, externalId, name }: PersonRef,
  { source, hints }: { source: string; hints: PhoneHints },
): Promise<Card> {
  if (contactId !== undefined) return cardOf(context, by, contactId);
  const reach = judgeReach({ phone, email }, hints);
  refuseMistakes(reach.mistakes);
  const { id } = await resolvePerson(context, {
    phone: reach.phone || undefined,
    email: reach.email || undefined,
    ...{ externalId, name, source },
  });
  return cardOf(context, by, id);
}
