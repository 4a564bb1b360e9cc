/** Addresses in what people write: both pages make the same of it. */
import { TURNING, unturned } from './turning.ts';

/** A piece of somebody's words, to be shown as text; with an address it is a link. */
export interface LinkPiece {
  text: string;
  href?: string;
}

/**
 * A web address, a name that begins with `www.`, or a mail address. What ends a sentence does not end an address. No part
 * looks at the same text twice: people paste long ones.
 */
const ADDRESS =
  /((?:https?:\/\/|(?<![\w@./-])www\.[^\s<>"./@]+\.)[^\s<>"]*[^\s<>"'.,:;!?…)\]}»”’।。።؟]|(?<![\p{L}\p{M}\p{N}_.+-])[\p{L}\p{M}\p{N}_.+-]{1,64}@(?:[\p{L}\p{M}\p{N}-]+\.)+[\p{L}\p{M}\p{N}]{2,})/iu;

/** Cuts text into what is plain and what links somewhere. In a link the turning signs are shown, as browsers show them. */
export function linkPieces(text: string): LinkPiece[] {
  // Cut at a pattern with a group, every second piece is what it found.
  return text
    .split(ADDRESS)
    .map((part, at) =>
      at % 2 ? { text: part.replace(TURNING, encodeURIComponent), href: hrefOf(part) } : { text: unturned(part) },
    );
}

function hrefOf(address: string): string {
  if (/^https?:/i.test(address)) return address;
  return (/^www\./i.test(address) ? 'https://' : 'mailto:') + address;
}
