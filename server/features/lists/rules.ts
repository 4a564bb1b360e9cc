/** Who comes to which list and why, and what a call makes of an entry: pure (SPEC LW1, LW2, LW5). */
import type { Consent } from '../../../protocol/contacts.ts';
import type { ListName, ListOutcome, SaidOutcome } from '../../../protocol/list-names.ts';
import type { Coupon, ListCall, ListEntry, ListSettings, ListSign } from '../../../protocol/lists.ts';
import { maySeeRow } from '../../sight.ts';
import type { Found, Known, Stepped } from './signs.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Who left longer ago has found another shop. */
export const LEFT_MS = 180 * DAY_MS;
/** Who was about to buy longer ago has bought. */
export const HOT_MS = 14 * DAY_MS;
/** A score of this or less is bad service. */
const LOW_SCORE = 2;
/** Pages further apart than that are of two visits. */
const VISIT_MS = 30 * MINUTE_MS;
/** Coming back so often is a sign. */
const RETURNS = 3;
/** What is quoted of somebody stands in one line. */
const QUOTED = 200;
/** Signs that are kept of one person on one site. */
const MOST_SIGNS = 5;

/** Events of a form that was begun, as sites call them to their own measuring: https://support.google.com/analytics/answer/9267735 */
const BEGUN = ['form_start', 'form_begun', 'form_started', 'begin_checkout', 'checkout_started', 'add_to_cart'];
/** Events by which it was sent after all. */
const ENDED = ['form_submit', 'form_sent', 'form_submitted', 'generate_lead', 'purchase', 'checkout_completed'];

/** How people ask for a price. Beginnings of words, or words one after another. */
const PRICE_QUESTIONS = [
  ...['price', 'how much', 'cost', 'quote'],
  ...[
    'цена',
    'цену',
    'цены',
    'цене',
    'ценой',
    'прайс',
    'сколько стоит',
    'сколько будет стоить',
    'стоимост',
    'почем',
    'почём',
  ],
  ...['үнэ', 'үний', 'хэд вэ', 'хэдээр', 'ямар үнэтэй'],
  ...['سعر', 'السعر', 'أسعار', 'الأسعار', 'اسعار', 'بكم', 'كم سعر', 'كم يكلف', 'كم تكلفة', 'التكلفة'],
  ...['ዋጋ', 'ስንት ነው', 'በስንት'],
  ...['कीमत', 'क़ीमत', 'दाम', 'मूल्य', 'कितने का', 'कितने की', 'कितने में'],
];

/** Which lists somebody belongs to; null: not to that one. */
export function listsOf(
  known: Known,
  settings: Pick<ListSettings, 'priceWords'>,
  at: number,
): Record<ListName, Found | null> {
  const boughtAt = known.bought?.lastAt ?? 0;
  const since = (ms: number) => Math.max(boughtAt + 1, at - ms);
  const isLost = known.stage?.kind === 'lost';
  const wonAt = known.stage?.kind === 'won' ? known.stage.since : 0;
  return {
    left: foundOf(leftSigns(known), Math.max(since(LEFT_MS), wonAt + 1)),
    // Who is lost is nobody to be sold to, and who was won has bought.
    hot: isLost ? null : foundOf(hotSigns(known, settings, at), Math.max(since(HOT_MS), wonAt + 1)),
  };
}

function foundOf(signs: ListSign[], since: number): Found | null {
  const fresh = signs.filter(each => each.at >= since).sort((a, b) => b.at - a.at);
  const isAmongFirst = (one: ListSign) => fresh.filter(each => each.siteId === one.siteId).indexOf(one) < MOST_SIGNS;
  const why = fresh.filter(isAmongFirst);
  return why.length > 0 ? { why, since: why[0]!.at } : null;
}

/** Which signs of somebody an agent is told of. @param siteIds of all contacts of the card */
export function seenSigns(
  why: readonly ListSign[],
  seen: readonly string[] | null,
  siteIds: readonly string[],
): ListSign[] {
  return why.filter(each => maySeeRow(seen, each.siteId, siteIds));
}

/** Of which site an entry is: that of its signs, where it is the same of all. */
function siteOfSigns(why: readonly ListSign[]): string | null {
  const [only = null, ...others] = new Set(why.map(each => each.siteId));
  return others.length === 0 ? only : null;
}

function leftSigns({ stage, ratings, complaints }: Known): ListSign[] {
  const isForService = stage?.kind === 'lost' && stage.reason?.id === 'service';
  return [
    ...(isForService ? [sign('lost', { at: stage.since, siteId: stage.siteId }, stage.reason!.text)] : []),
    ...ratings.filter(each => each.score <= LOW_SCORE).map(each => sign('rated', each, each.word, each.score)),
    ...complaints.map(each => sign('complained', each, each.text)),
  ];
}

/** Of each site by itself, since nobody is told anything by what happened on another one. */

function hotSigns({ trail, said }: Known, settings: Pick<ListSettings, 'priceWords'>, at: number): ListSign[] {
  const siteIds = new Set([...trail, ...said].map(each => each.siteId));
  return [...siteIds].flatMap(siteId => {
    const isHere = (each: { siteId: string }) => each.siteId === siteId;
    return hotSignsOf({ trail: trail.filter(isHere), said: said.filter(isHere) }, settings, at);
  });
}

function hotSignsOf(
  { trail, said }: Pick<Known, 'trail' | 'said'>,
  { priceWords }: Pick<ListSettings, 'priceWords'>,
  at: number,
): ListSign[] {
  const asked = said.find(each => asksPrice(each.text));
  const page = trail.find(each => each.kind === 'page' && isPricePage(each.url, priceWords));
  const sentAt = Math.max(0, ...said.filter(each => each.kind !== 'message').map(each => each.at));
  const stopped = stoppedForm(trail, sentAt);
  const returns = returnsOf(trail.filter(each => each.at >= at - HOT_MS));
  return [
    ...(asked ? [sign('asked_price', asked, asked.text)] : []),
    ...(page ? [sign('price_page', page, page.name)] : []),
    ...(stopped ? [sign('form_stopped', stopped, '')] : []),
    ...(returns >= RETURNS ? [sign('came_back', trail[0]!, '', returns)] : []),
  ];
}

function sign(
  code: ListSign['code'],
  { at, siteId }: { at: number; siteId: string | null },
  text: string,
  n: number | null = null,
): ListSign {
  // Half of a pair is a sign for no store.
  return { code, at, text: text.slice(0, QUOTED).toWellFormed(), n, siteId };
}

/** Whether somebody asks what something costs. */
export function asksPrice(text: string): boolean {
  const words = wordsOf(text);
  return PRICE_QUESTIONS.some(each => words.includes(` ${each}`));
}

/** Whether an address is of a page about prices: a word of its path begins with one of the owner's. */
export function isPricePage(url: string, priceWords: readonly string[]): boolean {
  const words = wordsOf(pathOf(url));
  return priceWords.some(each => words.includes(` ${each.toLowerCase()}`));
}

/** In small letters, each word behind a space. */
function wordsOf(text: string): string {
  return ` ${text.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')}`;
}

function pathOf(url: string): string {
  const path = URL.canParse(url) ? new URL(url).pathname : url;
  try {
    return decodeURIComponent(path);
  } catch {
    // A stray % in an address.
    return path;
  }
}

/** The newest form that was begun, where nothing was sent after it. */
function stoppedForm(trail: Stepped[], sentAt: number): Stepped | null {
  const isOf = (names: readonly string[]) => (each: Stepped) =>
    each.kind === 'event' && names.includes(each.name.toLowerCase().replace(/[\s.-]+/g, '_'));
  const begun = trail.find(isOf(BEGUN));
  const endedAt = Math.max(sentAt, trail.find(isOf(ENDED))?.at ?? 0);
  return begun && begun.at > endedAt ? begun : null;
}

/** What several browsers told, as one; what is older is left out. */
export function newestFirst(trail: Stepped[], since: number): Stepped[] {
  return trail.filter(each => each.at >= since).sort((a, b) => b.at - a.at);
}

/** How often somebody came again. @param trail newest first */
function returnsOf(trail: Stepped[]): number {
  return trail.slice(1).filter((each, index) => trail[index]!.at - each.at > VISIT_MS).length;
}

/** Whether a card has these contacts, the first of them as its root, and no others: else it is not the one that was looked at. */
export function isCardOf(
  { root, contacts }: { root: { id: string }; contacts: readonly { id: string }[] },
  contactIds: readonly string[],
): boolean {
  const known = new Set(contactIds);
  return root.id === contactIds[0] && contacts.length === known.size && contacts.every(each => known.has(each.id));
}

/** What becomes of an entry when its person is looked at: undefined: nothing; null: it is gone. */
export function lookedAt(
  entry: ListEntry | null,
  found: Found | null,
  who: Pick<ListEntry, 'id' | 'list' | 'contactId'>,
  at: number,
): ListEntry | null | undefined {
  if (!entry) return found ? newEntry(who, found, at) : undefined;
  if (entry.endedAt === null) {
    // Nobody rang them, so there is nothing to keep.
    if (!found) return entry.attempts === 0 ? null : { ...entry, endedAt: at };
    return isSame(entry.why, found.why) ? undefined : { ...entry, ...found, siteId: siteOfSigns(found.why) };
  }
  // Who said "never again" is not rung for whatever they do; others are for a new reason.
  if (!found || entry.outcome === 'never' || found.since <= entry.endedAt) return undefined;
  const { id, createdAt, coupon } = entry;
  return { ...newEntry(who, found, at), id, createdAt, coupon: stillGood(coupon, at) };
}

function newEntry(who: Pick<ListEntry, 'id' | 'list' | 'contactId'>, found: Found, at: number): ListEntry {
  const fresh = { attempts: 0, lastCallAt: null, endedAt: null, outcome: null, coupon: null };
  return { ...who, siteId: siteOfSigns(found.why), ...found, createdAt: at, dueAt: at, ...fresh };
}

function isSame(before: readonly ListSign[], now: readonly ListSign[]): boolean {
  const key = ({ code, at, siteId }: ListSign) => `${code} ${at} ${siteId}`;
  return before.length === now.length && before.every((each, index) => key(each) === key(now[index]!));
}

/** One that was given and is not used yet stays theirs, whatever list they come to anew. */
function stillGood(coupon: Coupon | null, at: number): Coupon | null {
  return coupon && coupon.usedAt === null && coupon.until > at ? coupon : null;
}

/** From the first call without an answer to the second, and to the third; after that they are given up. */
const AGAIN_MS = [DAY_MS, 3 * DAY_MS];
/** Who thinks about it is asked again after a week. */
const THINKS_MS = 7 * DAY_MS;
/** Whoever is skipped comes again after an hour. */
export const SKIP_MS = HOUR_MS;
/** No next call is further off. */
export const LATEST_CALL_MS = 366 * DAY_MS;

/**
 * What a call makes of its entry, and what is written down of it.
 * @param said.nextAt null: as the rule says
 */
export function called(
  entry: ListEntry,
  said: { id: string; outcome: SaidOutcome; note: string; nextAt: number | null; agent: ListCall['agent'] },
  at: number,
): { entry: ListEntry; call: ListCall } {
  const attempts = entry.attempts + 1;
  const nextAt = nextCall(said.outcome, said.nextAt, attempts, at);
  const outcome: ListOutcome = said.outcome === 'no_answer' && nextAt === null ? 'given_up' : said.outcome;
  const { list, contactId, siteId, coupon } = entry;
  const isGiven = outcome === 'comes_back' || outcome === 'thinks';
  return {
    entry: {
      ...entry,
      attempts,
      outcome,
      lastCallAt: at,
      dueAt: nextAt ?? entry.dueAt,
      endedAt: nextAt === null ? at : null,
    },
    call: {
      ...{ id: said.id, at, list, entryId: entry.id, contactId, siteId, agent: said.agent },
      ...{ outcome, note: said.note, nextAt, couponCode: isGiven ? (coupon?.code ?? null) : null },
    },
  };
}

function nextCall(outcome: SaidOutcome, wanted: number | null, attempts: number, at: number): number | null {
  if (outcome === 'comes_back' || outcome === 'never') return null;
  if (wanted !== null) return wanted;
  if (outcome === 'thinks') return at + THINKS_MS;
  const pause = AGAIN_MS[attempts - 1];
  return pause === undefined ? null : at + pause;
}

/** Signs that nobody mistakes for each other on the telephone. */
const COUPON_SIGNS = '23456789ACDEFGHJKMNPQRTUVWXYZ';
/** What codes of a list begin with. */
const COUPON_HEAD = { left: 'BACK', hot: 'OFFER' } as const satisfies Record<ListName, string>;
/** One of so many is nobody's yet, or the desk has given half a million. */
const COUPON_TRIES = 5;

/** Coupons of which the store gives out the first that nobody has. @param random whole numbers below its argument */
export function couponsFor(
  list: ListName,
  offer: { percent: number; days: number } | null,
  at: number,
  random: (below: number) => number,
): Coupon[] {
  if (!offer) return [];
  const sign = () => COUPON_SIGNS[random(COUPON_SIGNS.length)];
  const until = at + offer.days * DAY_MS;
  return Array.from({ length: COUPON_TRIES }, () => ({
    code: `${COUPON_HEAD[list]}-${sign()}${sign()}${sign()}${sign()}`,
    ...{ percent: offer.percent, until, usedAt: null },
  }));
}

/** A coupon as an older Deskbell kept it: with the press that used it. */
type KeptCoupon = Coupon & { useId?: string };

/** As people see it: by which press it was used is nobody's concern. */
export function shownCoupon({ useId: _, ...coupon }: KeptCoupon): Coupon {
  return coupon;
}

/** Whether the last that somebody said of calls is no. */
export function wantsNoCalls(consents: readonly Consent[]): boolean {
  return consents.findLast(each => each.channel === 'phone' && !each.isCarried)?.isGiven === false;
}
