import type { Entry, EntryKind } from '../../../protocol/entries.ts';
import type { Engine } from '../../store/sqlite/engine.ts';
import { entryFromRow } from '../../store/sqlite/entry-rows.ts';
import type { ConversationStore } from './store.ts';

/** Where the entries of a conversation end. */
interface Chain {
  row: number;
  newest: number;
  lastSeq: number;
}

type BackRow = [
  seq: number,
  clientId: string | null,
  author: string | null,
  kind: EntryKind,
  body: string,
  createdAt: number,
];

/** The entries of a conversation, along their chain (see `SCHEMA_3`). */
export function createEntryReader({ reader, read }: Engine): Pick<ConversationStore, 'entriesAfter' | 'entriesBefore'> {
  const chainOf = reader.prepare('SELECT row, newest, last_seq AS lastSeq FROM conversations WHERE id = ?');
  const anchor = reader.prepare(
    'SELECT row FROM entries WHERE conversation = ? AND seq % 32 = 0 AND seq >= ? ORDER BY seq LIMIT 1',
  );
  /** From an entry back along the chain. */
  const back = reader.prepare(`
    WITH RECURSIVE back (previous, seq, clientId, author, kind, body, createdAt) AS (
      SELECT previous, seq, client_id, author, kind, body, created_at FROM entries WHERE row = ?
      UNION ALL
      SELECT e.previous, e.seq, e.client_id, e.author, e.kind, e.body, e.created_at
      FROM back CROSS JOIN entries e ON e.row = back.previous WHERE back.seq > ?
    )
    SELECT seq, clientId, author, kind, body, createdAt FROM back WHERE seq <= ?`);
  // Half the price of objects with names, and pages of entries are what is read most.
  back.setReturnArrays(true);

  /** Entries from one number to another, oldest first. */
  function between(conversationId: string, { row, newest }: Chain, first: number, last: number): Entry[] {
    const from = (anchor.get(row, last) as { row: number } | undefined)?.row ?? newest;
    return (back.all(from, first, last) as unknown as BackRow[])
      .map(([seq, clientId, author, kind, body, createdAt]) =>
        entryFromRow({ conversationId, seq, clientId, author, kind, body, createdAt }),
      )
      .reverse();
  }

  return {
    entriesAfter: (conversationId, afterSeq, limit) =>
      read(() => {
        const chain = chainOf.get(conversationId) as Chain | undefined;
        if (!chain || afterSeq >= chain.lastSeq) return [];
        return between(conversationId, chain, afterSeq + 1, Math.min(afterSeq + limit, chain.lastSeq));
      }),

    entriesBefore: (conversationId, beforeSeq, limit) =>
      read(() => {
        const chain = chainOf.get(conversationId) as Chain | undefined;
        if (!chain) return [];
        const last = Math.min(beforeSeq ?? Infinity, chain.lastSeq + 1) - 1;
        return between(conversationId, chain, last - limit + 1, last);
      }),
  };
}
