/** What rows of a file do to people: pure, used by both stores and by the look before, so that they can not differ. */
import type { Contact, IdentityName, Merge } from '../../../protocol/contacts.ts';
import { type ImportCounts, type ImportOutcome, type ImportReason, importPreset } from '../../../protocol/imports.ts';
import type { CardTree } from '../contacts/card.ts';
import { identityKey, isSole } from '../contacts/identities.ts';
import { purchaseOfRow, type ReadPurchase } from './buying.ts';
import { cardOf, filled, type Joining, type KnownPeople, namesOf, personOf } from './filling.ts';
import { type KnownRecord, keysOf, markOf, personOfRecord, type RecordKind, recordId } from './records.ts';
import type { PersonFacts, ReadRow } from './rules.ts';

/** A row that was read. */
export interface RowIn {
  line: number;
  cells: string[];
  read: ReadRow | ReadPurchase | { card: CardTree } | { record: KnownRecord };
  /** Of whoever comes by it, and of what they bought. */
  newContactId: string;
  newPurchaseId: string;
}

/** What an import wrote beside people, and what it looked like then. */
export interface MadeRecord {
  kind: RecordKind;
  id: string;
  /** See `markOf`. */
  mark: string;
}

/** What became of a row. */
export interface RowOut {
  line: number;
  outcome: Extract<ImportOutcome, 'added' | 'joined' | 'skipped' | 'wrong'>;
  reason: ImportReason | null;
  column: number | null;
  contactId: string | null;
  cells: string[];
  /** Null: it brought a person, or nothing. */
  made: MadeRecord | null;
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
  if ('bought' in read) return buyerNames(read.facts);
  if ('facts' in read) return namesOf(read.facts, scope);
  return 'card' in read ? read.card.contacts.flatMap(each => each.identities).filter(isSole) : [];
}

/** Contacts that whole cards bring, and those that records are of. */
export function contactIdsIn(rows: readonly RowIn[]): string[] {
  const ids = rows.flatMap(({ read }) => {
    if ('card' in read) return read.card.contacts.map(each => each.id);
    return 'record' in read ? (personOfRecord(read.record) ?? []) : [];
  });
  return [...new Set(ids)];
}

/** What rows bring beside people, as far as it may be there already. */
export function recordsIn(rows: readonly RowIn[], joining: Joining): KnownRecord[] {
  return rows.flatMap(({ read, newPurchaseId }): KnownRecord[] => {
    if ('record' in read) return [read.record];
    if (!('bought' in read) || read.bought.send.externalId === undefined) return [];
    return [purchaseRecord(read.bought, joining, { id: newPurchaseId, contactId: '', siteId: null })];
  });
}

function purchaseRecord(
  bought: ReadPurchase['bought'],
  { at, desk }: Joining,
  of: { id: string; contactId: string; siteId: string | null },
): KnownRecord {
  return { kind: 'purchases', record: purchaseOfRow(bought, { ...of, at, desk }) };
}

/** An id in a list of purchases is that of whichever program the person came from. */
function buyerNames(facts: PersonFacts): IdentityName[] {
  const names = namesOf(facts, '');
  if (!facts.externalId) return names;
  return [...names, ...SCOPES.map(scope => ({ kind: 'external', scope, value: facts.externalId }) as const)];
}

/** Of ids that imports bring. */
const SCOPES = ['file', ...importPreset.options];

/**
 * Goes through rows in their order: each is somebody new, or fills what is empty on a card that has the same number,
 * address or id, or is left. A name never changes whose the card is.
 * @param known whom the rows may be; who is new or changed is put there
 */
export function applyRows(
  rows: readonly RowIn[],
  known: KnownPeople,
  joining: Joining,
): { rows: RowOut[]; people: PersonOut[]; merges: Merge[]; records: KnownRecord[] } {
  const merges: Merge[] = [];
  const records: KnownRecord[] = [];
  const people = new Map<string, PersonOut>();
  const put = (line: number, before: Contact | null, after: Contact) => {
    const first = people.get(after.id);
    people.set(after.id, { line: first?.line ?? line, before: first ? first.before : before, after });
    known.contacts.set(after.id, after);
  };
  /** Writes one that is not there yet. */
  const bring = (known: KnownPeople, record: KnownRecord): MadeRecord => {
    records.push(record);
    for (const key of keysOf(record)) known.records.set(key, record);
    return { kind: record.kind, id: recordId(record), mark: markOf(record) };
  };
  const out = rows.map(({ line, cells, read, newContactId, newPurchaseId }): RowOut => {
    const left = (outcome: 'skipped' | 'wrong', reason: ImportReason, column: number | null = null, of?: Contact) => ({
      ...{ line, outcome, reason, column, cells, made: null },
      contactId: of?.id ?? null,
    });
    const taken = (outcome: 'added' | 'joined', contactId: string | null, made: MadeRecord | null = null) => ({
      ...{ line, outcome, reason: null, column: null, contactId, cells: [], made },
    });
    if ('reason' in read) return left('wrong', read.reason, read.column);
    if ('record' in read) {
      const contactId = personOfRecord(read.record);
      if (keysOf(read.record).some(key => known.records.has(key))) return { ...left('skipped', 'KNOWN'), contactId };
      if (contactId !== null && !known.ids.has(contactId)) return left('wrong', 'PERSON_UNKNOWN');
      return taken('added', contactId, bring(known, read.record));
    }
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
      return taken('added', root.id);
    }
    const { facts } = read;
    const isBought = 'bought' in read;
    const by = isBought ? { ...joining, scope: '' } : joining;
    const found = cardOf(facts, namesIn(read, joining.scope), known);
    if (found === 'several') return left('wrong', 'SEVERAL');
    if (isBought) {
      const asked = purchaseRecord(read.bought, joining, { id: newPurchaseId, contactId: '', siteId: null });
      const there = keysOf(asked).flatMap(key => known.records.get(key) ?? [])[0];
      if (there?.kind === 'purchases') {
        const isSame = there.record.fingerprint === read.bought.fingerprint;
        return left(isSame ? 'skipped' : 'wrong', isSame ? 'KNOWN' : 'OTHER_CONTENT', null, found ?? undefined);
      }
    } else if (found && joining.duplicates === 'skip') return left('skipped', 'KNOWN', null, found);
    // Who bought something before is no duplicate: as chosen, what the row says of them is left out.
    const isLeft = found !== null && joining.duplicates === 'skip';
    const after = found
      ? isLeft
        ? null
        : filled(found, facts, known, by, newContactId)
      : personOf(facts, newContactId, by);
    if (!after && !isBought) return left('skipped', 'NOTHING_NEW', null, found ?? undefined);
    const person = after ?? found!;
    if (after) {
      put(line, found, after);
      for (const each of namesOf(facts, by.scope)) addRoot(known, identityKey(each), after.id);
    }
    if (!isBought) return taken(found ? 'joined' : 'added', person.id);
    const of = { id: newPurchaseId, contactId: person.id, siteId: person.siteId };
    return taken('added', person.id, bring(known, purchaseRecord(read.bought, joining, of)));
  });
  return { rows: out, people: [...people.values()], merges, records };
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
