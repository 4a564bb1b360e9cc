import { DatabaseSync } from 'node:sqlite';
import { MongoClient } from 'mongodb';
import { sqlitePath } from '../../server/store/open.ts';

/** An entry, as far as an ack says where it is. */
export interface Kept {
  conversationId: string;
  seq: number;
  /** Null where the server itself wrote it. */
  clientId: string | null;
}

/** Every entry of a database that no server has open, read past our own code. */
export async function keptIn(databaseUrl: string): Promise<Kept[]> {
  const path = sqlitePath(databaseUrl);
  return path === null ? inMongo(databaseUrl) : inSqlite(path);
}

function inSqlite(path: string): Kept[] {
  const db = new DatabaseSync(path);
  const rows = db
    .prepare(
      `SELECT c.id AS conversationId, e.seq, e.client_id AS clientId
       FROM entries e JOIN conversations c ON c.row = e.conversation`,
    )
    .all();
  db.close();
  return rows as unknown as Kept[];
}

async function inMongo(url: string): Promise<Kept[]> {
  const client = await new MongoClient(url).connect();
  try {
    const entries = client
      .db()
      .collection<{ _id: number; conversationId: string; seq: number; clientId?: string }>('entries');
    const found = await entries.find({}, { projection: { conversationId: 1, seq: 1, clientId: 1 } }).toArray();
    return found.map(({ conversationId, seq, clientId }) => ({ conversationId, seq, clientId: clientId ?? null }));
  } finally {
    await client.close();
  }
}
