/** Who is joined to whom, by itself or by an agent: pure, used by both stores, so that they can not differ. */
import type { Contact, Identity, Merge } from '../../../protocol/contacts.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { AppError } from '../../app-error.ts';
import { branchOf, type CardTree, cardName } from './card.ts';
import { identityKey, isSole } from './identities.ts';

/** A merge as it is kept, also one that was taken back. */
export type MergeRecord = Merge & {
  /** Ms since the epoch; null: it holds. */
  undoneAt: number | null;
  undoneBy: Merge['by'];
};

/** Two contacts that are not one person. */
export interface RefusalRecord {
  /** See `pairId`. */
  id: string;
  one: string;
  other: string;
  by: NonNullable<Merge['by']>;
  at: number;
}

/** Those that hold, as cards have them. */
export function holdingOf(merges: readonly MergeRecord[]): Merge[] {
  return merges.filter(each => each.undoneAt === null).map(({ undoneAt: _at, undoneBy: _by, ...merge }) => merge);
}

/** One name for two contacts, whichever is named first. */
export function pairId(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

/** The id of a merge that is done by itself: the store makes it in a step that nobody gave one. @param count of merges before it */
export function mergeId(loserId: string, count: number): string {
  return `${loserId}.${count + 1}`;
}

/** Identities that are the contact's alone from now on, unless they are another's already. */
export function newlySole(before: Contact | null, after: Contact): Identity[] {
  const known = new Set(before?.identities.filter(isSole).map(identityKey));
  return after.identities.filter(each => isSole(each) && !known.has(identityKey(each)));
}

/**
 * A contact whose proof of some identities is not kept, because they are proven to be another contact's: the two are one
 * person then, and one of them has it.
 * @param taken keys of those identities
 * @throws AppError IDENTITY_TAKEN of an account or id, which no other can have
 */
export function withoutTaken(contact: Contact, taken: ReadonlySet<string>): Contact {
  if (taken.size === 0) return contact;
  const identities = contact.identities.flatMap(each => {
    if (!taken.has(identityKey(each))) return each;
    if (each.kind === 'phone' || each.kind === 'email') return { ...each, isVerified: false };
    // Whom the site signed in must come in, whoever wrote their id down before.
    if (each.kind === 'external' && each.value === contact.externalId) return [];
    throw new AppError('IDENTITY_TAKEN');
  });
  return { ...contact, identities };
}

/** Identities of a contact that may tell who comes: numbers and addresses. */
export function telling({ identities }: Contact): Identity[] {
  return identities.filter(each => each.kind === 'phone' || each.kind === 'email');
}

const REASONS: Partial<Record<string, Merge['reason']>> = { phone: 'number', email: 'mail' };

/** What a contact has just proven and is another's already. @param taken roots of their cards, by the key of the identity */
export function proven(taken: ReadonlyMap<string, string>): Shared[] {
  return [...taken].map(([key, root]) => ({ kind: key.split(' ')[0]!, rootIds: [root], isProven: true }));
}

/** Whose else an identity is. */
export interface Shared {
  kind: string;
  /** Roots of other cards that have it. */
  rootIds: readonly string[];
  /** It is proven to be theirs, and the contact has just proven it too. */
  isProven: boolean;
}

/**
 * To which card a contact comes by itself: to that of the one person who is known by a number or address of theirs. Whom two
 * share tells nothing, and whoever is part of a card already, or was written down by the desk itself, stays there: what is
 * typed joins no two cards.
 */
export function recognised(
  contact: Contact,
  shared: readonly Shared[],
): (Pick<Merge, 'reason' | 'isVerified'> & { rootId: string }) | null {
  const sure = shared.find(each => each.isProven && each.rootIds.length === 1);
  if (contact.card !== null || (contact.siteId === null && !sure)) return null;
  const all = new Set(shared.flatMap(each => each.rootIds));
  const by = sure ?? (all.size === 1 ? shared.find(each => each.rootIds.length === 1) : undefined);
  if (!by) return null;
  return { rootId: by.rootIds[0]!, reason: REASONS[by.kind] ?? 'account', isVerified: sure !== undefined };
}

/** Contacts of a card from which on nobody is put on it by itself: a number that so many doors were told is nobody's own. */
export const MOST_RECOGNISED = 50;

/**
 * The merge by which a signature joins whom somebody was until they signed in to whom it names. Null: they stay where they are,
 * since they are part of a card already, or were told apart by an agent, or there is no room.
 * @param of.refused who is not one with the loser's
 * @param of.count of merges before it
 */
export function signedMerge(
  { winner, loser }: { winner: CardTree; loser: CardTree },
  of: { contactId: string; refused: ReadonlySet<string>; count: number; at: number },
): Merge | null {
  const isOwn = loser.root.id === of.contactId && winner.root.id !== of.contactId;
  const isFull = winner.contacts.length + loser.contacts.length > LIMITS.cardContacts;
  if (!isOwn || isFull || winner.contacts.some(each => of.refused.has(each.id))) return null;
  const pair = { id: mergeId(of.contactId, of.count), winnerId: winner.root.id, loserId: of.contactId, at: of.at };
  return { ...pair, reason: 'account', isVerified: true, choices: {}, by: null };
}

/** @throws AppError CONTACT_CHANGED, CONTACT_JOINED, CARD_FULL */
export function refuseMerge(
  { winner, loser }: { winner: CardTree; loser: CardTree },
  asked: { winnerId: string; loserId: string; versions: { winner: number; loser: number } },
): void {
  if (winner.root.id === loser.root.id) throw new AppError('CONTACT_JOINED');
  const isAsRead =
    winner.root.id === asked.winnerId &&
    loser.root.id === asked.loserId &&
    winner.root.version === asked.versions.winner &&
    loser.root.version === asked.versions.loser;
  if (!isAsRead) throw new AppError('CONTACT_CHANGED');
  if (winner.contacts.length + loser.contacts.length > LIMITS.cardContacts) throw new AppError('CARD_FULL');
}

/** Both cards as one, with one contact joined to the other's; each contact is as it is to be written. */
export function joined(winner: CardTree, loser: CardTree, merge: Merge): CardTree {
  const contacts = [...winner.contacts, ...loser.contacts].map(each => {
    if (each.id === winner.root.id) return { ...each, version: each.version + 1 };
    return each.id === loser.root.id ? { ...each, mergedInto: winner.root.id, version: each.version + 1 } : each;
  });
  const merges = [...winner.merges, ...loser.merges, merge].sort((a, b) => a.at - b.at);
  return marked({ root: contacts.find(each => each.id === winner.root.id)!, contacts, merges });
}

/** A card with one merge taken back: what is left of it, and what was joined by that; as they are to be written. */
export function parted(tree: CardTree, merge: Merge): { rest: CardTree; branch: CardTree } {
  const contacts = tree.contacts.map(each => {
    if (each.id === merge.winnerId) return { ...each, version: each.version + 1 };
    return each.id === merge.loserId ? { ...each, mergedInto: null, version: each.version + 1 } : each;
  });
  const gone = new Set(branchOf(contacts, merge.loserId).map(each => each.id));
  const merges = tree.merges.filter(each => each.id !== merge.id);
  const part = (rootId: string, isGone: boolean) =>
    marked({
      root: contacts.find(each => each.id === rootId)!,
      contacts: contacts.filter(each => gone.has(each.id) === isGone),
      merges: merges.filter(each => gone.has(each.winnerId) === isGone),
    });
  return { rest: part(tree.root.id, false), branch: part(merge.loserId, true) };
}

/** A card whose contacts say which they are part of, and what it is called. */
export function marked(tree: CardTree): CardTree {
  const card = tree.contacts.length > 1 ? { id: tree.root.id, name: cardName(tree) } : null;
  const contacts = tree.contacts.map(each => {
    const isSame = each.card?.id === card?.id && each.card?.name === card?.name;
    return isSame ? each : { ...each, card };
  });
  return { ...tree, root: contacts.find(each => each.id === tree.root.id)!, contacts };
}
