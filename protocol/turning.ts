/**
 * Embeddings, overrides and isolates (Unicode TR9): they change the direction of what follows them, so a picture passes
 * for a program and our own words stand backwards. The marks of one place (U+200E, U+200F, U+061C) turn nothing round.
 */
export const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Words that turn nothing round: they say the same without the signs that only do that. */
export function unturned(text: string): string {
  return text.replace(TURNING, '');
}

/** A name or an address: in these they have no business, and are shown as one sign and not obeyed. */
export function shown(name: string): string {
  return name.replace(TURNING, '\ufffd');
}

/** Somebody's words among ours: whatever direction they have, or pretend to have, ours keep theirs. */
export function isolatedName(words: string): string {
  return `\u2068${shown(words)}\u2069`;
}
