/** What people say of a talk or a call once it is over: 1 to 5, and a word. */
import { z } from 'zod';
import { RATING_CHARS, SCORES } from './rating-scale.ts';
import { tag } from './tags.ts';
import { timelineItem } from './timeline.ts';
import { clientId, id, seq, textOrNone, timestamp } from './wire/fields.ts';

/** What was rated: what was said in the chat, or a call. */
export const ratedKind = z.enum(['chat', 'call']);
export type RatedKind = z.infer<typeof ratedKind>;

const score = z.literal(SCORES);

/** Number of the entry that asked: with it a rating is given, once. */
const askSeq = seq.min(1);

/** What a visitor is asked now, and until when they may answer. */
export const ratingAsk = z.object({ askSeq, of: ratedKind, until: timestamp });
export type RatingAsk = z.infer<typeof ratingAsk>;

/** Who answered last, or made the call, by the name of then. */
const ofTalk = { of: ratedKind, agentId: id, agentName: z.string() };

/** What was asked last and not answered yet, as a conversation has it. */
export const ratingMark = ratingAsk.extend({
  ...ofTalk,
  /** The callback whose call it is about. */
  ofCallbackId: id.optional(),
  /** False: it was taken back, because the talk went on. What is on its way is taken all the same (SPEC RA4). */
  isOpen: z.boolean(),
});
export type RatingMark = z.infer<typeof ratingMark>;

/** A rating as it is kept, beside the entry that tells of it. */
export const rating = z.object({
  id,
  siteId: id,
  conversationId: id,
  askSeq,
  /** Number of the entry that tells of it. */
  seq: seq.min(1),
  ...ofTalk,
  score,
  word: z.string(),
  /** Those that the agent was of when it was given, by the names of then; left out: of none. */
  teams: z.array(z.object({ id, name: z.string() })).optional(),
  createdAt: timestamp,
});
export type Rating = z.infer<typeof rating>;

/** An owner's settings of one site. */
export const ratingSettings = z.object({
  isOn: z.boolean(),
  /** A score of this or less is low: it opens its conversation again, for an owner. */
  lowScore: z.number().int().min(1).max(4),
  /** Whose conversation has one of these tags is not asked, as while a complaint is looked into. */
  notTags: z.array(tag).max(20),
});
export type RatingSettings = z.infer<typeof ratingSettings>;

/** What a site begins with, and what older ones have. */
export const RATING_DEFAULTS: RatingSettings = { isOn: false, lowScore: 2, notTags: [] };

export const ratingEvents = [
  /** The visitor is asked. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('rating_asked'),
    ...ofTalk,
    until: timestamp,
    ofCallbackId: id.optional(),
  }),
  /** The visitor has said it. `to`: the owners who were told of a low one; the first of them has it where it was closed. */
  z.object({
    kind: z.literal('event'),
    event: z.literal('rated'),
    ...ofTalk,
    askSeq,
    score,
    word: z.string(),
    isLow: z.boolean(),
    to: z.array(z.object({ id, name: z.string() })),
  }),
  /** The visitor would rather not. */
  z.object({ kind: z.literal('event'), event: z.literal('rating_declined'), askSeq }),
] as const;

/** A visitor's answer. `score` null: they would rather not, and are not asked again. */
export const ratingSend = z.object({
  type: z.literal('rating.send'),
  clientId,
  askSeq,
  score: score.nullable(),
  word: textOrNone.max(RATING_CHARS).default(''),
});
export type RatingSend = z.infer<typeof ratingSend>;

/** A rating in the timeline. */
export const ratingItem = timelineItem.extend({
  kind: z.literal('rating'),
  ...rating.pick({ siteId: true, agentName: true, score: true, word: true }).shape,
  of: z.enum([...ratedKind.options, 'visit']),
  /** Where it was said; null: of a visit, which has the names of who did it as `agentName`. */
  conversationId: id.nullable(),
  seq: seq.nullable(),
});
export type RatingItem = z.infer<typeof ratingItem>;
