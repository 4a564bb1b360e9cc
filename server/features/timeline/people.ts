import type { Agent } from '../../../protocol/agents.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { maySee } from '../../sight.ts';
import type { ContactTree } from '../contacts/store.ts';

/** The card that an agent asks for. @throws AppError NOT_FOUND where there is none, or none for them to see */
export async function seenTree(
  { store }: Pick<Context, 'store'>,
  by: Pick<Agent, 'role' | 'siteIds'>,
  contactId: string,
): Promise<ContactTree> {
  const [tree, contact] = await Promise.all([store.contacts.tree(contactId), store.contacts.find(contactId)]);
  if (!tree || !contact || !maySee(by, contact.siteId)) throw new AppError('NOT_FOUND');
  return tree;
}
