import type { Contact, Identity, IdentityName, Merge } from '../../../protocol/contacts.ts';
import type { CardTree } from '../../features/contacts/card.ts';
import { identityKey } from '../../features/contacts/identities.ts';
import {
  joined,
  MOST_RECOGNISED,
  marked,
  mergeId,
  newlySole,
  parted,
  proven,
  recognised,
  type Shared,
  telling,
  withoutTaken,
} from '../../features/contacts/merges.ts';
import type { ContactRows, HeldContact } from './contact-rows.ts';
import type { MergeRows } from './merge-rows.ts';
import type { Turns } from './turns.ts';

/** Other cards of one identity that are looked at: two tell that it is shared, and own rows may be among them. */
const ROOTS = 4;

export type PeopleRows = ReturnType<typeof createPeopleRows>;

/** Contacts with what they do to each other: whose an identity is, and who makes a card together. All inside a step. */
export function createPeopleRows({ writer }: Turns, contacts: ContactRows, merges: MergeRows) {
  const owner = writer.prepare(`
    SELECT k.id, coalesce(k.card, k.id) AS root FROM contact_identities i CROSS JOIN contacts k ON k.row = i.contact
    WHERE i.kind = ? AND i.scope = ? AND i.value = ? AND i.is_sole = 1`);
  const roots = writer.prepare(`
    SELECT DISTINCT coalesce(k.card, k.id) AS root FROM contact_identities i CROSS JOIN contacts k ON k.row = i.contact
    WHERE i.kind = ? AND i.scope = ? AND i.value = ? LIMIT ${ROOTS}`);

  const nameOf = ({ kind, scope, value }: IdentityName) => [kind, scope, value] as const;
  const rootOf = ({ card, id }: Contact) => card?.id ?? id;
  const ownerOf = (name: IdentityName) => owner.get(...nameOf(name)) as { id: string; root: string } | undefined;
  const rootIdsOf = (name: IdentityName) => roots.all(...nameOf(name)).map(row => row.root as string);

  function treeOf(contact: Contact): CardTree {
    const all = contact.card ? contacts.ofCard(contact.card.id).map(each => each.contact) : [contact];
    return { root: all.find(each => each.id === rootOf(contact))!, contacts: all, merges: merges.holding(idsOf(all)) };
  }

  /** Writes what a card has become, as far as it differs. @param before as its contacts were read */
  function keep(tree: CardTree, before: readonly Contact[]): void {
    const known = new Set(before);
    for (const each of tree.contacts) if (!known.has(each)) contacts.save(contacts.find(each.id)!, each);
  }

  function join(winner: CardTree, loser: CardTree, merge: Merge): void {
    merges.add(merge);
    keep(joined(winner, loser, merge), [...winner.contacts, ...loser.contacts]);
  }

  /** Puts somebody who is known by what is new of them on the card of that person (SPEC CO3). */
  function recognise(contact: Contact, taken: ReadonlyMap<string, string>): void {
    if (contact.card !== null) {
      if (taken.size > 0) merges.prove(contact.id);
      return;
    }
    const claimed = telling(contact).map((each): Shared => {
      return { kind: each.kind, rootIds: rootIdsOf(each).filter(id => id !== contact.id), isProven: false };
    });
    const found = recognised(contact, [...proven(taken), ...claimed]);
    if (!found) return;
    const winner = treeOf(contacts.find(found.rootId)!.contact);
    const loser = treeOf(contact);
    const ids = idsOf(winner.contacts);
    const isRefused = ids.some(id => merges.refusedBy([contact.id]).has(id));
    if (isRefused || ids.length >= MOST_RECOGNISED) return;
    const { reason, isVerified } = found;
    const id = mergeId(contact.id, merges.countOf(contact.id));
    const of = { id, winnerId: winner.root.id, loserId: contact.id, at: contact.updatedAt };
    join(winner, loser, { ...of, reason, isVerified, choices: {}, by: null });
  }

  /** The card's name as it is by now, in each of its contacts. */
  function rename(contact: Contact): void {
    if (contact.card === null) return;
    const tree = treeOf(contact);
    keep(marked(tree), tree.contacts);
  }

  /** Which proofs of a contact are another's already, and whose card that is. */
  function takenFrom(before: Contact | null, after: Contact): Map<string, string> {
    const taken = newlySole(before, after).flatMap((each: Identity) => {
      const known = ownerOf(each);
      return known && known.id !== after.id ? [[identityKey(each), known.root] as const] : [];
    });
    return new Map(taken);
  }

  return {
    treeOf,
    join,
    ownerOf,
    rootIdsOf,

    /** @param site its row @returns as it is then, on a card perhaps */
    add(site: number | null, contact: Contact): HeldContact {
      const taken = takenFrom(null, contact);
      const row = contacts.add(site, withoutTaken(contact, new Set(taken.keys())));
      recognise(contacts.ofRow(row).contact, taken);
      return contacts.ofRow(row);
    },

    /** Writes what a contact has become. @param after `noted` @returns as it is then, on a card perhaps */
    change(held: HeldContact, after: Contact): Contact {
      const before = held.contact;
      const taken = takenFrom(before, after);
      const next = withoutTaken(after, new Set(taken.keys()));
      contacts.save(held, next);
      if (next.identities !== before.identities) recognise(next, taken);
      if (next.name !== before.name) rename(next);
      // Most words tell nothing of who it is.
      return next.card === null && next.identities === before.identities ? next : contacts.ofRow(held.row).contact;
    },

    part(tree: CardTree, merge: Merge, by: NonNullable<Merge['by']>, at: number): void {
      merges.undo(merge.id, by, at);
      const { rest, branch } = parted(tree, merge);
      keep(rest, tree.contacts);
      keep(branch, tree.contacts);
    },

    /** Forgets one that nothing points to any more, and its place on a card, where nobody was joined to it. */
    drop(held: HeldContact): void {
      const { contact, row } = held;
      const tree = contact.card ? treeOf(contact) : null;
      contacts.drop(row);
      merges.dropOf([contact.id]);
      if (!tree) return;
      const isOther = (each: { id: string }) => each.id !== contact.id;
      const rest = { ...tree, contacts: tree.contacts.filter(isOther) };
      keep(marked({ ...rest, merges: tree.merges.filter(each => each.loserId !== contact.id) }), tree.contacts);
    },
  };
}

function idsOf(contacts: readonly Contact[]): string[] {
  return contacts.map(each => each.id);
}
