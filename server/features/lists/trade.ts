import type { Core } from '../../core.ts';
import type { TradeReader } from './signs.ts';

/** Complaints of one person that are looked at: the newest say why somebody left. */
const LOOKED_AT = 20;

/** Reads what somebody bought and complained of. */
export function createTradeReader({ store }: Pick<Core, 'store'>): TradeReader {
  return async (contactIds, siteIds) => {
    const of = { contactIds, siteIds };
    const [{ sums }, [last], complaints] = await Promise.all([
      store.purchases.sums(of),
      store.purchases.before(of, null, 1),
      store.complaints.before(of, null, LOOKED_AT),
    ]);
    return {
      bought: last ? { count: sums.reduce((all, { count }) => all + count, 0), lastAt: last.at } : null,
      complaints: complaints.map(({ createdAt: at, asked, about, siteId }) => ({
        ...{ at, siteId, text: asked || about.name },
      })),
    };
  };
}
