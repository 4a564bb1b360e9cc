import type { Author, Entry, EntryBody, EntryKind } from '../../../protocol/entries.ts';
import { isVisible } from '../../features/conversations/visibility.ts';
import type { HeldConversation } from './conversation-rows.ts';
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

/** Before the JSON of a message or note that has more than text in it. No text has it: fields are cleaned of controls. */
const JSON_MARK = '\u0001';

/** The body of an entry from its two columns. */
export function bodyOf(kind: EntryKind, body: string): EntryBody {
  if (kind !== 'message' && kind !== 'note') return JSON.parse(body);
  return body.startsWith(JSON_MARK) ? JSON.parse(body.slice(1)) : { kind, text: body };
}

/** The columns of an entry's author and body. */
export function columnsOf({ author, body }: Pick<Entry, 'author' | 'body'>): { who: string | null; what: string } {
  return {
    who: author.kind === 'visitor' ? null : author.kind === 'system' ? '' : JSON.stringify(author),
    what: textOf(body),
  };
}

function textOf(body: EntryBody): string {
  if (body.kind !== 'message' && body.kind !== 'note') return JSON.stringify(body);
  const { files, mentions, script, mail } = body as Partial<Record<'files' | 'mentions' | 'script' | 'mail', unknown>>;
  const isPlain = !files && !mentions && !script && !mail;
  return isPlain ? body.text : JSON_MARK + JSON.stringify(body);
}

/** What was sent before under a client id. */
export interface SentEntry {
  entry: Entry;
  fingerprint: string;
  /** Row of its conversation. */
  conversation: number;
  /** Row of the entry before it; null: it is the first. */
  previous: number | null;
}

export type EntryRows = ReturnType<typeof createEntryRows>;

/** The rows of entries: the only place that writes them. All inside a step. */
export function createEntryRows({ writer }: Turns) {
  let added = (): void => {};

  const insert = writer.prepare(`
    INSERT INTO entries (conversation, previous, seq, site, client_id, fingerprint, author, kind, body, created_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`);
  const byClientId = writer.prepare(
    `SELECT e.fingerprint, e.conversation, e.previous, ${ENTRY} WHERE e.client_id = ? AND e.site = ?`,
  );
  const byRow = writer.prepare('SELECT previous, seq, kind, body FROM entries WHERE row = ?');
  const since = writer.prepare(`
    WITH RECURSIVE back (row, previous, seq) AS (
      SELECT row, previous, seq FROM entries WHERE row = ?1
      UNION ALL
      SELECT e.row, e.previous, e.seq FROM back CROSS JOIN entries e ON e.row = back.previous WHERE back.seq > ?2
    )
    SELECT ${ENTRY} WHERE e.row IN (SELECT row FROM back) AND e.seq >= ?2 ORDER BY e.seq`);
  const chainFrom = writer.prepare(`
    WITH RECURSIVE back (row, previous, seq, clientId, author, kind, body) AS (
      SELECT row, previous, seq, client_id, author, kind, body FROM entries WHERE row = ?
      UNION ALL
      SELECT e.row, e.previous, e.seq, e.client_id, e.author, e.kind, e.body
      FROM back CROSS JOIN entries e ON e.row = back.previous
    )
    SELECT row, seq, clientId, author IS NULL AS isVisitors, kind, body FROM back`);
  const drop = writer.prepare('DELETE FROM entries WHERE row = ?');
  const changeBody = writer.prepare('UPDATE entries SET body = ? WHERE row = ?');

  return {
    /**
     * Adds an entry as the newest of its conversation. The unique index is what decides whether it is a repeat, so the
     * usual message costs no question first (SPEC ST2).
     * @returns its row; null when one of its site has the same client id already, and nothing is written
     */
    insert(held: HeldConversation, entry: Entry, fingerprint: string | null): number | null {
      const { seq, clientId, body, createdAt } = entry;
      const { who, what } = columnsOf(entry);
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

    /** @param site row of the site, within which client ids are told apart */
    findSent(site: number, clientId: string): SentEntry | null {
      const row = byClientId.get(clientId, site) as Omit<SentEntry, 'entry'> | undefined;
      if (!row) return null;
      const { fingerprint, conversation, previous } = row;
      return { entry: entryFromRow(row), fingerprint, conversation, previous };
    },

    /** Number of the newest entry from a row back that its visitor may see; 0: there is none. */
    visibleSeqFrom(row: number | null): number {
      let at = row;
      while (at !== null) {
        const { previous, seq, kind, body } = byRow.get(at) as unknown as ChainedRow;
        if (isVisible(bodyOf(kind, body))) return seq;
        at = previous;
      }
      return 0;
    },

    /** The entries of a conversation from a number on, oldest first. */
    since: (held: HeldConversation, seq: number): Entry[] => since.all(held.newest, seq).map(entryFromRow),
    /** Entries from a row back to the first of their conversation. */
    chainFrom: (row: number): ChainedEntry[] =>
      chainFrom.all(row).map(each => ({
        row: each.row as number,
        seq: each.seq as number,
        clientId: each.clientId as string | null,
        isVisitors: each.isVisitors === 1,
        body: bodyOf(each.kind as EntryKind, each.body as string),
      })),

    /** Takes one away. What follows it in its conversation has to go as well, in the same step. */
    drop: (row: number): void => void drop.run(row),

    /** Entries are written once; only what is too old is emptied. */
    empty(row: number, body: EntryBody): void {
      changeBody.run(columnsOf({ author: VISITOR, body }).what, row);
    },

    /** Told of each added entry, before it is committed. */
    onAdded(told: () => void): void {
      added = told;
    },
  };
}

/** An entry as it is found from the one after it. */
export interface ChainedEntry {
  row: number;
  seq: number;
  clientId: string | null;
  /** A visitor wrote it. */
  isVisitors: boolean;
  body: EntryBody;
}

interface ChainedRow extends Pick<EntryRow, 'seq' | 'kind' | 'body'> {
  previous: number | null;
}
