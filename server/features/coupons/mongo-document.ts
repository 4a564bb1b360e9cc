import type { Coupon } from '../../../protocol/coupons.ts';

/** A coupon lies under its code. */
export type CouponDocument = Omit<Coupon, 'code'> & { _id: string };

export function couponDocument({ code, ...coupon }: Coupon): CouponDocument {
  return { _id: code, ...coupon };
}

export function toCoupon({ _id: code, ...coupon }: CouponDocument): Coupon {
  return { code, ...coupon };
}
