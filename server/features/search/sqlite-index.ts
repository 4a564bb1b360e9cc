import type { EntryBody, EntryKind } from '../../../protocol/entries.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { bodyOf } from '../../store/sqlite/entry-rows.ts';
import type { EntryFollower } from '../people/sqlite-follow.ts';
import { folded, searchableText } from './rules.ts';

/** Pause between an entry and its indexing. */
const INDEX_AFTER_MS = 100;
/** More new entries than this in one pause is a rush: acks go first, and indexing gets one batch in so many pauses. */
const RUSH = 200;
const RUSH_PAUSES = 10;
/** A batch ends after so many entries or so long, whichever is first, so that messages hardly notice it. */
const BATCH = 500;
const BATCH_MS = 8;
/** After so many entries what follows them is done, within that time: who is heard for the first time costs more than words. */
const FOLLOWED = 20;

export interface SearchIndex {
  /** Resolves when everything written so far is in it. */
  settled(): Promise<void>;
  /** Forgets the words of an entry that goes, or is emptied, in the same step. @param body as it was indexed */
  forget(row: number, body: EntryBody): void;
  /** Entries have gone. Inside the same step: the rows of the newest may be given again, to what is not indexed yet. */
  rewind(): void;
  close(): void;
}

/**
 * The words of entries. They follow behind their ack, from a position that is kept in the same transaction as the index,
 * so a crash loses nothing and repeats nothing. People's words are written with what changes them.
 * @param follower hears of each entry in the same step
 */
export function createSearchIndex({ writer, write, alone, rows }: Engine, follower: EntryFollower): SearchIndex {
  const position = writer.prepare("SELECT value FROM marks WHERE name = 'searched'");
  const moveTo = writer.prepare("UPDATE marks SET value = ? WHERE name = 'searched'");
  const unread = writer.prepare(`
    SELECT row, conversation, author, kind, body, created_at AS createdAt FROM entries WHERE row > ? ORDER BY row LIMIT ${BATCH}`);
  const noteWords = writer.prepare('INSERT INTO entry_words (rowid, words) VALUES (?, ?)');
  // A table that keeps no words of its own has to be told what they were.
  const forgetWords = writer.prepare("INSERT INTO entry_words (entry_words, rowid, words) VALUES ('delete', ?, ?)");
  const rewind = writer.prepare(`
    UPDATE marks SET value = min(value, (SELECT coalesce(max(row), 0) FROM entries)) WHERE name = 'searched'`);

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
        const body = bodyOf(row.kind as EntryKind, row.body as string);
        const text = folded(searchableText(body));
        at = row.row as number;
        count += 1;
        if (text) noteWords.run(at, text);
        follower.see(row.conversation as number, body, row.author === null ? (row.createdAt as number) : null);
        if (count % FOLLOWED === 0) follower.finish();
        if (performance.now() > until) break;
      }
      follower.finish();
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
  rows.entries.onAdded(() => {
    addedLately += 1;
    indexLater();
  });
  // What a crash left behind.
  indexLater();

  return {
    async settled() {
      await write(() => {});
      while (indexSome()) await new Promise(setImmediate);
    },
    forget(row, body) {
      const text = folded(searchableText(body));
      if (text && row <= (position.get() as { value: number }).value) forgetWords.run(row, text);
    },
    rewind: () => void rewind.run(),
    close() {
      isClosed = true;
      clearTimeout(timer);
    },
  };
}
