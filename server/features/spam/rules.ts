/**
 * What speaks for a robot, rule by rule: pure, and told by tables of cases. Each rule has a name that the inbox shows and
 * a weight; what weighs `HELD_AT` together is held. No rule of words alone reaches that, so that nobody is held for one
 * word, one link or one foreign letter; what a site's owner asked for does, and what no person can do.
 */
import type { SpamRule } from '../../../protocol/spam.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { advertWeight } from './adverts.ts';
import {
  foreignScript,
  gibberishWords,
  glance,
  hasMarkup,
  hasProbe,
  linksOf,
  mixedWords,
  withoutLinks,
  withoutMarkup,
} from './text.ts';

export const HELD_AT = 90;

/** What a person, or a robot, says with their first words. */
export interface FirstWords {
  name: string;
  email: string;
  /** E.164, or empty. */
  phone: string;
  subject: string;
  /** Message or topic. */
  text: string;
}

/** How they came, and what is known around them. */
export interface Signs {
  /** A field that nobody sees was filled in. */
  isTrapped: boolean;
  /** From when the form was drawn, or the page first said hello, to when it was sent; null: nobody knows. */
  tookMs: number | null;
  /** One of our own pages that does not say, under our seal, when it was drawn. */
  lacksStamp: boolean;
  /** Languages in which words are expected: the site's and the browser's. */
  locales: readonly Locale[];
  /** It stands on the owner's list. */
  isBlocked: boolean;
  /** Somebody said "Spam" to this sender before. */
  isKnownSender: boolean;
  number: 'premium' | 'foreign' | 'fine';
  /** The same number comes from many people of this site. */
  isBusyNumber: boolean;
  /** Many new people come from the same network. */
  isBusyNetwork: boolean;
  /** The same long text came from others. */
  isRepeated: boolean;
  /** What the site has learnt of such words: above 0 they are a robot's, below a person's. */
  learned: number;
}

export interface Verdict {
  score: number;
  /** What weighed anything, the heaviest first. */
  rules: SpamRule[];
  isHeld: boolean;
}

/** Faster than anybody reads, types and sends; a browser that fills in all by itself needs about a second. */
const TOO_FAST_MS = 3_000;
/** A page that was open so long is a copy more often than a tab. */
const TOO_OLD_MS = 24 * 3_600_000;
/** Fewer letters beside a link say nothing of it. */
const ONLY_LINKS_LETTERS = 6;
/** From here on a text is taken for an offer. */
const OFFERING = 50;

/** How much all that is said and how it came speaks for a robot. */
export function judge(words: FirstWords, signs: Signs): Verdict {
  const weights = Object.entries({ ...weightsOfSigns(signs), ...weightsOfWords(words, signs) });
  const score = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const heavy = weights.filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1]);
  return { score, rules: heavy.map(([rule]) => rule as SpamRule), isHeld: score >= HELD_AT };
}

type Weights = Partial<Record<SpamRule, number>>;

function weightsOfSigns(signs: Signs): Weights {
  const { tookMs, number } = signs;
  return {
    trap: signs.isTrapped ? 100 : 0,
    blocked: signs.isBlocked ? 100 : 0,
    known_sender: signs.isKnownSender ? 90 : 0,
    premium_number: number === 'premium' ? 100 : 0,
    foreign_number: number === 'foreign' ? 100 : 0,
    busy_number: signs.isBusyNumber ? 100 : 0,
    repeated: signs.isRepeated ? 70 : 0,
    busy_network: signs.isBusyNetwork ? 30 : 0,
    no_stamp: signs.lacksStamp ? 60 : 0,
    too_fast: tookMs !== null && tookMs < TOO_FAST_MS ? 30 : 0,
    too_old: tookMs !== null && tookMs > TOO_OLD_MS ? 15 : 0,
    learned: signs.learned,
  };
}

function weightsOfWords({ name, email, subject, text }: FirstWords, { locales }: Signs): Weights {
  const all = glance(subject && !text.includes(subject) ? `${subject}\n${text}` : text);
  const links = linksOf(all);
  const bare = `${name} ${withoutLinks(all)}`;
  const isOnlyLinks =
    links.length > 0 && withoutLinks(withoutMarkup(all)).replace(/[^\p{L}]/gu, '').length < ONLY_LINKS_LETTERS;
  const isMarkup = hasMarkup(all);
  const offers = advertWeight(`${name}\n${all}`);
  return {
    probe: hasProbe(`${name}\n${email}\n${all}`) ? 100 : 0,
    markup: isMarkup ? 70 : 0,
    only_links: !isOnlyLinks ? 0 : links.length === 1 && !isMarkup ? 60 : 80,
    links: linksWeight(links.length, offers),
    link_in_name: /https?:|www\./i.test(name) ? 100 : linksOf(`${name}\n${subject}`).length > 0 ? 60 : 0,
    advert: offers,
    script: foreignScriptWeight(all, locales),
    mixed_letters: Math.min(100, mixedWords(bare) * 50),
    gibberish: Math.min(100, gibberishWords(bare) * 50),
    same_fields: name.length > 3 && name.trim() === text.trim() ? 60 : 0,
  };
}

/** People send a link or two; what is offered with a link beside it is meant to be clicked. */
function linksWeight(count: number, offers: number): number {
  if (count === 0) return 0;
  if (offers >= OFFERING) return 40;
  return count === 1 ? 20 : count === 2 ? 35 : 55;
}

/** What the desk could read in one of its languages, if not in this one, speaks less for a robot than what nobody there can. */
function foreignScriptWeight(text: string, locales: readonly Locale[]): number {
  const foreign = foreignScript(text, locales);
  return foreign === null ? 0 : foreign === 'known' ? 35 : 85;
}
