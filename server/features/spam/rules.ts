/**
 * What speaks for a robot, rule by rule: pure, and told by tables of cases. Each rule has a name that the inbox shows and
 * a weight; what weighs `HELD_AT` together is held. No rule of words alone reaches that, so that nobody is held for one
 * word, one link or one foreign letter; what a site's owner asked for does, and what no person can do.
 */
import type { SpamRule } from '../../../protocol/spam.ts';
import type { Locale } from '../../../protocol/wire/fields.ts';
import { offerWeight } from './adverts.ts';
import { revealed, unseenSigns, wordsSetApart } from './disguise.ts';
import { plain } from './ideas.ts';
import { hasMarkup, isBlindLink, isOfHost, linksOf, withoutLinks, withoutMarkup } from './links.ts';
import { askWeight, pitchWeight } from './pitches.ts';
import { hasProbe } from './probes.ts';
import { templateWeight } from './templates.ts';
import { foreignScript, gibberishWords, glance, isOddName, mixedWords } from './text.ts';
import { isForeignTongue } from './tongues.ts';
import { vocabularyWeight } from './vocabulary.ts';

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
  /** Hosts of the site itself: links to its own goods are no sign. */
  ownHosts: readonly string[];
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
/** Letters a second that nobody types, and from how many on it is asked: short ones are pasted, or filled in. */
const TYPED_PER_SECOND = 40;
const TYPED_LEAST = 150;
/** A page that was open so long is a copy more often than a tab. */
const TOO_OLD_MS = 24 * 3_600_000;
/** Fewer letters beside a link say nothing of it. */
const ONLY_LINKS_LETTERS = 6;
/** From here on a text is taken for an offer. */
const OFFERING = 50;

/** How much all that is said and how it came speaks for a robot. */
export function judge(words: FirstWords, signs: Signs): Verdict {
  const weights = Object.entries({ ...weightsOfSigns(signs, words.text), ...weightsOfWords(words, signs) });
  const score = weights.reduce((sum, [, weight]) => sum + weight, 0);
  const heavy = weights.filter(([, weight]) => weight > 0).sort((a, b) => b[1] - a[1]);
  return { score, rules: heavy.map(([rule]) => rule as SpamRule), isHeld: score >= HELD_AT };
}

type Weights = Partial<Record<SpamRule, number>>;

function weightsOfSigns(signs: Signs, text: string): Weights {
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
    too_fast: tookMs === null ? 0 : hasteWeight(tookMs, text.length),
    too_old: tookMs !== null && tookMs > TOO_OLD_MS ? 15 : 0,
  };
}

/** Long words may come from a draft that a page kept, so that their speed alone says less. */
function hasteWeight(tookMs: number, letters: number): number {
  if (tookMs < TOO_FAST_MS) return 30;
  return letters >= TYPED_LEAST && letters > (tookMs / 1000) * TYPED_PER_SECOND ? 20 : 0;
}

function weightsOfWords({ name, email, subject, text }: FirstWords, { locales, ownHosts, learned }: Signs): Weights {
  const all = glance(subject && !text.includes(subject) ? `${subject}\n${text}` : text);
  const links = linksOf(all).filter(link => !ownHosts.some(host => isOfHost(link, host)));
  const bare = `${name} ${withoutLinks(all)}`;
  const isOnlyLinks =
    links.length > 0 && withoutLinks(withoutMarkup(all)).replace(/[^\p{L}]/gu, '').length < ONLY_LINKS_LETTERS;
  const isMarkup = hasMarkup(all);
  const { weight: offers, isAsking, isHidden } = offersOf(`${name}\n${all}`);
  return {
    probe: hasProbe(`${name}\n${email}\n${all}`) ? 100 : 0,
    markup: isMarkup ? 70 : 0,
    only_links: !isOnlyLinks ? 0 : links.length === 1 && !isMarkup ? 60 : 80,
    links: linksWeight(links, offers, isAsking),
    link_in_name: /https?:|www\./i.test(name) ? 100 : linksOf(`${name}\n${subject}`).length > 0 ? 60 : 0,
    advert: offers,
    learned: learnedBeside(offers, learned),
    script: foreignScriptWeight(all, locales),
    tongue: isForeignTongue(withoutLinks(all)) ? 25 : 0,
    template: templateWeight(name, all),
    mixed_letters: Math.min(100, hiddenWeight(bare) + (isHidden ? 70 : 0)),
    gibberish: Math.min(100, gibberishWords(bare) * 50 + (isOddName(name) ? 25 : 0)),
    same_fields: name.length > 3 && name.trim() === text.trim() ? 60 : 0,
  };
}

/** By manner alone nobody is held: there must be something that is offered, or a link. */
const MANNERS_MOST = 80;
const OFFERS_MOST = 140;
/** Whoever says so much and asks for nothing has come to tell. */
const STATEMENT_LETTERS = 60;
const UNASKED = 1.3;

/** How much a text offers, less what it asks for, and whether it hides what it offers. */
function offersOf(text: string): { weight: number; isAsking: boolean; isHidden: boolean } {
  const said = plain(text);
  const meant = revealed(said);
  const [open, hidden] = [offerWeight(said), meant === said ? 0 : offerWeight(meant)];
  const asks = askWeight(meant);
  const loudness = asks === 0 && meant.length >= STATEMENT_LETTERS ? UNASKED : 1;
  const manners = Math.min(MANNERS_MOST, (pitchWeight(meant) + vocabularyWeight(meant)) * loudness);
  const weight = Math.max(open, hidden) + manners - asks;
  return { weight: Math.max(0, Math.min(OFFERS_MOST, weight)), isAsking: asks > 0, isHidden: hidden > open };
}

/** What a site has learnt speaks of the same words: it may take away, but adds only what the offers do not say yet. */
function learnedBeside(offers: number, learned: number): number {
  return learned > 0 ? Math.max(0, learned - offers) : learned;
}

/** Words that are to be read by people and by no filter. */
function hiddenWeight(text: string): number {
  const unseen = unseenSigns(text);
  const apart = wordsSetApart(text);
  return mixedWords(text) * 50 + (unseen > 1 ? 100 : unseen * 30) + (apart > 1 ? 50 : 0);
}

/** People send a link or two, and mostly ask something of it; what is offered with a link beside it is meant to be clicked. */
function linksWeight(links: readonly string[], offers: number, isAsking: boolean): number {
  const count = links.length;
  if (count === 0) return 0;
  const blind = links.some(isBlindLink) ? 20 : 0;
  if (offers >= OFFERING) return (isAsking ? 40 : 50) + blind;
  if (offers > 0 && !isAsking) return Math.max(30, ofCount(count)) + blind;
  return ofCount(count) + blind;
}

function ofCount(links: number): number {
  return links === 1 ? 20 : links === 2 ? 35 : 55;
}

/** What the desk could read in one of its languages, if not in this one, speaks less for a robot than what nobody there can. */
function foreignScriptWeight(text: string, locales: readonly Locale[]): number {
  const foreign = foreignScript(text, locales);
  return foreign === null ? 0 : foreign === 'known' ? 35 : 85;
}
