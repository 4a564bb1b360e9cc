/** Who is meant by what a row says of somebody, and what their card gains by it. Pure. */
import type { Contact, IdentityName } from '../../../protocol/contacts.ts';
import type { ImportPlan } from '../../../protocol/imports.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import { identityKey, noted, reachName, withIdentity } from '../contacts/identities.ts';
import { newContact } from '../contacts/rules.ts';
import type { KnownRecord } from './records.ts';
import type { PersonFacts } from './rules.ts';

/** As many as an agent may write down. */
const MOST_ADDRESSES = 10;
const MOST_TAGS = 50;
const MOST_NOTES = 100;

/** People whom some identities lead to: the roots of their cards. */
export interface KnownPeople {
  /** Ids of roots, by `identityKey`. */
  rootsOf: Map<string, Set<string>>;
  /** Those roots. */
  contacts: Map<string, Contact>;
  /** Of the contacts that were asked for, those that are there. */
  ids: Set<string>;
  /** What is there already of what the rows bring, by each of `keysOf`. */
  records: Map<string, KnownRecord>;
}

/** How they become people. */
export interface Joining {
  duplicates: ImportPlan['duplicates'];
  /** Whose ids the external ones are: of which program, or of a file. */
  scope: string;
  by: { id: string; name: string };
  locale: Locale;
  timeZone: string;
  /** By whose clock and in which currency things are bought where a row says neither. */
  desk: { currency: string; timeZone: string };
  at: number;
}

/** By what a row's person may be known. */
export function namesOf({ phones, emails, externalId }: PersonFacts, scope: string): IdentityName[] {
  return [
    ...(externalId ? [{ kind: 'external', scope, value: externalId } as const] : []),
    ...phones.map(each => reachName('phone', each)),
    ...emails.map(each => reachName('email', each)),
  ];
}

/**
 * Whose card it is; null: nobody's that is known. Where several share the number, the id decides, then the name: another name
 * is another person of the family, and without one nobody can tell.
 */
export function cardOf(
  facts: PersonFacts,
  names: IdentityName[],
  { rootsOf, contacts }: KnownPeople,
): Contact | 'several' | null {
  const ids = (some: IdentityName[]) => new Set(some.flatMap(each => [...(rootsOf.get(identityKey(each)) ?? [])]));
  const exact = ids(names.filter(each => each.kind === 'external'));
  const all = [...(exact.size > 0 ? exact : ids(names))].flatMap(id => contacts.get(id) ?? []);
  if (all.length <= 1) return all[0] ?? null;
  const named = all.filter(each => facts.name !== '' && isSameName(nameOf(each), facts.name));
  if (named.length === 1) return named[0]!;
  return named.length > 1 || facts.name === '' ? 'several' : null;
}

function nameOf({ card, name }: Contact): string {
  return card?.name || name;
}

function isSameName(a: string, b: string): boolean {
  const plain = (name: string) => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return plain(a) === plain(b);
}

export function personOf(facts: PersonFacts, id: string, joining: Joining): Contact {
  const { locale, timeZone, at } = joining;
  const nobody = newContact({ id, siteId: null, locale, timeZone }, at);
  return withFacts(nobody, facts, namesOf(facts, joining.scope), joining, id) ?? nobody;
}

export function filled(
  card: Contact,
  facts: PersonFacts,
  { rootsOf }: KnownPeople,
  joining: Joining,
  id: string,
): Contact | null {
  // What another contact of the card is known by is there already.
  const news = namesOf(facts, joining.scope).filter(each => !rootsOf.get(identityKey(each))?.has(card.id));
  return withFacts(card, facts, news, joining, id);
}

/** @returns null: it brings nothing that is not there */
function withFacts(
  before: Contact,
  facts: PersonFacts,
  names: IdentityName[],
  { by, at }: Joining,
  newContactId: string,
): Contact | null {
  const next: Contact = { ...before, changedAt: { ...before.changedAt }, updatedAt: at };
  let isChanged = false;
  const change = (fact: string, work: () => void) => {
    work();
    next.changedAt[fact] = at;
    isChanged = true;
  };
  if (facts.name && nameOf(before) === '') change('name', () => (next.name = facts.name));
  else if (facts.name && !isSameName(nameOf(before), facts.name) && before.typed.name !== facts.name) {
    next.typed = { ...before.typed, name: facts.name };
    isChanged = true;
  }
  if (facts.callMe && !before.callMe) change('callMe', () => (next.callMe = facts.callMe));
  if (facts.birthday && !before.birthday) change('birthday', () => (next.birthday = facts.birthday));
  for (const name of names) {
    const isPrimary = name.kind !== 'external' && !next.identities.some(each => each.kind === name.kind);
    next.identities = withIdentity(next.identities, {
      ...name,
      ...{ source: 'import', firstAt: at, isVerified: name.kind === 'external', isPrimary },
    });
    if (isPrimary && name.kind === 'phone') next.phone = name.value;
    if (isPrimary && name.kind === 'email') {
      next.email = facts.emails.find(each => reachName('email', each).value === name.value) ?? name.value;
    }
    isChanged = true;
  }
  const addresses = facts.addresses.filter(text => !before.addresses.some(each => each.text === text));
  if (addresses.length > 0) {
    const all = [...before.addresses, ...addresses.map(text => ({ label: '', text }))];
    change('addresses', () => (next.addresses = all.slice(0, MOST_ADDRESSES)));
  }
  const tags = facts.tags.filter(each => !before.tags.includes(each));
  if (tags.length > 0) change('tags', () => (next.tags = [...before.tags, ...tags].slice(0, MOST_TAGS)));
  for (const [field, value] of Object.entries(facts.fields)) {
    if (before.fields[field] !== undefined) continue;
    change(`fields.${field}`, () => (next.fields = { ...next.fields, [field]: value }));
  }
  const notes = facts.notes.filter(text => !before.notes.some(each => each.text === text));
  if (notes.length > 0) {
    const added = notes.map((text, n) => ({
      id: `${newContactId}-${n}`,
      text: text.slice(0, LIMITS.contactNoteChars),
      by,
      at,
    }));
    next.notes = [...before.notes, ...added].slice(0, MOST_NOTES);
    isChanged = true;
  }
  if (!isChanged) return null;
  return { ...noted(before, next), version: before.version + 1 };
}
