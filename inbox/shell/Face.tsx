import { isInvisible } from './bidi.ts';

/** The circle with the first letter. The name stands beside it, so it is silent. */
export function Face({ name, isHere = false, isLarge = false }: { name: string; isHere?: boolean; isLarge?: boolean }) {
  return (
    <span class={isLarge ? 'face is-large' : 'face'} aria-hidden="true">
      {firstLetter(name)}
      {isHere && <i class="here-dot" />}
    </span>
  );
}

const letters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** As a person sees it: a letter of Hindi may be several code points, and some characters are no letters to anybody. */
function firstLetter(name: string): string {
  for (const { segment } of letters.segment(name)) if (!isInvisible(segment)) return segment.toLocaleUpperCase();
  return '?';
}
