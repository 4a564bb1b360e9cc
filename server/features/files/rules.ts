/** What is taken of files, and how they are shown: pure. */

import type { Author, EntryBody } from '../../../protocol/entries.ts';
import type { FileInfo, FileSettings } from '../../../protocol/files.ts';
import { AppError } from '../../app-error.ts';
import { cleanName } from './names.ts';
import type { FileRecord } from './store.ts';

/** What was uploaded and sent with nothing is taken away after so long. */
export const UNSENT_FILE_MS = 24 * 3_600_000;

/** One of which nothing has come yet. */
export function newFile(of: {
  id: string;
  siteId: string;
  uploader: string;
  clientId: string;
  /** As its sender calls it. */
  name: string;
  size: number;
  at: number;
}): FileRecord {
  return {
    id: of.id,
    siteId: of.siteId,
    uploader: of.uploader,
    clientId: of.clientId,
    name: cleanName(of.name),
    givenName: of.name.toWellFormed(),
    size: of.size,
    received: 0,
    hash: '',
    type: null,
    kind: null,
    previewSize: 0,
    width: null,
    height: null,
    conversationId: null,
    seq: null,
    isPrivate: false,
    createdAt: of.at,
    touchedAt: of.at,
  };
}

/** The files of an entry. */
export function filesOf(body: EntryBody): readonly FileInfo[] {
  return ('files' in body && body.files) || [];
}

/** Whose files an agent's entry may have. */
export function uploaderOf(author: Author): string {
  return author.kind === 'agent' ? `agent:${author.id}` : author.kind;
}

/** The same entry with files; without any it stays as it was. */
export function withFiles<Body extends EntryBody>(body: Body, files: FileInfo[]): Body {
  return files.length > 0 ? { ...body, files } : body;
}

export function notSendable(id: string): AppError {
  return new AppError('FILE_UNKNOWN', `There is no file ${id} here, or it was sent already; upload it anew.`);
}

/** Whether two beginnings of one upload mean the same file. */
export function isSameFile(a: FileRecord, b: FileRecord): boolean {
  return a.siteId === b.siteId && a.givenName === b.givenName && a.size === b.size;
}

/** A whole file as entries have it; null: it is not whole. */
export function infoOf(file: FileRecord): FileInfo | null {
  const { id, name, size, type, kind, previewSize, width, height } = file;
  if (type === null || kind === null) return null;
  return {
    id,
    name,
    size,
    type,
    kind,
    hasPreview: previewSize > 0,
    ...(width !== null && height !== null && { width, height }),
  };
}

/** @throws AppError FILES_OFF, FILE_TOO_LARGE; whether its kind is taken is only known when it is whole */
export function refuseUpload(settings: FileSettings | null, { size }: { size: number }): asserts settings {
  if (!settings) throw new AppError('FILES_OFF');
  if (size <= settings.maxBytes) return;
  throw new AppError('FILE_TOO_LARGE', `A file takes up to ${settings.maxBytes} bytes here, got ${size}.`);
}

/** @throws AppError FILES_OFF, FILES_TOO_MANY */
export function refuseTooMany(settings: FileSettings | null, ids: string[]): void {
  if (!settings) throw new AppError('FILES_OFF');
  if (ids.length <= settings.maxCount) return;
  throw new AppError('FILES_TOO_MANY', `One message takes up to ${settings.maxCount} files here, got ${ids.length}.`);
}
