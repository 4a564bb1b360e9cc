/** Who may be the same person as somebody: suggested to agents, and joined by nobody else. Pure. */
import type { SuggestionReason } from '../../../protocol/contacts.ts';
import { folded } from '../search/rules.ts';
import { type CardTree, cardOf } from './card.ts';
import { tailOf } from './identities.ts';

/** Why two cards may be one person; none: nothing tells so. */
export function reasonsOf(one: CardTree, other: CardTree): SuggestionReason[] {
  const [a, b] = [factsOf(one), factsOf(other)];
  const reasons: SuggestionReason[] = [];
  if (share(a.tails, b.tails)) reasons.push('number');
  if (share(a.emails, b.emails)) reasons.push('mail');
  const isNamedAlike = areAlike(a.name, b.name);
  const hasFactInCommon = reasons.length > 0 || share(a.facts, b.facts);
  if (isNamedAlike && hasFactInCommon) reasons.push('name');
  return reasons;
}

/** The word of a name by which others of that name are looked for; null: none is long enough to tell anything. */
export function namedBy(tree: CardTree): string | null {
  const longest = wordsOf(cardOf(tree).name).sort((a, b) => b.length - a.length)[0];
  return longest !== undefined && [...longest].length >= 3 ? longest : null;
}

interface Facts {
  name: string[];
  tails: Set<string>;
  emails: Set<string>;
  /** What two people of one name hardly have in common: a birthday, an address, the name before an @, another program's id. */
  facts: Set<string>;
}

function factsOf(tree: CardTree): Facts {
  const { name, identities, birthday, addresses } = cardOf(tree);
  const emails = identities.filter(each => each.kind === 'email').map(each => each.value);
  return {
    name: wordsOf(name),
    tails: new Set(identities.flatMap(each => tailOf(each) ?? [])),
    emails: new Set(emails),
    facts: new Set([
      ...emails.map(each => `before ${each.slice(0, each.lastIndexOf('@')).replace(/[.+].*$/, '')}`),
      ...identities.filter(each => each.kind === 'external').map(each => `id ${each.value}`),
      ...addresses.map(each => `to ${wordsOf(each.text).join(' ')}`),
      ...(birthday === null ? [] : [`born ${birthday.slice(-5)}`]),
    ]),
  };
}

function wordsOf(text: string): string[] {
  return folded(text)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter(Boolean)
    .sort();
}

/** The same words in any order, or all words of the shorter name. */
function areAlike(a: readonly string[], b: readonly string[]): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.length > 0 && short.every(word => long.includes(word));
}

function share(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some(each => b.has(each));
}
