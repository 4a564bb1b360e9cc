/** What is shown of a person whom several contacts make up: read over all of them, and stored nowhere. Pure. */
import type { Card, Contact, Identity, Merge, MergeFact } from '../../../protocol/contacts.ts';
import { identityKey, REACHES, reachName } from './identities.ts';

/** All contacts of one card, and how they were joined. */
export interface CardTree {
  root: Contact;
  /** With the root. */
  contacts: Contact[];
  /** Those that hold, oldest first. */
  merges: Merge[];
}

/** A fact of one contact, or of several by now. */
interface Fact<T> {
  value: T;
  /** Ms since the epoch. */
  at: number;
  /** An agent or a signature said it: what is only typed overrules nothing. */
  isSaid: boolean;
}

/** Whether a contact is made of `id` or was joined to it, over however many. */
export function branchOf(contacts: readonly Contact[], id: string): Contact[] {
  const known = new Set([id]);
  for (let size = 0; size !== known.size; ) {
    size = known.size;
    for (const each of contacts) if (each.mergedInto !== null && known.has(each.mergedInto)) known.add(each.id);
  }
  return contacts.filter(each => known.has(each.id));
}

/**
 * The card. Facts of the root stand where nobody chose otherwise; an empty one is filled by those who were joined, in
 * order; what was said later than a choice wins over it. Lists have what each of them has.
 */
export function cardOf({ root, contacts, merges }: CardTree): Card {
  const byId = new Map(contacts.map(each => [each.id, each]));
  const fold = <T>(name: MergeFact | `fields.${string}`, read: (contact: Contact) => T) =>
    folded(root, name, fact => ({ ...fact, value: read(fact.contact) }), { byId, merges });
  const ordered = inOrder(root, merges, byId);
  const email = fold('email', each => each.email).value;
  const phone = fold('phone', each => each.phone).value;
  const fields: Contact['fields'] = {};
  for (const id of new Set(ordered.flatMap(each => Object.keys(each.fields)))) {
    const { value } = fold(`fields.${id}`, each => each.fields[id] ?? '');
    if (value !== '') fields[id] = value;
  }
  const spoken = root.siteId === null && !root.changedAt.locale ? (ordered.find(each => each.siteId) ?? root) : root;
  return {
    ...root,
    name: fold('name', each => each.name).value,
    callMe: fold('callMe', each => each.callMe).value,
    email,
    phone,
    birthday: fold('birthday', each => each.birthday ?? '').value || null,
    identities: identitiesOf(ordered, { email, phone }),
    addresses: fold('addresses', each => each.addresses).value,
    tags: [...new Set(fold('tags', each => each.tags).value)],
    fields,
    notes: ordered.flatMap(each => each.notes).sort((a, b) => a.at - b.at),
    consents: ordered.flatMap(each => each.consents).sort((a, b) => a.at - b.at),
    attributes: Object.assign({}, ...ordered.toReversed().map(each => each.attributes)),
    isVerified: ordered.some(each => each.isVerified),
    locale: spoken.locale,
    timeZone: spoken.timeZone,
    createdAt: Math.min(...contacts.map(each => each.createdAt)),
    updatedAt: Math.max(...contacts.map(each => each.updatedAt)),
    ids: ordered.map(each => each.id),
    siteIds: [...new Set(ordered.flatMap(each => each.siteId ?? []))],
    merges: [...merges],
  };
}

/** Whether it is known in which language, or by whose clock, somebody is told: they came to a site, or an agent wrote it down. */
export function isKnown(
  { siteIds, changedAt }: Pick<Card, 'siteIds' | 'changedAt'>,
  fact: 'locale' | 'timeZone',
): boolean {
  return siteIds.length > 0 || changedAt[fact] !== undefined;
}

/** The sites that its people came to. */
export function sitesOf({ contacts }: CardTree): string[] {
  return contacts.flatMap(each => each.siteId ?? []);
}

/** The name alone, for lists. */
export function cardName({ root, contacts, merges }: CardTree): string {
  const byId = new Map(contacts.map(each => [each.id, each]));
  return folded(root, 'name', fact => ({ ...fact, value: fact.contact.name }), { byId, merges }).value;
}

interface Tree {
  byId: ReadonlyMap<string, Contact>;
  merges: readonly Merge[];
}

/** One fact over a contact and all who were joined to it. */
function folded<T>(
  contact: Contact,
  name: string,
  read: (fact: { contact: Contact; at: number; isSaid: boolean }) => Fact<T>,
  tree: Tree,
): Fact<T> {
  const at = contact.changedAt[name] ?? contact.createdAt;
  const own = read({ contact, at, isSaid: isSaid(contact, name) });
  return tree.merges
    .filter(each => each.winnerId === contact.id)
    .reduce((winner, edge) => {
      const joined = tree.byId.get(edge.loserId);
      if (!joined) return winner;
      return chosen(winner, folded(joined, name, read, tree), edge, edge.choices[name] ?? null);
    }, own);
}

function chosen<T>(winner: Fact<T>, loser: Fact<T>, { at }: Merge, choice: 'winner' | 'loser' | null): Fact<T> {
  const isLater = (fact: Fact<T>) => fact.isSaid && fact.at > at;
  if (isLater(winner) || isLater(loser)) {
    return isLater(loser) && (!isLater(winner) || loser.at > winner.at) ? loser : winner;
  }
  if (choice === 'loser') return loser;
  if (Array.isArray(winner.value) && Array.isArray(loser.value) && choice === null) {
    return { ...winner, value: [...winner.value, ...loser.value] as T };
  }
  return choice === null && isEmpty(winner.value) ? loser : winner;
}

function isEmpty(value: unknown): boolean {
  return value === '' || (Array.isArray(value) && value.length === 0);
}

/** Facts without a source are what agents and doors wrote; one that is empty and was changed was cleared by an agent. */
function isSaid({ sources, changedAt }: Contact, name: string): boolean {
  if (name !== 'name' && name !== 'email' && name !== 'phone') return changedAt[name] !== undefined;
  const source = sources[name];
  return source === undefined ? changedAt[name] !== undefined : source !== 'typed';
}

/** The root first, then each with those who were joined to it. */
function inOrder(root: Contact, merges: readonly Merge[], byId: Tree['byId']): Contact[] {
  const joined = merges.filter(each => each.winnerId === root.id).flatMap(each => byId.get(each.loserId) ?? []);
  return [root, ...joined.flatMap(each => inOrder(each, merges, byId))];
}

/** Each of them once: proven where any of them has it so, and known since the first. */
function identitiesOf(contacts: Contact[], primary: { email: string; phone: string }): Identity[] {
  const found = new Map<string, Identity>();
  for (const each of contacts.flatMap(one => one.identities)) {
    const key = identityKey(each);
    const known = found.get(key);
    const first = known && known.firstAt <= each.firstAt ? known : each;
    const isVerified = each.isVerified || Boolean(known?.isVerified);
    found.set(key, { ...first, isVerified, isPrimary: known?.isPrimary ?? each.isPrimary });
  }
  for (const kind of REACHES) {
    if (primary[kind] === '') continue;
    const key = identityKey(reachName(kind, primary[kind]));
    for (const [at, each] of found) if (each.kind === kind) found.set(at, { ...each, isPrimary: at === key });
  }
  return [...found.values()];
}
