/** What is taken of files, and how they are shown: pure. */

import type { Author, EntryBody } from '../../../protocol/entries.ts';
import { FILE_NAME_CHARS } from '../../../protocol/file-kinds.ts';
import type { FileInfo, FileSettings } from '../../../protocol/files.ts';
import { AppError } from '../../app-error.ts';
import type { FileRecord } from './store.ts';

/** What was uploaded and sent with nothing is taken away after so long. */
export const UNSENT_FILE_MS = 24 * 3_600_000;

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

/** Marks that turn the direction of writing, which make `gpj.exe` look like a picture, and others that nobody sees. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
/** What separates folders, and what Windows takes in no name. */
const NOT_IN_NAMES = /[/\\:*?"<>|]/g;

/** A name as text: nothing that hides, turns or leads anywhere (SPEC FI9). @returns `file` where nothing is left */
export function cleanName(given: string): string {
  const [name, ending] = splitName(
    given
      .toWellFormed()
      .normalize('NFC')
      .replace(UNSEEN, '')
      .replace(NOT_IN_NAMES, '_')
      .replace(/\s+/g, ' ')
      // A dot in front hides a file, one at the end is dropped by Windows.
      .replace(/^[.\s]+|[.\s]+$/g, ''),
  );
  const dotted = ending ? `.${ending}` : '';
  return `${shortened(name, FILE_NAME_CHARS - dotted.length)}${dotted}` || 'file';
}

/** @returns the ending in small letters, without its dot; empty where there is none */
export function splitName(name: string): [name: string, ending: string] {
  const found = /^(.+)\.([a-z0-9]{1,8})$/i.exec(name);
  return found ? [found[1]!, found[2]!.toLowerCase()] : [name, ''];
}

/** No half of a character at the end. */
function shortened(text: string, units: number): string {
  return text
    .slice(0, units)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd();
}
