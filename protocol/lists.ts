/** Lists of people to be rung, which agents work off one by one. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import {
  LIST_NAMES,
  LIST_OUTCOMES,
  LIST_SIGNS,
  MAX_PRICE_WORDS,
  PRICE_WORD_CHARS,
  SAID_OUTCOMES,
} from './list-names.ts';
import { timelineItem } from './timeline.ts';
import { id, line, textOrNone, timestamp } from './wire/fields.ts';

export const listName = z.enum(LIST_NAMES);

export const listSign = z.object({
  code: z.enum(LIST_SIGNS),
  at: timestamp,
  /** What they said, or what the page or event is called; '' where there is nothing to say. */
  text: z.string().max(300),
  /** A score, or how often; null where nothing is counted. */
  n: z.number().int().nullable(),
  /** Of which site: whoever does not see that is told nothing of it. Null: of none; '': from before signs said it, and nobody knows. */
  siteId: z.string().nullable(),
});
export type ListSign = z.infer<typeof listSign>;

/** Of one use, for one person. */
export const coupon = z.object({
  code: z.string(),
  percent: z.number().int(),
  until: timestamp,
  usedAt: timestamp.nullable(),
  /** The agent or the program; left out: it is not used. */
  usedBy: z.object({ id, name: z.string() }).optional(),
});
export type Coupon = z.infer<typeof coupon>;

/** Somebody on a list, one for each list and person. */
export const listEntry = z.object({
  id,
  list: listName,
  contactId: id,
  /** Of its signs; null: of none, or of several. */
  siteId: z.string().nullable(),
  /** Newest first, and at most five of each site. */
  why: z.array(listSign),
  /** Of the newest sign: whoever showed one last is rung first. */
  since: timestamp,
  createdAt: timestamp,
  /** Nobody is given them before. */
  dueAt: timestamp,
  /** Calls since they came to the list. */
  attempts: z.number().int(),
  lastCallAt: timestamp.nullable(),
  /** Null: they are still to be rung. */
  endedAt: timestamp.nullable(),
  outcome: z.enum(LIST_OUTCOMES).nullable(),
  coupon: coupon.nullable(),
});
export type ListEntry = z.infer<typeof listEntry>;

/** A call that was made, by the names of then. */
export const listCall = z.object({
  /** The client's own, so that a repeat is known. */
  id,
  at: timestamp,
  list: listName,
  entryId: id,
  contactId: id,
  /** Of its entry then. */
  siteId: z.string().nullable(),
  agent: z.object({ id, name: z.string() }),
  outcome: z.enum(LIST_OUTCOMES),
  note: z.string(),
  /** When they are rung again; null: no more. */
  nextAt: timestamp.nullable(),
  couponCode: z.string().nullable(),
});
export type ListCall = z.infer<typeof listCall>;

/** Who they are, for whoever rings them. */
export const listPerson = z.object({
  contact: contactSummary,
  conversationId: id.nullable(),
  /** What is known of what they bought; null: nothing. */
  bought: z.object({ count: z.number().int(), lastAt: timestamp.nullable() }).nullable(),
  /** How often they were rung from this list, newest first. */
  calls: z.array(listCall),
});
export type ListPerson = z.infer<typeof listPerson>;

/** How far a list is: who is still to be rung now, and who was since the time that was asked. */
export const listCount = z.object({ list: listName, left: z.number().int(), done: z.number().int() });
export type ListCount = z.infer<typeof listCount>;

/** `since`: from when on calls count as done, as the beginning of the reader's day. */
export const listSince = z.object({ since: z.coerce.number().pipe(timestamp) });

export const listFigures = z.object({
  list: listName,
  outcomes: z.array(z.object({ outcome: z.enum(LIST_OUTCOMES), count: z.number().int() })),
});
/** What came of the calls of thirty days. */
export const listsAnswer = z.object({ counts: z.array(listCount), figures: z.array(listFigures) });
export type ListsAnswer = z.infer<typeof listsAnswer>;

/** Whom the agent has now, for `leaseMs`; `entry` null: nobody is left. */
export const listTurn = z.object({
  count: listCount,
  entry: listEntry.nullable(),
  person: listPerson.nullable(),
  /** Who comes then, if nobody else takes them. */
  next: contactSummary.nullable(),
  leaseMs: z.number().int(),
});
export type ListTurn = z.infer<typeof listTurn>;

export const listCallAsk = z.object({
  clientId: id.min(8),
  outcome: z.enum(SAID_OUTCOMES),
  note: textOrNone.default(''),
  /** When to ring again; left out: as the rule says. */
  nextAt: timestamp.optional(),
});
export type ListCallAsk = z.input<typeof listCallAsk>;

/** `isSkipped`: they come again in an hour; else they are let go, and are next again. */
export const listReleaseAsk = z.object({ isSkipped: z.boolean() });

export const listHoldAnswer = z.object({ isHeld: z.boolean() });

const offer = z.object({ percent: z.number().int().min(1).max(100), days: z.number().int().min(1).max(365) });

/** What an owner sets for the whole desk. */
export const listSettings = z.object({
  /** A page is about prices where a word of its address begins with one of these. */
  priceWords: z.array(line.pipe(z.string().min(1).max(PRICE_WORD_CHARS))).max(MAX_PRICE_WORDS),
  /** The coupon to be given, and how long it is good; null: none. */
  offers: z.object({ left: offer.nullable(), hot: offer.nullable() }),
});
export type ListSettings = z.infer<typeof listSettings>;

export const LIST_DEFAULTS: ListSettings = {
  priceWords: [
    ...['price', 'pricing', 'plans', 'rates', 'tarif'],
    ...['цен', 'прайс', 'стоимост', 'тариф', 'ceny', 'tseny', 'prais', 'stoimost'],
    ...['үнэ', 'үний'],
    ...['سعر', 'السعر', 'أسعار', 'الأسعار', 'اسعار', 'الاسعار', 'تكلفة'],
    ...['ዋጋ'],
    ...['कीमत', 'क़ीमत', 'मूल्य', 'दाम'],
  ],
  offers: { left: { percent: 15, days: 30 }, hot: null },
};

export const listCallItem = timelineItem.extend({
  kind: z.literal('list_call'),
  ...listCall.pick({ list: true, agent: true, outcome: true, note: true, nextAt: true, couponCode: true }).shape,
  /** As it is by now; null: none was given, or it is good no more and another took its place. */
  coupon: coupon.nullable(),
});
export type ListCallItem = z.infer<typeof listCallItem>;
