/** What an agent looks for among people. */
import { z } from 'zod';
import { contactFieldId, contactFieldValue } from './contact-fields.ts';
import { tag } from './tags.ts';
import { id, locale } from './wire/fields.ts';

/** A hundred years: beyond that, nobody has bought or written. */
const MAX_DAYS = 36_500;
/** Of one filter, and of one choice among several in it: what needs more is no question that somebody reads. */
const MAX_CONDITIONS = 12;

const days = z.number().int().min(1).max(MAX_DAYS);
const amount = z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER);

/**
 * One thing that is asked. Each has its opposite among the operators, so that a filter needs no "not". One more is its shape
 * here, its line in `ASKED` of people-conditions.ts, and, for a field that none has asked for yet, one in each store.
 */
export const personCondition = z.discriminatedUnion('field', [
  /** Null: at no stage yet. */
  z.object({ field: z.literal('stage'), op: z.enum(['is', 'isNot']), value: id.nullable() }),
  z.object({ field: z.literal('locale'), op: z.enum(['is', 'isNot']), value: locale }),
  z.object({ field: z.literal('tag'), op: z.enum(['has', 'hasNot']), value: tag }),
  z.object({ field: z.literal('site'), op: z.enum(['has', 'hasNot']), value: id }),
  /** Allowed to be written to by this channel. */
  z.object({ field: z.literal('consent'), op: z.enum(['has', 'hasNot']), value: z.string().min(1).max(20) }),
  z.object({ field: z.enum(['phone', 'email']), op: z.enum(['known', 'unknown']) }),
  /** Within so many days before now, or not: who never did counts as not. */
  z.object({ field: z.enum(['heard', 'came', 'bought']), op: z.enum(['within', 'notWithin']), value: days }),
  /** `spent` in minor units of the currency in which they spent most. */
  z.object({ field: z.enum(['purchases', 'spent', 'complaints']), op: z.enum(['atLeast', 'atMost']), value: amount }),
  /** A field that the owner defined; days compare as days, numbers as numbers. */
  z
    .object({
      field: z.literal('own'),
      id: contactFieldId,
      op: z.enum(['is', 'isNot', 'atLeast', 'atMost']),
      value: contactFieldValue,
    })
    .refine(({ op, value }) => op === 'is' || op === 'isNot' || typeof value !== 'boolean', { path: ['value'] }),
  z.object({ field: z.literal('ownKnown'), id: contactFieldId, op: z.enum(['known', 'unknown']) }),
]);
export type PersonCondition = z.infer<typeof personCondition>;

/** One of these holds. */
const anyOf = z.object({ any: z.array(personCondition).min(1).max(MAX_CONDITIONS) });

/** All of it holds: a condition, or one of several. Everything that "and", "or" and "not" can say can be said so. */
export const personFilter = z.object({
  all: z
    .array(z.union([personCondition, anyOf]))
    .max(MAX_CONDITIONS)
    .default([]),
});
export type PersonFilter = z.infer<typeof personFilter>;
