import { entity, type Stored } from '../../store/mongo/documents.ts';
import type { Invite } from './store.ts';

/** Invitations of before sites could be chosen have none. */
export function toInvite({ siteIds = null, ...document }: Stored<Invite>): Invite {
  return { ...entity(document), siteIds };
}
