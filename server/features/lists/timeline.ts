import type { Coupon, ListCall, ListCallItem } from '../../../protocol/lists.ts';
import type { Core } from '../../core.ts';
import { seenSites } from '../../sight.ts';
import type { TimelineSource } from '../timeline/source.ts';
import { shownCoupon } from './rules.ts';

/** Calls that were made from lists. */
export function listTimeline({ store }: Pick<Core, 'store'>): TimelineSource<ListCallItem> {
  return {
    kind: 'list_call',
    async read(contactIds, before, limit, by) {
      const calls = await store.lists.calls({ contactIds, siteIds: seenSites(by), before, limit });
      const codes = calls.flatMap(each => each.couponCode ?? []);
      const given = codes.length > 0 ? await store.lists.withCoupons(codes) : [];
      const coupons = new Map(given.map(({ coupon }) => [coupon!.code, shownCoupon(coupon!)]));
      return calls.map(each => itemOf(each, coupons.get(each.couponCode ?? '') ?? null));
    },
  };
}

function itemOf(call: ListCall, coupon: Coupon | null): ListCallItem {
  const { id, at, list, agent, outcome, note, nextAt, couponCode } = call;
  return { kind: 'list_call', id, at, list, agent, outcome, note, nextAt, couponCode, coupon };
}
