/** Whom a door of the desk means, by number, address, account or id: pure, used by both stores. */
import type { Contact, Identity } from '../../../protocol/contacts.ts';
import { type CardTree, cardName } from './card.ts';
import { identityKey, isSole, noted, withIdentity } from './identities.ts';
import type { Sought } from './store.ts';

type Name = Pick<Identity, 'kind' | 'scope' | 'value'>;

/**
 * The card that is meant. A proof decides, then the first identity that one card alone has.
 * @returns where several have it, all of them: nobody knows which is meant
 */
export function foundBy(
  identities: readonly Identity[],
  ownerOf: (name: Name) => { root: string } | undefined,
  rootIdsOf: (name: Name) => readonly string[],
): { rootId: string } | { among: string[] } {
  for (const each of identities.filter(isSole)) {
    const owner = ownerOf(each);
    if (owner) return { rootId: owner.root };
  }
  const among = new Set<string>();
  for (const each of identities) {
    const rootIds = rootIdsOf(each);
    if (rootIds.length === 1) return { rootId: rootIds[0]! };
    for (const id of rootIds) among.add(id);
  }
  return { among: [...among] };
}

/** Whether nothing is known of somebody but what is sought. */
export function isBare(tree: CardTree, identities: readonly Identity[]): boolean {
  const sought = new Set(identities.map(identityKey));
  const isKnown = tree.contacts.some(each => each.identities.some(one => !sought.has(identityKey(one))));
  return !isKnown && cardName(tree) === '' && tree.root.siteId === null;
}

/** The root of a card, with what it lacked of what was said: it is never called otherwise by that. */
export function withSought(tree: CardTree, { identities, name, at }: Sought): Contact {
  const { root } = tree;
  let next = root;
  for (const each of identities) {
    const known = next.identities.find(one => identityKey(one) === identityKey(each));
    if (known && (known.isVerified || !each.isVerified)) continue;
    const isFirst = !next.identities.some(one => one.kind === each.kind);
    next = { ...next, identities: withIdentity(next.identities, { ...each, isPrimary: isFirst && isReach(each) }) };
    if (isFirst && each.kind === 'phone') next = { ...next, phone: each.value };
    if (isFirst && each.kind === 'email') next = { ...next, email: each.value };
  }
  const isNameless = tree.contacts.length === 0 ? root.name === '' : cardName(tree) === '';
  if (name !== '' && isNameless) next = { ...next, name };
  return next === root ? root : noted(root, { ...next, updatedAt: at });
}

function isReach({ kind }: Name): boolean {
  return kind === 'phone' || kind === 'email';
}
