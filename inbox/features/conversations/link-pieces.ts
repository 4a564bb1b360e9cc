import type { Piece } from '../../shell/Pieces.tsx';

/** Only what a browser opens harmlessly. Sentence ends and closing brackets after an address belong to the sentence. */
const LINK = /\bhttps?:\/\/[^\s<>"']+[^\s<>"'.,;:!?…)\]}»”’。።؟]/giu;

export function linkPieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) });
    pieces.push({ text: match[0], href: match[0] });
    end = match.index + match[0].length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end) });
  return pieces;
}
