import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry, EntryKind } from '../../../protocol/entries.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import { bodyOf, ENTRY, type Entries, entryFromRow } from '../conversations/sqlite-entries.ts';
import { CONVERSATION, conversationFromRow } from '../conversations/sqlite-rows.ts';
import { folded, searchableText, searchTerms } from './rules.ts';

/** Pause between an entry and its indexing. */
const INDEX_AFTER_MS = 100;
/** More new entries than this in one pause is a rush: acks go first, and indexing gets one batch in so many pauses. */
const RUSH = 200;
const RUSH_PAUSES = 10;
/** A batch ends after so many entries or so long, whichever is first, so that messages hardly notice it. */
const BATCH = 500;
const BATCH_MS = 8;
/** Finds that are checked against the text at most: a bound on what one query costs. */
const CANDIDATES = 5000;
/** People of whom the newest are shown: more than a page, so that who spoke last is among them. */
const PEOPLE = 200;
/** Characters of the smallest thing the index knows. */
const GRAM = 3;

/**
 * Search over people and text. People are indexed with what changes them; entries follow behind their ack, from a
 * position that is kept in the same transaction as the index, so a crash loses nothing and repeats nothing.
 */
export function createSearch(
  { writer, reader, read, write, alone }: Turns,
  entries: Entries,
): Pick<FlatStore, 'search' | 'searchSettled'> & { close(): void } {
  const position = writer.prepare("SELECT value FROM marks WHERE name = 'searched'");
  const moveTo = writer.prepare("UPDATE marks SET value = ? WHERE name = 'searched'");
  const unread = writer.prepare(`SELECT row, kind, body FROM entries WHERE row > ? ORDER BY row LIMIT ${BATCH}`);
  const noteWords = writer.prepare('INSERT INTO entry_words (rowid, words) VALUES (?, ?)');

  const findEntries = reader.prepare(`
    SELECT rowid FROM entry_words WHERE entry_words MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES}`);
  const entryOfRow = reader.prepare(`SELECT e.conversation, ${ENTRY} WHERE e.row = ?`);
  const conversationOfRow = reader.prepare(`SELECT ${CONVERSATION} WHERE c.row = ?`);
  const findPeople = reader.prepare(`
    SELECT rowid, words FROM person_words WHERE person_words MATCH ? ORDER BY rowid DESC LIMIT ${CANDIDATES}`);
  const scanPeople = reader.prepare(`
    SELECT rowid, words FROM person_words WHERE instr(words, ?) ORDER BY rowid DESC LIMIT ${CANDIDATES}`);
  const newestOfContact = reader.prepare(`
    SELECT ${CONVERSATION} WHERE c.contact = ? ORDER BY c.updated_at DESC, c.row DESC LIMIT 1`);

  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  /** Reads on from the position; true when there is more. */
  function indexSome(): boolean {
    return alone(() => {
      const from = (position.get() as { value: number }).value;
      const until = performance.now() + BATCH_MS;
      let at = from;
      let count = 0;
      for (const row of unread.iterate(from)) {
        const text = folded(searchableText(bodyOf(row.kind as EntryKind, row.body as string)));
        at = row.row as number;
        count += 1;
        if (text) noteWords.run(at, text);
        if (performance.now() > until) break;
      }
      if (at > from) moveTo.run(at);
      return count === BATCH || performance.now() > until;
    });
  }

  let addedLately = 0;
  let pauses = 0;
  function indexLater(): void {
    if (timer || isClosed) return;
    timer = setTimeout(() => {
      timer = undefined;
      pauses = addedLately > RUSH ? pauses + 1 : RUSH_PAUSES;
      addedLately = 0;
      if (pauses < RUSH_PAUSES) {
        indexLater();
        return;
      }
      pauses = 0;
      try {
        if (indexSome()) indexLater();
      } catch {
        // A full or failing disk: the position has not moved, and the next entry tries again. Acks tell of the failure.
      }
    }, INDEX_AFTER_MS);
    timer.unref();
  }
  entries.onAdded(() => {
    addedLately += 1;
    indexLater();
  });
  // What a crash left behind.
  indexLater();

  function searchEntries(words: string[], limit: number): { conversation: Conversation; entry: Entry }[] {
    const grams = gramsOf(words);
    const found: { conversation: Conversation; entry: Entry }[] = [];
    if (!grams) return found;
    for (const { rowid } of findEntries.iterate(grams)) {
      const row = entryOfRow.get(rowid as number)!;
      const entry = entryFromRow(row);
      const text = folded(searchableText(entry.body));
      if (!words.every(word => text.includes(word))) continue;
      found.push({ conversation: conversationFromRow(conversationOfRow.get(row.conversation as number)), entry });
      if (found.length === limit) break;
    }
    return found;
  }

  function searchPeople(words: string[], phone: string | null, limit: number): Conversation[] {
    const contacts = new Set<number>();
    for (const wanted of phone ? [words, [phone]] : [words]) {
      const grams = gramsOf(wanted);
      const rows = grams ? findPeople.iterate(grams) : scanPeople.iterate(wanted[0] ?? '');
      for (const { rowid, words: text } of rows) {
        if (wanted.every(word => isIn(word, text as string))) contacts.add(rowid as number);
        if (contacts.size === PEOPLE) break;
      }
    }
    return [...contacts]
      .flatMap(contact => newestOfContact.all(contact).map(conversationFromRow))
      .sort((a, b) => b.updatedAt - a.updatedAt)
      .slice(0, limit);
  }

  return {
    search: ({ q, limit }) =>
      read(() => {
        const { words, phone } = searchTerms(q);
        if (words.length === 0) return { people: [], entries: [] };
        return { people: searchPeople(words, phone, limit), entries: searchEntries(words, limit) };
      }),

    async searchSettled() {
      await write(() => {});
      while (indexSome()) await new Promise(setImmediate);
    },

    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}

/** A full-text query for all the grams of all the words; empty when every word is too short to have one. */
function gramsOf(words: string[]): string {
  const grams = new Set<string>();
  for (const word of words) {
    const letters = [...word];
    for (let start = 0; start + GRAM <= letters.length; start++) grams.add(letters.slice(start, start + GRAM).join(''));
  }
  return [...grams].map(gram => `"${gram.replaceAll('"', '""')}"`).join(' AND ');
}

/** Short words must begin a word of the person's, or "a" would find nearly everybody. */
function isIn(word: string, text: string): boolean {
  return [...word].length >= GRAM ? text.includes(word) : ` ${text.replaceAll('\n', ' ')}`.includes(` ${word}`);
}
