/** Bonus that people earn and spend, by rows that are never written over. */
import { z } from 'zod';
import { contactSummary } from './contacts.ts';
import { couponCodeTyped } from './coupons.ts';
import { personRef } from './person-ref.ts';
import { MAX_MINOR, MAX_SUM } from './purchase-sums.ts';
import { lineShares } from './purchases.ts';
import { id, line, timestamp } from './wire/fields.ts';

export const MAX_LEVELS = 10;
export const MAX_SERVICE_RATES = 50;
export const MAX_MONTHS = 120;
const percent = z.number().int().min(0).max(100);
const named = line.pipe(z.string().min(1));

/** What becomes of a balance. `refunded`: the purchase is gone, and with it what it earned and cost; `referred`: somebody was brought, or was the one. */
export const ledgerKind = z.enum(['earned', 'spent', 'expired', 'corrected', 'refunded', 'referred']);
export type LedgerKind = z.infer<typeof ledgerKind>;

/** What a purchase earns, by the rules of its day: kept with what it earned, so that a correction goes by the same. */
export const loyaltyTerms = z.object({
  percent,
  /** Lines of these names earn otherwise, in whichever case they are written. */
  services: z.array(z.object({ name: named, percent })).max(MAX_SERVICE_RATES),
  /** Until what was earned runs out; null: never. */
  months: z.number().int().min(1).max(MAX_MONTHS).nullable(),
});
export type LoyaltyTerms = z.infer<typeof loyaltyTerms>;

export const ledgerRow = z.object({
  /** Of its kind and cause. */
  id: z.string().min(1).max(200),
  /** Whose card it was on when it came. */
  contactId: id,
  kind: ledgerKind,
  /** Minor units: more than zero where the balance grows. */
  delta: z.number().int().min(-MAX_MINOR).max(MAX_MINOR),
  currency: z.string(),
  /** What it came of, such as a purchase; once for each kind. */
  cause: z.string(),
  at: timestamp,
  /** When what is left of it runs out; null: never. */
  expiresAt: timestamp.nullable(),
  purchaseId: id.nullable(),
  /** Of a correction by hand, and who it was; '' of all others. */
  reason: z.string(),
  byName: z.string(),
});
export type LedgerRow = z.infer<typeof ledgerRow>;

export const loyaltyLevel = z.object({
  name: named,
  /** Minor units of the desk's currency that they bought for in all. */
  fromSum: z.number().int().min(0).max(MAX_MINOR),
  percentDiscount: percent,
});
export type LoyaltyLevel = z.infer<typeof loyaltyLevel>;

/** What both get once somebody who was brought has paid for the first time: minor units of the desk's currency; 0: nothing. */
export const referralBonus = z.object({
  referrer: z.number().int().min(0).max(MAX_MINOR),
  newcomer: z.number().int().min(0).max(MAX_MINOR),
});
export type ReferralBonus = z.infer<typeof referralBonus>;

/** What an owner sets for the whole desk. */
export const loyaltySettings = loyaltyTerms.extend({
  /** At most so much of what is to be paid may be paid with bonus. */
  mostPercent: percent,
  levels: z.array(loyaltyLevel).max(MAX_LEVELS),
  referral: referralBonus.default({ referrer: 0, newcomer: 0 }),
});
export type LoyaltySettings = z.infer<typeof loyaltySettings>;

export const LOYALTY_DEFAULTS: LoyaltySettings = {
  ...{ percent: 5, services: [], months: 12, mostPercent: 50, levels: [] },
  referral: { referrer: 0, newcomer: 0 },
};

const sum = z.number().int().min(-MAX_SUM).max(MAX_SUM);

/** What somebody has, for whoever stands at the till with them. */
export const loyaltyGlance = z.object({
  contact: contactSummary,
  currency: z.string(),
  /** Minor units; less than zero where what was spent was taken back later. */
  balance: sum,
  /** What they bought for in all. */
  bought: sum,
  /** Null: they have reached none. */
  level: loyaltyLevel.nullable(),
  mostPercent: percent,
  /** What they take most often; null: nothing twice. */
  usual: z.string().nullable(),
  /** By which they bring others; null: nobody asked for one yet. */
  referralCode: z.string().nullable(),
});
export type LoyaltyGlance = z.infer<typeof loyaltyGlance>;

/** `rows`: the newest of them, newest first. */
export const loyaltyAnswer = loyaltyGlance.extend({ rows: z.array(ledgerRow) });
export type LoyaltyAnswer = z.infer<typeof loyaltyAnswer>;

export const loyaltyQuery = z.object({ phone: z.string().trim().min(1).max(40) });
/** Who has the number: nobody, one, or a family. */
export const loyaltyFound = z.object({ people: z.array(loyaltyGlance) });
export type LoyaltyFound = z.infer<typeof loyaltyFound>;

export const loyaltyCorrection = z.object({
  /** The client's own, so that a repeat is known. */
  clientId: id.min(8),
  delta: z
    .number()
    .int()
    .min(-MAX_MINOR)
    .max(MAX_MINOR)
    .refine(delta => delta !== 0, 'wanted an amount other than 0'),
  reason: named,
});
export type LoyaltyCorrection = z.infer<typeof loyaltyCorrection>;

/** A code as it is typed. */
export const referralAsk = z.object({ code: named.pipe(z.string().max(40)) });
export const referralAnswer = z.object({ code: z.string() });

/** Where somebody sees their balance without signing in. `isAnew`: under another address, and the one before is nothing. */
export const balanceLinkAsk = z.object({ isAnew: z.boolean().default(false) });
export const balanceLink = z.object({ url: z.string(), until: timestamp });
export type BalanceLink = z.infer<typeof balanceLink>;

/** The client's own id of one press: sent again with it, it leaves once. */
export const balanceSend = z.object({ clientId: id.min(8) });
/** By which way it leaves; null: there is none that they have and want. */
export const balanceSent = z.object({ way: z.enum(['email', 'sms']).nullable() });
export type BalanceSent = z.infer<typeof balanceSent>;

export const loyaltySale = z.object({
  /** The client's own, so that a button that is pressed twice sells once. */
  clientId: id.min(8),
  person: personRef,
  what: named,
  /** Minor units of the desk's currency, before any discount. */
  amount: z.number().int().min(1).max(MAX_MINOR),
  /** Of it to be paid with bonus. */
  spend: z.number().int().min(0).max(MAX_MINOR).default(0),
  /** Which employees did it; left out: whoever sells it, where that is one. */
  shares: lineShares.optional(),
  /** Of a coupon or a gift certificate. */
  code: couponCodeTyped.optional(),
  /** The code of who brought them. */
  referral: referralAsk.shape.code.optional(),
});
export type LoyaltySale = z.infer<typeof loyaltySale>;

/** What the till says then. */
export const loyaltySold = z.object({
  purchaseId: id,
  contactId: id,
  currency: z.string(),
  /** What the level of somebody took off. */
  discount: z.number().int(),
  /** What a coupon took off. */
  coupon: z.number().int(),
  /** What a gift certificate paid. */
  certificate: z.number().int(),
  spent: z.number().int(),
  /** What is left to be paid. */
  toPay: z.number().int(),
  earned: z.number().int(),
  /** What they got for being brought. */
  referred: z.number().int(),
  balance: sum,
});
export type LoyaltySold = z.infer<typeof loyaltySold>;
