/** People who come by a file, as the store keeps them. */
import type { AuditRow } from '../../../protocol/audit.ts';
import type { Contact, IdentityName } from '../../../protocol/contacts.ts';
import type { ImportOutcome, ImportReason, ImportRun, ImportState } from '../../../protocol/imports.ts';
import type { DeskNews } from '../webhooks/rules.ts';
import type { Joining, KnownPeople } from './filling.ts';
import type { MadeRecord, RowIn } from './joining.ts';
import type { KnownRecord, RecordKind } from './records.ts';

/** An import, with where its rows lie. */
export interface ImportRecord extends ImportRun {
  /** Bytes of its rows, each a line of JSON. */
  rowBytes: number;
  /** Where the next one begins. */
  offset: number;
  /** When it may be taken up by a server; ms since the epoch. */
  readyAt: number;
}

/** What became of a row. */
export interface ImportRowRecord {
  /** See `rowId`. */
  id: string;
  importId: string;
  line: number;
  outcome: ImportOutcome;
  reason: ImportReason | null;
  column: number | null;
  contactId: string | null;
  /** As it stood in the file; empty where it was taken. */
  cells: string[];
  /** What it wrote beside people; null: nothing. */
  made: MadeRecord | null;
}

/** Somebody whom an import made or changed. */
export interface ImportPersonRecord {
  /** See `rowId`. */
  id: string;
  importId: string;
  contactId: string;
  /** The first that told of them. */
  line: number;
  /** As they were before; null: they came by it. */
  before: Contact | null;
  /** Of the contact, as the import left it: whoever has another was touched since. */
  version: number;
  state: 'written' | 'undone' | 'kept';
}

/** Each once: an import, and a line or a contact of it. Ids have no spaces in them. */
export function rowId(importId: string, of: number | string): string {
  return `${importId} ${of}`;
}

/** What may be changed of an import from outside of its run. */
export type ImportChange = Partial<Omit<ImportRecord, 'id' | 'createdAt'>>;

export interface ImportStore {
  /** @throws AppError IMPORTS_FULL when `MOST_OPEN` of them are not ended */
  create(run: ImportRecord): Promise<void>;
  find(id: string): Promise<ImportRecord | null>;
  /** Newest first. */
  newest(limit: number): Promise<ImportRecord[]>;
  /** Changes one that is in one of these states. Null: there is none, or it is in another. */
  change(id: string, from: readonly ImportState[], change: ImportChange, row?: AuditRow): Promise<ImportRecord | null>;
  /** With what became of its rows. False: there is none, or it is at work. */
  delete(id: string): Promise<boolean>;

  /** Keeps a piece of its file, or of its rows, at a multiple of a piece's length. */
  write(id: string, of: 'file' | 'rows', offset: number, bytes: Buffer): Promise<void>;
  /** They are whole from now on. */
  seal(id: string, of: 'file' | 'rows', size: number): Promise<void>;
  /** Fewer bytes where they are not there. */
  read(id: string, of: 'file' | 'rows', from: number, to: number): Promise<AsyncIterable<Buffer>>;
  /** Forgets the bytes. What is not there is no error. */
  drop(id: string, of: readonly ('file' | 'rows')[]): Promise<void>;

  /** Whom these lead to, and which contacts and records are there, for a look before anything is written. */
  known(
    identities: readonly IdentityName[],
    contactIds: readonly string[],
    records: readonly KnownRecord[],
  ): Promise<KnownPeople>;
  /** Hands out what is to go on. Until `leaseUntil` no other server gets it; then it is due again. */
  take(at: number, leaseUntil: number): Promise<ImportRecord[]>;
  /**
   * Writes people, what else is known of them, what became of their rows, and how far it came, in one step (SPEC IM3). Where it came further already, or
   * runs no more, nothing is done.
   * @param batch.from rows that were through before
   * @returns the import as it is now; null: nothing was done
   */
  apply(batch: {
    id: string;
    from: number;
    rows: readonly RowIn[];
    joining: Joining;
    /** How far it is then; `endedAt` ends it. */
    to: Pick<ImportRecord, 'done' | 'offset' | 'readyAt' | 'endedAt'>;
    /** What webhooks are told when it ends. */
    news(ended: ImportRecord): DeskNews[];
  }): Promise<ImportRecord | null>;
  /**
   * Takes back some of what it did, what it wrote beside people first: that and who came by it go, who was changed is as
   * before, and what was touched since stays (SPEC IM5). One step. With nothing left it is `undone`.
   */
  undo(id: string, some: { limit: number; at: number; readyAt: number }): Promise<ImportRecord | null>;
  /** What became of rows, by line; of an undo `undone` and `kept` are the people, and what was written beside them. */
  rows(query: { id: string; outcome: ImportOutcome; afterLine: number; limit: number }): Promise<ImportRowRecord[]>;
  /** Contacts for a file of everybody, by id; the first has `''` before it. */
  contactsAfter(id: string, limit: number): Promise<Contact[]>;
  /** The same for what else is known of people. */
  recordsAfter(kind: RecordKind, id: string, limit: number): Promise<KnownRecord[]>;
  /** Forgets imports from before then, as far as they are not at work. */
  sweep(before: number): Promise<void>;
}

/** Imports that are not ended: each has a file of some size. */
export const MOST_OPEN = 10;
/** Those that have one. */
export const OPEN_STATES: readonly ImportState[] = ['uploading', 'ready', 'running', 'stopped'];
/** Those that a server works on. */
export const AT_WORK: readonly ImportState[] = ['running', 'undoing'];
