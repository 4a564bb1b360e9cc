/** What a database file says, read past the server: the witness of every fault test. */

import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect } from 'vitest';
import type { Entry } from '../../protocol/entities.ts';

export interface Kept {
  conversationId: string;
  seq: number;
  clientId: string | null;
  kind: string;
  /** JSON but for messages. */
  body: string;
}

/**
 * Every entry, by conversation and number, from a copy of the file and its log: what a server would find that starts
 * now. The file itself stays as the fault left it. Fails unless SQLite finds the copy whole.
 */
export async function entriesIn(database: string): Promise<Kept[]> {
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
export function expectAcked(kept: Kept[], acked: Iterable<Entry>): void {
  const byId = new Map(kept.map(each => [each.clientId, each]));
  for (const { clientId, conversationId, seq } of acked) {
    const found = byId.get(clientId);
    if (found?.conversationId !== conversationId || found.seq !== seq) {
      throw new Error(`${clientId} was acked as ${conversationId} ${seq}, but the file has ${JSON.stringify(found)}`);
    }
  }
}
