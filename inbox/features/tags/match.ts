/** What can be chosen for what was typed. */
export interface Choice {
  tag: string;
  /** No conversation of the site has it yet. */
  isNew: boolean;
}

const MAX_SHOWN = 8;

/** A tag as the server keeps it (`tag` in protocol/tags.ts): in small letters, in one line, without `#`. */
export function asTag(typed: string): string {
  const words = typed.normalize('NFC').toLowerCase().trim();
  return words.replace(/^#+/, '').replace(/\s+/g, ' ').trim();
}

/** Tags for what was typed: those that begin so, then those that have it inside, then what was typed as a new one. */
export function matchTags(known: readonly string[], typed: string): Choice[] {
  const wanted = asTag(typed);
  const grade = (tag: string) => (tag.startsWith(wanted) ? 0 : tag.includes(wanted) ? 1 : 2);
  const found = known
    .map(tag => ({ tag, grade: grade(tag) }))
    .filter(each => each.grade < 2)
    // Sorting keeps the order of equals: those used most stand first.
    .sort((a, b) => a.grade - b.grade)
    .slice(0, MAX_SHOWN)
    .map(({ tag }) => ({ tag, isNew: false }));
  return wanted === '' || known.includes(wanted) ? found : [...found, { tag: wanted, isNew: true }];
}
