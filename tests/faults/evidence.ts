/** What a database says, read past the server: the witness of every fault test. */

import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Document } from 'mongodb';
import { expect } from 'vitest';
import type { Conversation } from '../../protocol/conversations.ts';
import type { Entry, VisitorEntry } from '../../protocol/entries.ts';
import {
  type ConversationDocument,
  type EntryDocument,
  toConversation,
  toEntry,
} from '../../server/features/conversations/mongo-document.ts';
import { afterEntry } from '../../server/features/conversations/rules.ts';
import { isQuiet } from '../../server/store/mongo/ledger.ts';
import { withClient } from './replica-set.ts';

export interface Kept {
  conversationId: string;
  seq: number;
  clientId: string | null;
  kind: string;
  /** JSON but for messages. */
  body: string;
}

/** Every entry, by conversation and number. @param database path of an SQLite file, or the address at MongoDB */
export function entriesIn(database: string): Promise<Kept[]> {
  return database.startsWith('mongodb:') ? entriesAt(database) : entriesOf(database);
}

/**
 * From a copy of the file and its log: what a server would find that starts now. The file itself stays as the fault left
 * it. Fails unless SQLite finds the copy whole.
 */
async function entriesOf(database: string): Promise<Kept[]> {
  const folder = await mkdtemp(join(tmpdir(), 'deskbell-evidence-'));
  try {
    const copy = join(folder, basename(database));
    // Not the shared memory beside them: it is an index of the log, and made anew.
    for (const suffix of ['', '-wal']) {
      if (existsSync(database + suffix)) await copyFile(database + suffix, copy + suffix);
    }
    const db = new DatabaseSync(copy);
    try {
      expect(db.prepare('PRAGMA integrity_check').all()).toEqual([{ integrity_check: 'ok' }]);
      expect(db.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
      const rows = db.prepare(`
        SELECT c.id AS conversationId, e.seq, e.client_id AS clientId, e.kind, e.body
        FROM entries e JOIN conversations c ON c.row = e.conversation ORDER BY c.row, e.seq`);
      return rows.all().map(row => ({ ...row }) as unknown as Kept);
    } finally {
      db.close();
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * As of one moment, and only what a majority holds. Fails unless every conversation is what its entries make of it, but
 * for the few words that it may be behind while somebody waits (see `server/store/mongo/ledger.ts`).
 */
function entriesAt(url: string): Promise<Kept[]> {
  return withClient(url, async client => {
    const session = client.startSession({ snapshot: true });
    const read = <D extends Document>(name: string) => client.db().collection<D>(name).find({}, { session });
    const entries = await read<EntryDocument>('entries').sort({ conversationId: 1, seq: 1 }).toArray();
    const conversations = await read<ConversationDocument>('conversations').toArray();
    await session.endSession();

    const byConversation = Map.groupBy(entries, each => each.conversationId);
    expect(conversations.map(each => each._id).toSorted()).toEqual([...byConversation.keys()].toSorted());
    for (const each of conversations) expectConversation(each, byConversation.get(each._id)!.map(toEntry));
    return entries.map(({ conversationId, seq, clientId = null, body: { kind, ...rest } }) => {
      const body = 'text' in rest && kind === 'message' ? rest.text : JSON.stringify(rest);
      return { conversationId, seq, clientId, kind, body };
    });
  });
}

/** What entries make of a conversation, before the first one. */
const EMPTY = {
  status: 'open',
  assigneeId: null,
  lastSeq: 0,
  lastVisitorSeq: 0,
  waitingSince: null,
  preview: { text: '', author: 'visitor', kind: 'message' },
} as const satisfies Partial<Conversation>;

function expectConversation(document: ConversationDocument, entries: Entry[]): void {
  const stored = toConversation(document);
  // A crowd of strangers is pressure: some are held, which is judged before the first entry and stands in none.
  const status = stored.status === 'held' ? 'held' : EMPTY.status;
  const began: Conversation = { ...stored, ...EMPTY, status, channels: [] };
  const upTo = entries.slice(0, stored.lastSeq).reduce((conversation, entry) => afterEntry(conversation, entry), began);
  const { callbackAt, agentReadSeq, visitorReadSeq } = stored;
  // These move by more than entries.
  expect({ ...upTo, callbackAt, agentReadSeq, visitorReadSeq }).toEqual(stored);
  entries.slice(stored.lastSeq).reduce((before, entry) => {
    const after = afterEntry(before, entry);
    if (!isQuiet(before, after)) throw new Error(`${document._id} should be at ${entry.seq}, is at ${stored.lastSeq}`);
    return after;
  }, stored);
}

/** Fails unless numbers run 1, 2, 3… in every conversation, and no client id is there twice (SPEC ST2, ST3). */
export function expectOrdered(kept: Kept[]): void {
  for (const [conversationId, its] of Map.groupBy(kept, each => each.conversationId)) {
    const gap = its.findIndex((each, index) => each.seq !== index + 1);
    if (gap >= 0) throw new Error(`${conversationId} should have number ${gap + 1}, has ${its[gap]!.seq}`);
  }
  const byId = Map.groupBy(
    kept.filter(each => each.clientId !== null),
    each => each.clientId,
  );
  expect([...byId.values()].filter(its => its.length > 1)).toEqual([]);
}

/** Fails unless everything acked is there, under the number that the ack said (SPEC ST1). */
export function expectAcked(kept: Kept[], acked: Iterable<VisitorEntry>): void {
  const byId = new Map(kept.map(each => [each.clientId, each]));
  for (const { clientId, conversationId, seq } of acked) {
    const found = byId.get(clientId);
    if (found?.conversationId !== conversationId || found.seq !== seq) {
      throw new Error(`${clientId} was acked as ${conversationId} ${seq}, but the store has ${JSON.stringify(found)}`);
    }
  }
}
