/** What several services of one visit come to. */
import type { OfferedService } from './services.ts';

export type PricedService = Pick<OfferedService, 'durationMinutes' | 'price'>;

/** At least so much, where one names no price. */
export function together(services: readonly PricedService[]): PricedService {
  const prices = services.map(each => each.price);
  const minor = prices.reduce((sum, price) => sum + (price?.minor ?? 0), 0);
  return {
    durationMinutes: services.reduce((sum, each) => sum + each.durationMinutes, 0),
    price: minor ? { minor, isFrom: prices.some(price => !price || price.isFrom) } : null,
  };
}
