import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import { CONVERSATION, conversationFromRow } from '../../store/sqlite/conversation-rows.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { ENTRY, entryFromRow } from '../../store/sqlite/entry-rows.ts';
import { folded, searchableText, searchTerms } from './rules.ts';
import { AMONG, createFewSeen } from './sqlite-few.ts';
import type { SearchIndex } from './sqlite-index.ts';
import type { SearchStore } from './store.ts';

/** Finds that are checked against the text at most: a bound on what one query costs. */
const CANDIDATES = 5000;
/** People of whom the newest are shown: more than a page, so that who spoke last is among them. */
const PEOPLE = 200;
/** Characters of a trigram, the smallest thing the index knows. */
const TRIGRAM = 3;

/** See `SearchStore`. What the index finds is checked against the text. */
export function createSearchStore({ reader, read }: Engine, index: SearchIndex): SearchStore {
  const findEntries = (sites: string) =>
    reader.prepare(`
      SELECT w.rowid FROM entry_words w CROSS JOIN entries e ON e.row = w.rowid
        CROSS JOIN conversations c ON c.row = e.conversation
      WHERE w.entry_words MATCH :trigrams AND (c.is_closed = 2) = :isHeld ${sites}
      ORDER BY w.rowid DESC LIMIT ${CANDIDATES}`);
  const findAll = findEntries('');
  const findOf = findEntries(`AND e.site ${AMONG.replace('?', ':siteIds')}`);
  const few = createFewSeen(reader);
  const entryOfRow = reader.prepare(`SELECT e.conversation, ${ENTRY} WHERE e.row = ?`);
  const conversationOfRow = reader.prepare(`SELECT ${CONVERSATION} WHERE c.row = ?`);
  const findPeople = reader.prepare(`
    SELECT rowid, words FROM person_words WHERE person_words MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES}`);
  const scanPeople = reader.prepare(`
    SELECT rowid, words FROM person_words WHERE instr(words, ?) ORDER BY rowid DESC LIMIT ${CANDIDATES}`);
  const peopleOf = (where: string) =>
    reader.prepare(`
      SELECT w.rowid, w.words FROM person_words w CROSS JOIN contacts k ON k.row = w.rowid
      WHERE ${where} AND (k.site IS NULL OR k.site ${AMONG}) ORDER BY w.rowid DESC LIMIT ${CANDIDATES}`);
  const findPeopleOf = peopleOf('w.person_words MATCH ?');
  const scanPeopleOf = peopleOf('instr(w.words, ?)');
  const cardOfRow = reader.prepare('SELECT card FROM contacts WHERE row = ?');
  const newestAmong = (contacts: string, sites: string) =>
    reader.prepare(`
      SELECT ${CONVERSATION} WHERE c.contact ${contacts} AND (c.is_closed = 2) = :isHeld ${sites}
      ORDER BY c.updated_at DESC, c.row DESC LIMIT 1`);
  const newestOfContact = newestAmong('= :contact', '');
  /** Of all contacts of a card, whichever of them was found. */
  const ofCard = 'IN (SELECT row FROM contacts WHERE card = :card)';
  const newestOfCard = newestAmong(ofCard, '');
  const newestOfCardOn = newestAmong(ofCard, `AND c.site ${AMONG.replace('?', ':siteIds')}`);

  /** Newest first. */
  function rowsToCompare(trigrams: string, isHeld: boolean, siteIds: string | null) {
    const seen = few.entries(isHeld, siteIds);
    if (seen) return seen;
    return siteIds
      ? findOf.iterate({ trigrams, isHeld: Number(isHeld), siteIds })
      : findAll.iterate({ trigrams, isHeld: Number(isHeld) });
  }

  function searchEntries(
    words: string[],
    isHeld: boolean,
    siteIds: string | null,
    limit: number,
  ): { conversation: Conversation; entry: Entry }[] {
    const trigrams = trigramsOf(words);
    const found: { conversation: Conversation; entry: Entry }[] = [];
    if (!trigrams) return found;
    for (const { rowid } of rowsToCompare(trigrams, isHeld, siteIds)) {
      const row = entryOfRow.get(rowid as number)!;
      const entry = entryFromRow(row);
      const text = folded(searchableText(entry.body));
      if (!words.every(word => text.includes(word))) continue;
      found.push({ conversation: conversationFromRow(conversationOfRow.get(row.conversation as number)), entry });
      if (found.length === limit) break;
    }
    return found;
  }

  function searchPeople(
    words: string[],
    phone: string | null,
    isHeld: boolean,
    siteIds: string | null,
    limit: number,
  ): Conversation[] {
    const contacts = new Set<number>();
    for (const wanted of phone ? [words, [phone]] : [words]) {
      const trigrams = trigramsOf(wanted);
      const [all, some] = trigrams ? [findPeople, findPeopleOf] : [scanPeople, scanPeopleOf];
      const sought = trigrams || (wanted[0] ?? '');
      const rows = siteIds ? some.iterate(sought, siteIds) : all.iterate(sought);
      for (const { rowid, words: text } of rows) {
        if (wanted.every(word => isIn(word, text as string))) contacts.add(rowid as number);
        if (contacts.size === PEOPLE) break;
      }
    }
    const found = new Map<string, Conversation>();
    for (const contact of contacts) {
      const newest = newestOf(contact, isHeld, siteIds);
      if (newest) found.set(newest.id, newest);
    }
    return [...found.values()].sort((a, b) => b.updatedAt - a.updatedAt).slice(0, limit);
  }

  function newestOf(contact: number, isHeld: boolean, siteIds: string | null): Conversation | null {
    const card = cardOfRow.get(contact)?.card;
    const of = { isHeld: Number(isHeld) };
    const row =
      typeof card !== 'string'
        ? newestOfContact.get({ ...of, contact })
        : siteIds
          ? newestOfCardOn.get({ ...of, card, siteIds })
          : newestOfCard.get({ ...of, card });
    return row ? conversationFromRow(row) : null;
  }

  return {
    find: ({ q, in: where, siteIds: seen, limit }) =>
      read(() => {
        const isHeld = where === 'quarantine';
        const siteIds = seen ? JSON.stringify(seen) : null;
        const { words, phone } = searchTerms(q);
        if (words.length === 0) return { people: [], entries: [] };
        return {
          people: searchPeople(words, phone, isHeld, siteIds, limit),
          entries: searchEntries(words, isHeld, siteIds, limit),
        };
      }),

    settled: () => index.settled(),
  };
}

/** A full-text query for all the trigrams of all the words; empty when every word is too short to have one. */
export function trigramsOf(words: readonly string[]): string {
  const trigrams = new Set<string>();
  for (const word of words) {
    const letters = [...word];
    for (let start = 0; start + TRIGRAM <= letters.length; start++)
      trigrams.add(letters.slice(start, start + TRIGRAM).join(''));
  }
  return [...trigrams].map(trigram => `"${trigram.replaceAll('"', '""')}"`).join(' AND ');
}

/** Short words must begin a word of the person's, or "a" would find nearly everybody. */
function isIn(word: string, text: string): boolean {
  return [...word].length >= TRIGRAM ? text.includes(word) : ` ${text.replaceAll('\n', ' ')}`.includes(` ${word}`);
}
