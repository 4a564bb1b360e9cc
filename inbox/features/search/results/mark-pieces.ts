import type { Piece } from '../../../shell/Pieces.tsx';

/** Folded as the server's search folds, so that what it found is what gets marked (SPEC SE1). */
const fold = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f\u064b-\u065f\u0670]+/g, '');

/** Cuts a text into plain and marked pieces; marked is wherever a word of the query stands, inside words too. */
export function markPieces(text: string, query: string): Piece[] {
  const { folded, starts } = foldWithStarts(text);
  const isMarked = new Uint8Array(text.length);
  for (const word of fold(query).split(/\s+/).filter(Boolean)) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      isMarked.fill(1, starts[at], starts[at + word.length]);
    }
  }
  const pieces: Piece[] = [];
  for (let from = 0, to = 1; from < text.length; to++) {
    if (to < text.length && isMarked[to] === isMarked[from]) continue;
    pieces.push({ text: text.slice(from, to), isMarked: isMarked[from] === 1 });
    from = to;
  }
  return pieces;
}

/** The same of a phone number, which is shown with spaces that nobody types: a part of its digits marks all of it. */
export function markPhone(shown: string, query: string): Piece[] {
  const digits = query.replace(/\D/g, '');
  const isFound = digits !== '' && shown.replace(/\D/g, '').includes(digits);
  return isFound ? [{ text: shown, isMarked: true }] : markPieces(shown, query);
}

/** `starts[i]`: where in `text` the folded unit `i` comes from; one more at the end. Folding changes lengths. */
function foldWithStarts(text: string): { folded: string; starts: number[] } {
  let folded = '';
  const starts: number[] = [];
  let at = 0;
  for (const character of text) {
    const unit = fold(character);
    for (let i = 0; i < unit.length; i++) starts.push(at);
    folded += unit;
    at += character.length;
  }
  starts.push(text.length);
  return { folded, starts };
}

/** A row in the list shows some forty letters, and the find should be among them. */
const EXCERPT_BEFORE = 16;

/** One line of a long text that begins shortly before the first find. */
export function excerpt(text: string, query: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  const first = markPieces(line, query)[0];
  if (!first || first.isMarked || first.text.length <= EXCERPT_BEFORE) return line;
  const space = line.indexOf(' ', first.text.length - EXCERPT_BEFORE);
  return space < 0 || space > first.text.length ? line : `…${line.slice(space + 1)}`;
}
