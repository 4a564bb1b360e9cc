/** Whose something is, as whoever brings it names them. */
import type { Agent } from '../../../protocol/agents.ts';
import type { Card } from '../../../protocol/contacts.ts';
import type { PersonRef } from '../../../protocol/person-ref.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySeeCard } from '../../sight.ts';
import { cardOf, sitesOf } from './card.ts';
import { readTree } from './commands.ts';
import { type PersonSought, resolvePerson } from './people.ts';

type Viewer = Pick<Agent, 'role' | 'siteIds'>;

/** Sites of which whoever sees one sees a row of a person, as `maySeeRow` says it; none: everybody at the desk does. */
export async function sitesOfRow(
  { store }: Pick<Context, 'store'>,
  { siteId, contactId }: { siteId: string | null; contactId: string },
): Promise<string[]> {
  if (siteId !== null) return [siteId];
  const tree = await store.contacts.cardTree(contactId);
  return tree ? [...new Set(sitesOf(tree))] : [];
}

/** The card of a contact, as somebody may see it. @throws AppError NOT_FOUND */
export async function seenCard(context: Pick<Context, 'store'>, by: Viewer, contactId: string): Promise<Card> {
  return cardOf(await readTree(context, by, contactId));
}

/**
 * Whom a program, a file or an agent means, made if nobody is known by that.
 * @throws AppError NOT_FOUND for a card that is not there, or not for their eyes; PHONE_INVALID, EMAIL_INVALID
 */
export async function personNamed(
  context: Context,
  by: Viewer,
  { contactId, ...known }: PersonRef,
  source: PersonSought['source'],
): Promise<Card> {
  if (contactId !== undefined) return seenCard(context, by, contactId);
  // What somebody may not see they do not write on either.
  const judge = (siteIds: readonly string[]) => {
    if (!maySeeCard(by, siteIds)) throw new AppError('NOT_FOUND');
  };
  return seenCard(context, by, (await resolvePerson(context, { ...known, source, judge })).id);
}
