/** For which team or agent a conversation is meant, and whom its person knows: pure, from what was said and where (SPEC RT11, RT12). */
import type { Conversation } from '../../../protocol/conversations.ts';
import type { Entry } from '../../../protocol/entries.ts';
import type { RoutingRule } from '../../../protocol/routing.ts';
import { whomOf } from '../../../protocol/whom.ts';
import { isOpen } from '../availability/rules.ts';
import { folded, searchableText } from '../search/rules.ts';

/** UTF-16 units of the newest words that are looked through: what somebody wants stands in fewer. */
const SAID_CHARS = 20_000;

/** What rules ask beside what every list shows. */
export interface Facts {
  /** Address of the page on which the person is, or was last; null: nobody knows. */
  page: string | null;
  /** Their words, folded (`saidIn`). */
  said: string;
}

/** The rules of a site that count at a moment: those of that hour, whose team or agent is there. Their topics are folded as search does. */
export function rulesAt(
  site: { routing: { rules: RoutingRule[] }; timeZone: string },
  meant: ReadonlyMap<string, unknown>,
  at: number,
): RoutingRule[] {
  const { timeZone } = site;
  const isNow = (week: RoutingRule['hours']) => week === null || isOpen({ week, days: new Map(), timeZone }, at);
  return site.routing.rules
    .filter(rule => meant.has(whomOf(rule)) && isNow(rule.hours))
    .map(rule => ({ ...rule, topics: rule.topics.map(folded) }));
}

/** The first rule whose every question is met; null: none. @param rules of `rulesAt` */
export function ruleFor(
  rules: readonly RoutingRule[],
  { contact, tags }: Pick<Conversation, 'contact' | 'tags'>,
  { page, said }: Facts,
): RoutingRule | null {
  const labels = tags.map(folded);
  const isAbout = (topic: string) => said.includes(topic) || labels.includes(topic);
  const isMet = ({ pages, languages, topics }: RoutingRule) =>
    (languages.length === 0 || languages.includes(contact.locale)) &&
    (pages.length === 0 || (page !== null && pages.some(pattern => pageMatches(pattern, page)))) &&
    (topics.length === 0 || topics.some(isAbout));
  return rules.find(isMet) ?? null;
}

/**
 * Whether an address begins as a pattern says: `/shop` at any host, `shop.example/cart` at that one; `*` is anything.
 * Without regard to case, and however letters of other scripts are written in it.
 */
export function pageMatches(pattern: string, url: string): boolean {
  const address = URL.parse(url);
  if (!address) return false;
  const wanted = readable(pattern.replace(/^https?:\/\//i, ''));
  const path = `${address.pathname}${address.search}`;
  const subject = readable(wanted.startsWith('/') ? path : `${address.host}${path}`);
  const [first = '', ...parts] = wanted.split('*');
  if (!subject.startsWith(first)) return false;
  let from = first.length;
  return parts.every(part => {
    const found = subject.indexOf(part, from);
    from = found + part.length;
    return found >= 0;
  });
}

function readable(address: string): string {
  const lower = (text: string) => text.normalize('NFC').toLowerCase();
  try {
    return lower(decodeURI(address));
  } catch {
    return lower(address); // A stray % that somebody typed.
  }
}

/** What a person said since their conversation was last closed, folded as search does. @param entries oldest first */
export function saidIn(entries: readonly Entry[]): string {
  const words: string[] = [];
  let room = SAID_CHARS;
  for (const { author, body } of entries.toReversed()) {
    if (body.kind === 'event' && body.event === 'closed') break;
    if (author.kind !== 'visitor' || room <= 0) continue;
    const text = searchableText(body).slice(0, room);
    room -= text.length;
    words.push(text);
  }
  return folded(words.join('\n'));
}

/**
 * Agents whose answers a person had, the last one first; without those who gave the conversation away since, or from whom it
 * was taken because somebody waited too long (SPEC RT7, LA3). @param entries oldest first
 */
export function knownFrom(entries: readonly Entry[]): string[] {
  const known = new Set<string>();
  const gone = new Set<string>();
  for (const { author, body } of entries.toReversed()) {
    if (body.kind === 'message' && author.kind === 'agent' && !gone.has(author.id)) known.add(author.id);
    if (body.kind !== 'event') continue;
    if (body.event === 'wait_late' && body.fromId !== null) gone.add(body.fromId);
    if (author.kind !== 'agent') continue;
    if (body.event === 'unassigned') gone.add(body.agentId);
    if (body.event === 'assigned' && body.fromId) gone.add(body.fromId);
  }
  return [...known];
}
