/** What rows of a file do to people: pure, used by both stores and by the look before, so that they can not differ. */
import type { Contact, IdentityName, Merge } from '../../../protocol/contacts.ts';
import type { ImportCounts, ImportOutcome, ImportPlan, ImportReason } from '../../../protocol/imports.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { LIMITS } from '../../../protocol/wire/limits.ts';
import type { CardTree } from '../contacts/card.ts';
import { identityKey, isSole, noted, reachName, withIdentity } from '../contacts/identities.ts';
import { newContact } from '../contacts/rules.ts';
import type { PersonFacts, ReadRow } from './rules.ts';

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
}

/** A row that was read. */
export interface RowIn {
  line: number;
  cells: string[];
  read: ReadRow | { card: CardTree };
  /** Of whoever comes by it. */
  newContactId: string;
}

/** How they become people. */
export interface Joining {
  duplicates: ImportPlan['duplicates'];
  /** Whose ids the external ones are: of which program, or of a file. */
  scope: string;
  by: { id: string; name: string };
  locale: Locale;
  timeZone: string;
  at: number;
}

/** What became of a row. */
export interface RowOut {
  line: number;
  outcome: Extract<ImportOutcome, 'added' | 'joined' | 'skipped' | 'wrong'>;
  reason: ImportReason | null;
  column: number | null;
  contactId: string | null;
  cells: string[];
}

/** Somebody new, or changed by these rows. */
export interface PersonOut {
  line: number;
  /** As they were before these rows; null: they came by them. */
  before: Contact | null;
  after: Contact;
}

/** By what the people of some rows may be known. */
export function identitiesIn(rows: readonly RowIn[], scope: string): IdentityName[] {
  const found = new Map<string, IdentityName>();
  for (const { read } of rows) {
    for (const each of namesIn(read, scope)) found.set(identityKey(each), each);
  }
  return [...found.values()];
}

function namesIn(read: RowIn['read'], scope: string): IdentityName[] {
  if ('facts' in read) return namesOf(read.facts, scope);
  return 'card' in read ? read.card.contacts.flatMap(each => each.identities).filter(isSole) : [];
}

/** Contacts that whole cards bring. */
export function contactIdsIn(rows: readonly RowIn[]): string[] {
  return rows.flatMap(({ read }) => ('card' in read ? read.card.contacts.map(each => each.id) : []));
}

function namesOf({ phones, emails, externalId }: PersonFacts, scope: string): IdentityName[] {
  return [
    ...(externalId ? [{ kind: 'external', scope, value: externalId } as const] : []),
    ...phones.map(each => reachName('phone', each)),
    ...emails.map(each => reachName('email', each)),
  ];
}

/**
 * Goes through rows in their order: each is somebody new, or fills what is empty on a card that has the same number,
 * address or id, or is left. A name never changes whose the card is.
 * @param known whom the rows may be; who is new or changed is put there
 */
export function applyRows(
  rows: readonly RowIn[],
  known: KnownPeople,
  joining: Joining,
): { rows: RowOut[]; people: PersonOut[]; merges: Merge[] } {
  const merges: Merge[] = [];
  const people = new Map<string, PersonOut>();
  const put = (line: number, before: Contact | null, after: Contact) => {
    const first = people.get(after.id);
    people.set(after.id, { line: first?.line ?? line, before: first ? first.before : before, after });
    known.contacts.set(after.id, after);
  };
  const out = rows.map(({ line, cells, read, newContactId }): RowOut => {
    const left = (outcome: 'skipped' | 'wrong', reason: ImportReason, column: number | null = null, of?: Contact) => ({
      ...{ line, outcome, reason, column, cells },
      contactId: of?.id ?? null,
    });
    if ('reason' in read) return left('wrong', read.reason, read.column);
    if ('card' in read) {
      const { root, contacts } = read.card;
      if (contacts.some(each => known.ids.has(each.id))) return left('skipped', 'KNOWN', null, root);
      const sole = namesIn(read, joining.scope);
      if (sole.some(each => known.rootsOf.has(identityKey(each)))) return left('wrong', 'SEVERAL');
      for (const each of contacts) {
        put(line, null, each);
        known.ids.add(each.id);
      }
      for (const each of sole) addRoot(known, identityKey(each), root.id);
      merges.push(...read.card.merges);
      return { line, outcome: 'added', reason: null, column: null, contactId: root.id, cells: [] };
    }
    const { facts } = read;
    const names = namesOf(facts, joining.scope);
    const found = cardOf(facts, names, known);
    if (found === 'several') return left('wrong', 'SEVERAL');
    if (found && joining.duplicates === 'skip') return left('skipped', 'KNOWN', null, found);
    const after = found ? filled(found, facts, known, joining, newContactId) : personOf(facts, newContactId, joining);
    if (!after) return left('skipped', 'NOTHING_NEW', null, found ?? undefined);
    put(line, found, after);
    for (const each of names) addRoot(known, identityKey(each), after.id);
    const outcome = found ? 'joined' : 'added';
    return { line, outcome, reason: null, column: null, contactId: after.id, cells: [] };
  });
  return { rows: out, people: [...people.values()], merges };
}

/** Of rows, by what became of them. */
export function countsOf(rows: readonly Pick<RowOut, 'outcome'>[]): ImportCounts {
  const counts = { added: 0, joined: 0, skipped: 0, wrong: 0 };
  for (const { outcome } of rows) counts[outcome] += 1;
  return counts;
}

export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    added: a.added + b.added,
    joined: a.joined + b.joined,
    skipped: a.skipped + b.skipped,
    wrong: a.wrong + b.wrong,
  };
}

function addRoot({ rootsOf }: KnownPeople, key: string, id: string): void {
  const roots = rootsOf.get(key);
  if (roots) roots.add(id);
  else rootsOf.set(key, new Set([id]));
}

/**
 * Whose card it is; null: nobody's that is known. Where several share the number, the id decides, then the name: another name
 * is another person of the family, and without one nobody can tell.
 */
function cardOf(
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

function personOf(facts: PersonFacts, id: string, joining: Joining): Contact {
  const { locale, timeZone, at } = joining;
  const nobody = newContact({ id, siteId: null, locale, timeZone }, at);
  return withFacts(nobody, facts, namesOf(facts, joining.scope), joining, id) ?? nobody;
}

function filled(
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
