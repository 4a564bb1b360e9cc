/** The circle with the first letter. The name stands beside it, so it is silent. */
export function Face({ name, isHere = false, isLarge = false }: { name: string; isHere?: boolean; isLarge?: boolean }) {
  return (
    <span class={isLarge ? 'face is-large' : 'face'} aria-hidden="true">
      {firstLetter(name)}
      {isHere && <i class="here-dot" />}
    </span>
  );
}

/** As a person sees it: a letter of Hindi may be several code points. */
function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name.trim());
  return first ? first.segment.toLocaleUpperCase() : '?';
}
