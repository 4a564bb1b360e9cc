/** Files as the store keeps them: what is known of each, its bytes, and the small picture of some. */
import type { FileKind } from '../../../protocol/file-kinds.ts';

/** What is known of a file. Its bytes lie apart, under its id; see `store/blobs.ts`. */
export interface FileRecord {
  id: string;
  siteId: string;
  /** Who uploaded it: `visitor:ID`, `agent:ID`, or `post:ID` while a plain form is being read. */
  uploader: string;
  clientId: string;
  /** As its sender called it, cleaned; once it is whole, with the ending of what it is. */
  name: string;
  /** Name as it came, which tells a repeat from another file. */
  givenName: string;
  /** Bytes of the whole. */
  size: number;
  /** Bytes that are kept. */
  received: number;
  /** SHA-256 of the bytes, hex. Empty: it is not whole, or not found good yet. */
  hash: string;
  /** Media type and kind by its bytes. Null: as `hash`. */
  type: string | null;
  kind: FileKind | null;
  /** Of the preview: its bytes, 0 for none. */
  previewSize: number;
  width: number | null;
  height: number | null;
  /** The entry that it was sent with; null: none yet. */
  conversationId: string | null;
  seq: number | null;
  /** Of a note: only agents may read it. */
  isPrivate: boolean;
  createdAt: number;
  /** When bytes came last; after a day without being sent it is taken away. */
  touchedAt: number;
}

/** What was found out about a file that is whole. */
export interface FileFacts {
  name: string;
  hash: string;
  /** Bytes, where nobody knew before how many would come. */
  size: number;
  type: string;
  kind: FileKind;
  preview: Buffer | null;
  width: number | null;
  height: number | null;
}

/** An entry that files were sent with. */
export interface FilePlace {
  siteId: string;
  uploader: string;
  conversationId: string;
  seq: number;
  isPrivate: boolean;
}

export interface FileStore {
  /**
   * Begins an upload. A repeat of uploader and `clientId` is answered with what is kept of the first.
   * @param totalBytes that the site may keep, this one among them
   * @throws AppError CLIENT_ID_REUSED for another name or size, FILES_FULL
   */
  begin(file: FileRecord, totalBytes: number): Promise<{ file: FileRecord; isRepeat: boolean }>;
  find(id: string): Promise<FileRecord | null>;
  /** Those that are there, in no order. */
  findAll(ids: string[]): Promise<FileRecord[]>;
  /**
   * Keeps one more piece; on disk when it resolves (SPEC FI2).
   * @param offset where it begins: a whole number of pieces
   * @returns the file as it is then; null: it is not there, or no piece may begin there now
   */
  addPiece(id: string, offset: number, bytes: Buffer, at: number): Promise<FileRecord | null>;
  /** Makes a whole file ready to be sent. Null: it is not there. */
  finish(id: string, facts: FileFacts): Promise<FileRecord | null>;
  /** Files of a post become those of the visitor who turned out to have sent it. */
  give(ids: string[], uploader: string): Promise<void>;
  /** The bytes of a whole file from `from` to `to`, not included; or of its preview. They end early where bytes are lost. */
  read(id: string, from: number, to: number): Promise<AsyncIterable<Buffer>>;
  readPreview(id: string): Promise<AsyncIterable<Buffer>>;
  /** Files sent in a conversation, oldest first. For a person's export and erasure. */
  ofConversation(conversationId: string): Promise<FileRecord[]>;
  /** Files that one uploader has, sent or not, oldest first. */
  ofUploader(uploader: string): Promise<FileRecord[]>;
  /** Takes files away, bytes first, so that one that breaks off can be asked for again. Those that are gone are no error. */
  remove(ids: string[]): Promise<void>;
  /** The same, unless they were sent with something meanwhile. @returns how many went */
  removeUnsent(ids: string[]): Promise<number>;
  /** Takes away what nobody went on with since and sent with nothing (SPEC FI7). */
  sweep(before: number): Promise<void>;
}
