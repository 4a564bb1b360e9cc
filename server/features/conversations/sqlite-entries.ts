import type { Conversation } from '../../../protocol/conversations.ts';
import type { Author, Entry, EntryBody, EntryKind } from '../../../protocol/entries.ts';
import { AppError } from '../../app-error.ts';
import type { FlatStore } from '../../store/flat.ts';
import type { Turns } from '../../store/sqlite/turns.ts';
import type { HeldConversation } from './sqlite-rows.ts';

interface EntryRow {
  conversationId: string;
  seq: number;
  clientId: string | null;
  author: string | null;
  kind: EntryKind;
  body: string;
  createdAt: number;
}

type BackRow = [
  seq: number,
  clientId: string | null,
  author: string | null,
  kind: EntryKind,
  body: string,
  createdAt: number,
];

/** Where the entries of a conversation end. */
interface Chain {
  row: number;
  newest: number;
  lastSeq: number;
}

/** `SELECT ${ENTRY} …` gives rows for `entryFromRow`; add WHERE and ORDER BY over `e`. */
export const ENTRY = `c.id AS conversationId, e.seq, e.client_id AS clientId, e.author, e.kind, e.body,
  e.created_at AS createdAt FROM entries e JOIN conversations c ON c.row = e.conversation`;

const VISITOR: Author = { kind: 'visitor' };
const SYSTEM: Author = { kind: 'system' };

export function entryFromRow(from: unknown): Entry {
  const { conversationId, seq, clientId, author, kind, body, createdAt } = from as EntryRow;
  return {
    conversationId,
    seq,
    clientId,
    author: author === null ? { ...VISITOR } : author === '' ? { ...SYSTEM } : JSON.parse(author),
    body: bodyOf(kind, body),
    createdAt,
  };
}

/** The body of an entry from its two columns. */
export function bodyOf(kind: EntryKind, body: string): EntryBody {
  return kind === 'message' || kind === 'note' ? { kind, text: body } : JSON.parse(body);
}

/** The next numbered item of a conversation (SPEC ST3). */
export function nextEntry(
  conversation: Conversation,
  clientId: string | null,
  author: Author,
  body: EntryBody,
  createdAt: number,
): Entry {
  return { conversationId: conversation.id, seq: conversation.lastSeq + 1, clientId, author, body, createdAt };
}

export type Entries = ReturnType<typeof createEntries>;

/** Entries, and what makes each of them happen once. */
export function createEntries({ writer, reader, read }: Turns) {
  let added = (): void => {};

  const insert = writer.prepare(`
    INSERT INTO entries (conversation, previous, seq, site, client_id, fingerprint, author, kind, body, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const byClientId = writer.prepare(
    `SELECT e.fingerprint, e.conversation, ${ENTRY} WHERE e.client_id = ? AND e.site = ?`,
  );
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
    /**
     * Inside a step: adds an entry as the newest of its conversation. The unique index is what decides whether it is a
     * repeat, so the usual message costs no question first (SPEC ST2).
     * @returns its row; null when one of its site has the same client id already, and nothing is written
     */
    insert(held: HeldConversation, entry: Entry, fingerprint: string | null): number | null {
      const { seq, clientId, author, body, createdAt } = entry;
      const who = author.kind === 'visitor' ? null : author.kind === 'system' ? '' : JSON.stringify(author);
      const what = body.kind === 'message' || body.kind === 'note' ? body.text : JSON.stringify(body);
      const { changes, lastInsertRowid } = insert.run(
        held.row,
        held.newest,
        seq,
        held.site,
        clientId,
        fingerprint,
        who,
        body.kind,
        what,
        createdAt,
      );
      added();
      return changes === 1 ? Number(lastInsertRowid) : null;
    },

    /**
     * Inside a step: what came before under a client id, with the row of its conversation.
     * @throws AppError CLIENT_ID_REUSED when it was something else
     */
    sentBefore(site: number, clientId: string, fingerprint: string): { entry: Entry; conversation: number } | null {
      const row = byClientId.get(clientId, site) as { fingerprint: string; conversation: number } | undefined;
      if (!row) return null;
      if (row.fingerprint !== fingerprint) throw reused(clientId);
      return { entry: entryFromRow(row), conversation: row.conversation };
    },
    /** Told of each added entry, before it is committed. */
    onAdded(told: () => void): void {
      added = told;
    },

    verbs: {
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
    } satisfies Partial<FlatStore>,
  };
}

export function reused(clientId: string): AppError {
  return new AppError('CLIENT_ID_REUSED', `The client id ${clientId} came before with other content.`);
}
