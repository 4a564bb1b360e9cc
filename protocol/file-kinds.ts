/**
 * What files may be, and the numbers that both ends of an upload obey. Imports nothing, so that pages can use it for a
 * few bytes. A site says which of the kinds it takes, and less than these numbers.
 */

export const FILE_KINDS = ['image', 'pdf', 'office', 'audio', 'text'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** The endings of each kind, with spaces between them. The bytes decide, not the name. */
export const FILE_ENDINGS: Readonly<Record<FileKind, string>> = {
  image: 'png jpg jpeg gif webp avif heic',
  pdf: 'pdf',
  office: 'docx xlsx pptx odt ods odp doc xls ppt',
  audio: 'mp3 m4a ogg opus wav webm',
  text: 'txt csv',
};

/** Kinds as `accept` of a file input lists them. */
export function acceptOf(kinds: readonly FileKind[]): string {
  return kinds.flatMap(kind => FILE_ENDINGS[kind].split(' ').map(ending => `.${ending}`)).join();
}

/** Bytes of each piece of an upload but the last, which is the rest: a second on a slow phone, and what a broken line costs. */
export const PIECE_BYTES = 256 * 1024;
/** UTF-16 units of a file's name; longer ones are shortened before their ending. */
export const FILE_NAME_CHARS = 200;
/** Files of one entry at most, whatever the site says. */
export const FILE_COUNT = 10;
/** Bytes of one file at most, whatever the site says: 50 MiB. */
export const FILE_BYTES = 50 * 1024 * 1024;
/** Files whose addresses are asked for at once: those of a page of entries are asked for in a few requests. */
export const LINKED_FILES = 50;
/** Bytes of a service's picture as it is sent: a photograph of a phone. What is kept of it is small. */
export const PICTURE_BYTES = 12 * 1024 * 1024;
