/**
 * What a site learns from what its agents say is spam and what is not: how often a word stood in either (Graham's "A plan
 * for spam", 2002, with the counts of Robinson). Words are kept under a keyed hash, so that the memory can not be read
 * back into what anybody said. Pure.
 */
import { derivedName } from '../../secrets.ts';
import { folded } from '../search/rules.ts';
import { hostOf, linksOf, withoutLinks } from './links.ts';
import type { SpamTally } from './store.ts';
import { glance } from './text.ts';

/** Words of one message that are looked at: the first ones, which say what it is about. */
const MAX_WORDS = 80;
/** Of those, how many decide: the ones that say most. */
const DECIDING = 15;
/** Messages of either kind that must be known before anything is concluded. */
const LEAST_KNOWN = 5;
/** What words alone may weigh: less than what holds, so that no memory holds anybody by itself; rather for a person than against. */
const MOST_AGAINST = 45;
const MOST_FOR = 60;
/** How often all words of a site were taught: under a name that no hash has. */
const ALL = 'all';
const HASH_CHARS = 16;

/** The words of a text as the memory names them, each once; of scripts without spaces, pairs of letters. */
export function wordsOf(text: string): string[] {
  const looked = glance(text);
  const hosts = linksOf(looked).map(hostOf);
  const plain = folded(withoutLinks(looked));
  const words = (plain.match(/[\p{L}\p{M}]{3,40}/gu) ?? []).flatMap(word =>
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(word) ? pairs(word) : [word],
  );
  return [...new Set([...hosts, ...words])].slice(0, MAX_WORDS);
}

function pairs(word: string): string[] {
  const letters = [...word];
  return letters.slice(1).map((letter, index) => letters[index]! + letter);
}

/** Names under which a text is taught and looked up on a site. The first counts messages. */
export function memoryNames(secretKey: string, siteId: string, text: string): string[] {
  const hashed = (word: string) => derivedName(secretKey, `spam word ${siteId} ${word}`).slice(0, HASH_CHARS);
  return [ALL, ...wordsOf(text).map(hashed)];
}

/**
 * What is known of the words of a text: above 0 they are a robot's, below a person's.
 * @param tallies of `memoryNames`
 */
export function learnedWeight(tallies: Pick<SpamTally, 'name' | 'held' | 'released'>[]): number {
  const all = tallies.find(each => each.name === ALL);
  if (!all || all.held < LEAST_KNOWN || all.released < LEAST_KNOWN) return 0;
  const signs = tallies
    .filter(each => each.name !== ALL && each.held + each.released >= 2)
    .map(({ held, released }) => Math.log(share(held, all.held) / share(released, all.released)))
    .sort((a, b) => Math.abs(b) - Math.abs(a))
    .slice(0, DECIDING);
  const sum = signs.reduce((total, sign) => total + sign, 0);
  return Math.round(Math.max(-MOST_FOR, Math.min(MOST_AGAINST, sum * 8)));
}

/** In which part of the messages a word stood; never none, since what was not seen yet may still be said. */
function share(count: number, of: number): number {
  return (Math.max(count, 0) + 0.5) / (of + 1);
}
