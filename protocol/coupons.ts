/** Coupons and gift certificates: codes that take something off, or pay. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { COUPON_CODE_CHARS, COUPON_KINDS, MOST_COUPONS, MOST_USES } from './coupon-state.ts';
import { LIST_NAMES } from './list-names.ts';
import { MAX_MINOR } from './purchase-sums.ts';
import { id, line, timestamp } from './wire/fields.ts';

export const couponKind = z.enum(COUPON_KINDS);
export type CouponKind = z.infer<typeof couponKind>;

const minor = z.number().int().min(1).max(MAX_MINOR);
const percentOff = z.number().int().min(1).max(100);
const who = z.object({ id, name: z.string() });

export const coupon = z.object({
  code: z.string(),
  kind: couponKind,
  /** Of a `percent`; null: of another kind. */
  percent: percentOff.nullable(),
  /** Minor units: what an `amount` takes off, or what a `certificate` was worth at first. */
  amount: minor.nullable(),
  currency: z.string().nullable(),
  /** How often it may be used; null: a certificate, for as long as something is left of it. */
  uses: z.number().int().nullable(),
  used: z.number().int().nonnegative(),
  /** Of a certificate. */
  amountLeft: z.number().int().nonnegative().nullable(),
  /** What it is for alone, by the name that is sold; '': for anything. */
  service: z.string(),
  until: timestamp.nullable(),
  note: z.string(),
  /** What was made together has the same; null: of a list. */
  batchId: id.nullable(),
  /** For whom alone it was made; null: for whoever has it. */
  contactId: id.nullable(),
  list: z.enum(LIST_NAMES).nullable(),
  /** Switched off; null: it is on. */
  offAt: timestamp.nullable(),
  createdAt: timestamp,
  madeBy: who.nullable(),
  /** Of the last use; null: there was none. */
  usedAt: timestamp.nullable(),
  usedBy: who.nullable(),
});
export type Coupon = z.infer<typeof coupon>;

export const redemption = z.object({
  /** Of its code and what used it. */
  id: z.string().min(1).max(200),
  code: z.string(),
  /** Null: it was used up by hand. */
  purchaseId: id.nullable(),
  /** Null: nobody knows. */
  contactId: id.nullable(),
  /** Minor units that it took off or paid; null: nobody knows. */
  amount: z.number().int().nonnegative().nullable(),
  /** What a certificate paid before the purchase was corrected; left out: `amount`. */
  amountAtFirst: z.number().int().nonnegative().optional(),
  at: timestamp,
  by: who,
  /** The purchase was removed, and the use given back; null: it holds. */
  undoneAt: timestamp.nullable(),
});
export type Redemption = z.infer<typeof redemption>;

/** A code as it is typed. */
export const couponCodeTyped = line.pipe(z.string().min(4).max(COUPON_CODE_CHARS));

export const couponMake = z
  .object({
    /** The client's own, so that a button that is pressed twice makes them once. */
    clientId: id.min(8),
    kind: couponKind,
    percent: percentOff.nullable().default(null),
    amount: minor.nullable().default(null),
    uses: z.number().int().min(1).max(MOST_USES).default(1),
    service: line.default(''),
    until: timestamp.nullable().default(null),
    note: line.default(''),
    count: z.number().int().min(1).max(MOST_COUPONS).default(1),
    /** Its whole code, of one alone; left out: one that nobody can guess. */
    code: couponCodeTyped.optional(),
    /** What the codes begin with. */
    prefix: line.pipe(z.string().max(12)).default(''),
  })
  .refine(each => (each.kind === 'percent' ? each.percent !== null : each.amount !== null), {
    message: 'wanted percent of a percent, and amount of the others',
    path: ['amount'],
  })
  .refine(each => each.code === undefined || each.count === 1, { message: 'wanted for one alone', path: ['code'] })
  .refine(each => each.code === undefined || each.kind !== 'certificate', {
    message: 'wanted none for a certificate, whose code nobody may guess',
    path: ['code'],
  });
export type CouponMake = z.input<typeof couponMake>;

export const couponsMade = z.object({ batchId: id, coupons: z.array(coupon) });
export type CouponsMade = z.infer<typeof couponsMade>;

export const couponsQuery = z.object({
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
});
export const couponsAnswer = z.object({ coupons: z.array(coupon), cursor: z.string().nullable() });
export type CouponsAnswer = z.infer<typeof couponsAnswer>;

export const couponParams = z.object({ code: z.string().min(4).max(COUPON_CODE_CHARS) });
/** `uses`: the newest of them, newest first; of a use by somebody whose card is not seen it is not said whose it is. */
export const couponAnswer = z.object({
  coupon,
  list: z.enum(LIST_NAMES).nullable(),
  contactId: id.nullable(),
  contact: contactSummary.nullable(),
  uses: z.array(redemption.extend({ contact: contactSummary.nullable() })),
});
export type CouponAnswer = z.infer<typeof couponAnswer>;

/** The client's own id of one press: sent again with it, it is answered as the first time. `amount`: of a certificate. */
export const couponUse = z.object({ clientId: id.min(8).optional(), amount: minor.optional() }).nullish();
export const couponSwitch = z.object({ isOff: z.boolean() });
