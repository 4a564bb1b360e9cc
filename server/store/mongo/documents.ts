/**
 * How entities lie in MongoDB: under their own id. Where one lies in another shape, its room's `mongo-document.ts` says
 * so. Below, what the servers keep for themselves.
 */
import type { Binary, ObjectId } from 'mongodb';
import type { Pause } from '../../../protocol/agents.ts';
import type { Word } from '../feed.ts';

/** An entity under its own id. */
export type Stored<T extends { id: string }> = Omit<T, 'id'> & { _id: string };

export function stored<T extends { id: string }>({ id, ...rest }: T): Stored<T> {
  return { _id: id, ...rest };
}

/** The opposite of `stored`. */
export function entity<D extends { _id: string }>({ _id, ...rest }: D): Omit<D, '_id'> & { id: string } {
  return { id: _id, ...rest };
}

/** One opened store. `indexedTo`: every entry it wrote up to this `_id` is in `texts`. */
export interface WriterDocument {
  _id: number;
  indexedTo: number;
  seenAt: Date;
  /** It was closed before it had indexed everything. */
  isClosed?: boolean;
}

/** A server that has the database open. */
export interface ServerDocument {
  _id: string;
  /** By the database's clock. */
  seenAt: Date;
}

/** What one server at a time may do, and until when by the database's clock. */
export interface LeaseDocument {
  _id: 'routing';
  holder: string;
  until: Date;
}

/**
 * Whose page is open: a visitor's, an agent's, or an agent's with a conversation open in it. Each has names of its own, since
 * an agent's pause is set by `agentId` alone.
 */
export type Place = PagePlace | { agentId: string } | { openId: string; onlookerId: string };
/** With its site, which is told when the page goes and only its `_id` is known. */
type PagePlace = { conversationId: string; siteId: string };

/** Somebody has a page open at a server. */
export interface PresenceDocument {
  _id: { serverId: string } & Place;
  /** Of an agent's page. */
  pause: Pause | null;
}

/** Said to other servers, and removed after a minute. */
export interface WordDocument {
  serverId: string;
  at: Date;
  word: Word;
}

/** A migration that was done; the highest number is the database's version. */
export interface MigrationDocument {
  _id: number;
  doneAt: Date;
}

/** Written by those who must not pass each other. */
export interface LockDocument {
  _id: string;
  /** How often it was taken. */
  turns: number;
  /** When nobody needs it any more, ms since the epoch; null: never. */
  expiresAt: number | null;
}

/** A file of GridFS; https://github.com/mongodb/specifications/blob/master/source/gridfs/gridfs-spec.md */
export interface BlobDocument {
  _id: string;
  length: number;
  chunkSize: number;
  uploadDate: Date;
  filename: string;
}

/** One of its chunks. Ours are as long as the pieces of an upload, so each piece is one, whichever server it came to. */
export interface BlobChunkDocument {
  _id: ObjectId;
  files_id: string;
  n: number;
  data: Binary;
}
