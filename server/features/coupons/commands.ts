/** What agents and programs do with coupons and gift certificates. */
import { hash, randomInt } from 'node:crypto';
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Agent } from '../../../protocol/agents.ts';
import { couponState } from '../../../protocol/coupon-state.ts';
import type {
  Coupon,
  CouponAnswer,
  CouponsAnswer,
  CouponsMade,
  couponMake,
  Redemption,
} from '../../../protocol/coupons.ts';
import { minorDigits } from '../../../protocol/money.ts';
import { AppError } from '../../app-error.ts';
import type { Context } from '../../context.ts';
import { csvFile } from '../../http/csv.ts';
import { type Actor, auditRow } from '../audit/commands.ts';
import { seenCard } from '../contacts/named.ts';
import { contactSummary } from '../contacts/rules.ts';
import { deskHome } from '../money/settings.ts';
import { couponCode, couponCodes } from './rules.ts';
import type { CouponUsed } from './store.ts';

type Sees = Pick<Agent, 'role' | 'siteIds'>;
type Who = { id: string; name: string };

/** Uses that are shown of one. */
const SHOWN_USES = 50;

/** Makes one, or some of one kind, once for its client id (SPEC CU1). @throws AppError CLIENT_ID_REUSED, ALREADY_CLAIMED where somebody has the code */
export async function makeCoupons(
  context: Context,
  { actor, who }: { actor: Actor; who: Who },
  { clientId, kind, percent, amount, uses, service, until, note, count, code, prefix }: z.output<typeof couponMake>,
): Promise<CouponsMade> {
  const at = context.now();
  if (until !== null && until <= at) {
    throw new AppError('FIELD_INVALID', 'until must be in the future.', { fields: { until: 'FIELD_INVALID' } });
  }
  const batchId = hash('sha256', `${who.id} ${clientId}`, 'base64url');
  const isPercent = kind === 'percent';
  const isCertificate = kind === 'certificate';
  const first: Omit<Coupon, 'code'> = {
    ...{ kind, percent: isPercent ? percent : null, amount: isPercent ? null : amount },
    ...{ currency: isPercent ? null : (await deskHome(context)).currency },
    ...{ uses: isCertificate ? null : uses, used: 0, amountLeft: isCertificate ? amount : null },
    ...{ service, until, note, batchId, contactId: null, list: null, offAt: null },
    ...{ createdAt: at, madeBy: who, usedAt: null, usedBy: null },
  };
  const codes = code === undefined ? couponCodes(prefix, count, randomInt) : [couponCode(code)];
  const worth = isPercent ? `${percent} %` : `${amount} ${first.currency}`;
  const on = { kind: 'server', id: null, text: `${count} × ${kind}: ${worth}` } as const;
  const row = auditRow(context, actor, { what: 'coupons.made', on });
  return { batchId, coupons: await context.store.coupons.make({ first, codes, count, row }) };
}

/** Those that were made here, newest first. @throws AppError BAD_REQUEST */
export async function couponPage(
  { store }: Pick<Context, 'store'>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<CouponsAnswer> {
  const found = await store.coupons.page(readCursor(cursor), limit + 1);
  const coupons = found.slice(0, limit);
  const last = coupons.at(-1);
  return { coupons, cursor: last && found.length > limit ? `${last.createdAt}~${last.code}` : null };
}

function readCursor(cursor: string | undefined): { at: number; code: string } | null {
  if (cursor === undefined) return null;
  const [, at, code] = /^(\d{1,16})~(.{1,100})$/u.exec(cursor) ?? [];
  if (code === undefined) throw new AppError('BAD_REQUEST', 'wanted a cursor that a page gave');
  return { at: Number(at), code };
}

/** What was made together, as a file to print from. @throws AppError NOT_FOUND */
export async function couponsFile({ store, now }: Pick<Context, 'store' | 'now'>, batchId: string): Promise<Readable> {
  const coupons = await store.coupons.ofBatch(batchId);
  if (coupons.length === 0) throw new AppError('NOT_FOUND');
  const at = now();
  return csvFile(rowsOf());
  async function* rowsOf(): AsyncGenerator<string[]> {
    yield ['code', 'kind', 'percent', 'amount', 'currency', 'left', 'uses', 'service', 'until', 'note', 'state'];
    for (const each of coupons) {
      const { code, kind, percent, amount, currency, amountLeft, uses, used, service, until, note } = each;
      const money = (minor: number | null) => (minor === null ? '' : plainMoney(minor, currency!));
      const left = uses === null ? money(amountLeft) : String(uses - used);
      const day = until === null ? '' : new Date(until).toISOString();
      const worth = [String(percent ?? ''), money(amount), currency ?? ''];
      yield [code, kind, ...worth, left, String(uses ?? ''), service, day, note, couponState(each, at)];
    }
  }
}

function plainMoney(minor: number, currency: string): string {
  const digits = minorDigits(currency);
  return (minor / 10 ** digits).toFixed(digits);
}

/** What a coupon is for, whose it is, and how it was used. @throws AppError NOT_FOUND, also for whose card they do not see */
export async function readCoupon(context: Context, by: Sees, typed: string): Promise<CouponAnswer> {
  const coupon = await context.store.coupons.find(couponCode(typed));
  if (!coupon) throw new AppError('NOT_FOUND');
  return couponAnswerOf(context, by, coupon);
}

async function couponAnswerOf(context: Context, by: Sees, coupon: Coupon): Promise<CouponAnswer> {
  const { list, contactId } = coupon;
  const contact = contactId === null ? null : contactSummary(await seenCard(context, by, contactId));
  const found = await context.store.coupons.uses(coupon.code, SHOWN_USES);
  const uses: CouponAnswer['uses'] = [];
  for (const each of found) uses.push(await seenUse(context, by, each));
  return { coupon, list, contactId, contact, uses };
}

/** Whose it was is for those who see the card. */
async function seenUse(context: Context, by: Sees, use: Redemption): Promise<CouponAnswer['uses'][number]> {
  const card = use.contactId === null ? null : await seenCard(context, by, use.contactId).catch(unseen);
  return card
    ? { ...use, contact: contactSummary(card) }
    : { ...use, contactId: null, purchaseId: null, contact: null };
}

function unseen(error: unknown): null {
  if (error instanceof AppError && error.code === 'NOT_FOUND') return null;
  throw error;
}

/**
 * Uses a coupon by hand. A press that is sent again gets the first answer (SPEC CU2).
 * @throws AppError NOT_FOUND for a code that is none or good no more, ALREADY_CLAIMED when it was used up, FIELD_INVALID for a certificate without an amount, CLIENT_ID_REUSED with another amount
 */
export async function redeem(
  context: Context,
  by: Sees,
  typed: string,
  { clientId, amount, who }: { clientId: string | undefined; amount: number | undefined; who: Who },
): Promise<CouponAnswer> {
  const { coupon } = await readCoupon(context, by, typed);
  const key = clientId === undefined ? context.newId() : hash('sha256', `${who.id} ${clientId}`, 'base64url');
  const use = { code: coupon.code, key: `by hand ${key}`, amount: amount ?? null, purchaseId: null, contactId: null };
  const { coupon: after } = await context.store.coupons.use({ ...use, by: who, at: context.now() });
  return couponAnswerOf(context, by, after);
}

/** Switches one off, or on again (SPEC CU5). @throws AppError NOT_FOUND, also for one that a list gave */
export async function turnCoupon(context: Context, actor: Actor, typed: string, isOff: boolean): Promise<Coupon> {
  const code = couponCode(typed);
  const on = { kind: 'server', id: null, text: `${code}: ${isOff ? 'off' : 'on'}` } as const;
  const row = auditRow(context, actor, { what: 'coupon.switched', on });
  const after = await context.store.coupons.turn(code, isOff ? context.now() : null, row);
  if (!after) throw new AppError('NOT_FOUND');
  return after;
}

/** What the coupons of a purchase took off it, and what certificates paid. */
export function worthOfUses(uses: readonly CouponUsed[]): { off: number; paid: number } {
  const sumOf = (isPaying: boolean) =>
    uses.reduce((sum, { coupon, redemption }) => {
      return (coupon.kind === 'certificate') === isPaying ? sum + (redemption.amount ?? 0) : sum;
    }, 0);
  return { off: sumOf(false), paid: sumOf(true) };
}
