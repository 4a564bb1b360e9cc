import type { DeliveriesAnswer } from '../../../protocol/deliveries.ts';
import { asQuery, type Http } from '../../shell/http.ts';

/** What waits to leave, or was given up, of all sites. Every call throws `ApiError`. */
export function deliveryCalls(http: Http) {
  return {
    page: (state: 'waiting' | 'dead', cursor: string | null) =>
      http.get<DeliveriesAnswer>(`deliveries${asQuery({ state, cursor })}`),
    retry: (id: string) => http.post<void>(`deliveries/${id}/retry`),
    forget: (id: string) => http.delete(`deliveries/${id}`),
  };
}
