/** What a file is by its bytes, out of a list of what is taken at all (SPEC FI1). */
import { fileTypeFromBuffer } from 'file-type';
import { type Found, splitName } from './names.ts';

const WORD = 'application/vnd.openxmlformats-officedocument';
const ODF = 'application/vnd.oasis.opendocument';

/** By the ending that `file-type` gives. What does not stand here is not taken: SVG, HTML and scripts it does not even know. */
const TAKEN: Readonly<Record<string, Omit<Found, 'ending'>>> = {
  png: { type: 'image/png', kind: 'image' },
  jpg: { type: 'image/jpeg', kind: 'image' },
  gif: { type: 'image/gif', kind: 'image' },
  webp: { type: 'image/webp', kind: 'image' },
  avif: { type: 'image/avif', kind: 'image' },
  heic: { type: 'image/heic', kind: 'image' },
  pdf: { type: 'application/pdf', kind: 'pdf' },
  docx: { type: `${WORD}.wordprocessingml.document`, kind: 'office' },
  xlsx: { type: `${WORD}.spreadsheetml.sheet`, kind: 'office' },
  pptx: { type: `${WORD}.presentationml.presentation`, kind: 'office' },
  odt: { type: `${ODF}.text`, kind: 'office' },
  ods: { type: `${ODF}.spreadsheet`, kind: 'office' },
  odp: { type: `${ODF}.presentation`, kind: 'office' },
  doc: { type: 'application/msword', kind: 'office' },
  xls: { type: 'application/vnd.ms-excel', kind: 'office' },
  ppt: { type: 'application/vnd.ms-powerpoint', kind: 'office' },
  mp3: { type: 'audio/mpeg', kind: 'audio' },
  m4a: { type: 'audio/mp4', kind: 'audio' },
  ogg: { type: 'audio/ogg', kind: 'audio' },
  opus: { type: 'audio/ogg', kind: 'audio' },
  wav: { type: 'audio/wav', kind: 'audio' },
  webm: { type: 'audio/webm', kind: 'audio' },
  txt: { type: 'text/plain', kind: 'text' },
  csv: { type: 'text/csv', kind: 'text' },
};

/** The same under other names: an animated PNG is a PNG to who opens it. */
const ALIASES: Readonly<Record<string, string>> = { apng: 'png', oga: 'ogg', heif: 'heic' };

/** Streams of a compound file (MS-CFB), by which its document is told; names there are UTF-16. */
const COMPOUND: readonly (readonly [stream: string, ending: string])[] = [
  ['WordDocument', 'doc'],
  ['Workbook', 'xls'],
  ['PowerPoint Document', 'ppt'],
];
const COMPOUND_MACROS = '_VBA_PROJECT';
/** Entries of a zipped document that has macros in it, whatever it calls itself; names stand there as they are. */
const ZIPPED_MACROS = ['vbaProject.bin', 'Basic/script-lc.xml', 'Scripts/python/'];

/** Names of video in a WebM file (Matroska, codec ids): with any it is a film. It has them at its beginning. */
const WEBM_VIDEO = 'V_';
const WEBM_HEAD_BYTES = 16 * 1024;

/** @param name as its sender called it: of plain text nothing else says which it is */
export async function foundIn(bytes: Buffer, name: string): Promise<Found | null> {
  const found = await fileTypeFromBuffer(bytes);
  const ending = found ? endingOf(ALIASES[found.ext] ?? found.ext, bytes) : textEnding(bytes, name);
  const taken = ending === null ? undefined : TAKEN[ending];
  return ending !== null && taken ? { ending, ...taken } : null;
}

function endingOf(ext: string, bytes: Buffer): string | null {
  if (ext === 'cfb') {
    if (bytes.includes(COMPOUND_MACROS, 0, 'utf16le')) return null;
    return COMPOUND.find(([stream]) => bytes.includes(stream, 0, 'utf16le'))?.[1] ?? null;
  }
  if (TAKEN[ext]?.kind === 'office' && ZIPPED_MACROS.some(each => bytes.includes(each))) return null;
  if (ext === 'webm' && bytes.subarray(0, WEBM_HEAD_BYTES).includes(WEBM_VIDEO)) return null;
  return ext;
}

/** Controls that no text has; a byte order mark says that it is UTF-16, which has zeros in it. */
const NOT_TEXT = /[^\P{Cc}\t\n\r\f]/u;
/** What a browser, a shell or a server would run, were it ever taken for it. */
const RUNS = /^\s*(<(!doctype|html|head|body|script|svg|\?xml|\?php|\?=|%)|#!)/i;

/** `txt` or `csv` where the name says so and the bytes do not say otherwise. */
function textEnding(bytes: Buffer, name: string): string | null {
  const [, ending] = splitName(name);
  if (ending !== 'txt' && ending !== 'csv') return null;
  const isWide = bytes.length >= 2 && (bytes.readUInt16BE(0) === 0xfffe || bytes.readUInt16BE(0) === 0xfeff);
  const text = isWide
    ? new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes)
    : // Every byte beyond ASCII counts as a letter: old programs write Cyrillic in many ways.
      bytes.toString('latin1').replace(/[\u0080-\u009f]/g, 'x');
  return NOT_TEXT.test(text) || RUNS.test(text.replace(/^\ufeff|^ï»¿/, '')) ? null : ending;
}
