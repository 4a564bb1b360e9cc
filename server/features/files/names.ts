/** Under which names files are shown: text, and never a path (SPEC FI9). */
import { FILE_ENDINGS, FILE_KINDS, FILE_NAME_CHARS, type FileKind } from '../../../protocol/file-kinds.ts';

/** What bytes are: the ending that names of it get, its media type, and its kind. */
export interface Found {
  ending: string;
  type: string;
  kind: FileKind;
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
      .replace(/^[.\s]+|(?<![.\s])[.\s]+$/g, ''),
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

/** Kind that an ending speaks of; null: of none that is taken. */
const KIND_OF = new Map(
  FILE_KINDS.flatMap(kind => FILE_ENDINGS[kind].split(' ').map(ending => [ending, kind] as const)),
);
/** Endings that promise something that runs, or that nobody takes: a picture under such a name is no mistake. */
const REFUSED = new Set(
  'ade adp apk app bat bin cab chm cmd com cpl dll docm dotm exe hta htm html inf iso jar js jse lnk mjs msi msp php pif pl pptm ps1 py reg scr sh svg svgz swf vbe vbs ws wsf xht xhtml xlsm xltm xml'.split(
    ' ',
  ),
);

/**
 * Under which name a file is shown: that of its sender, with the ending of what it is.
 * @returns null where the name says that it is something else
 */
export function shownName(given: string, { ending, kind }: Found): string | null {
  const name = cleanName(given);
  const [stem, said] = splitName(name);
  if (REFUSED.has(said)) return null;
  const saidKind = KIND_OF.get(said);
  // A dot may stand in a name for nothing: "Screenshot 12.30".
  if (saidKind === undefined) return cleanName(`${name}.${ending}`);
  if (saidKind !== kind) return null;
  return isSame(said, ending) ? name : cleanName(`${stem}.${ending}`);
}

function isSame(said: string, ending: string): boolean {
  return said === ending || (said === 'jpeg' && ending === 'jpg');
}
