import type { Author, Conversation, Entry, EntryBody, EntryKind } from '../../../protocol/entities.ts';
import { AppError } from '../../app-error.ts';
import type { Store } from '../store.ts';
import type { Turns } from './turns.ts';

interface EntryRow {
  conversationId: string;
  seq: number;
  clientId: string | null;
  author: string | null;
  kind: EntryKind;
  body: string;
  createdAt: number;
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
    INSERT INTO entries (conversation, seq, site, client_id, fingerprint, author, kind, body, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const byClientId = writer.prepare(
    `SELECT e.fingerprint, e.conversation, ${ENTRY} WHERE e.client_id = ? AND e.site = ?`,
  );
  const ofConversation = `WHERE e.conversation = (SELECT row FROM conversations WHERE id = ?)`;
  const after = reader.prepare(`SELECT ${ENTRY} ${ofConversation} AND e.seq > ? ORDER BY e.seq LIMIT ?`);
  const before = reader.prepare(`SELECT ${ENTRY} ${ofConversation} AND e.seq < ? ORDER BY e.seq DESC LIMIT ?`);

  return {
    /**
     * Inside a step: adds an entry; false when one of its site has the same client id already, and nothing is written.
     * The unique index is what decides, so the usual message costs no question first (SPEC ST2).
     */
    insert(entry: Entry, keys: { conversation: number; site: number; fingerprint: string | null }): boolean {
      const { seq, clientId, author, body, createdAt } = entry;
      const who = author.kind === 'visitor' ? null : author.kind === 'system' ? '' : JSON.stringify(author);
      const what = body.kind === 'message' || body.kind === 'note' ? body.text : JSON.stringify(body);
      const { changes } = insert.run(
        keys.conversation,
        seq,
        keys.site,
        clientId,
        keys.fingerprint,
        who,
        body.kind,
        what,
        createdAt,
      );
      added();
      return changes === 1;
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
        read(() => after.all(conversationId, afterSeq, limit).map(entryFromRow)),
      entriesBefore: (conversationId, beforeSeq, limit) =>
        read(() =>
          before
            .all(conversationId, beforeSeq ?? Number.MAX_SAFE_INTEGER, limit)
            .map(entryFromRow)
            .reverse(),
        ),
    } satisfies Partial<Store>,
  };
}

export function reused(clientId: string): AppError {
  return new AppError('CLIENT_ID_REUSED', `The client id ${clientId} came before with other content.`);
}
