import type { Coupon, CouponAnswer, CouponMake, CouponsAnswer, CouponsMade } from '../../../protocol/coupons.ts';
import type { DeskMoney } from '../../../protocol/purchases.ts';
import type { Http } from '../../shell/http.ts';

/** What is asked of coupons. Each throws ApiError. */
export const couponCalls = (http: Http) => ({
  page: (cursor: string | null) =>
    http.get<CouponsAnswer>(`coupons${cursor === null ? '' : `?cursor=${encodeURIComponent(cursor)}`}`),
  make: (wanted: CouponMake) => http.post<CouponsMade>('coupons', wanted),
  find: (code: string) => http.get<CouponAnswer>(`coupons/${encodeURIComponent(code)}`),
  use: (code: string, press: { clientId: string; amount?: number }) =>
    http.post<CouponAnswer>(`coupons/${encodeURIComponent(code)}/use`, press),
  turn: (code: string, isOff: boolean) => http.post<Coupon>(`coupons/${encodeURIComponent(code)}/switch`, { isOff }),
  money: () => http.get<DeskMoney>('money'),
});
