import type {
  DeskMoney,
  Purchase,
  PurchaseInput,
  PurchaseRow,
  PurchaseUpdateInput,
} from '../../../protocol/purchases.ts';
import type { Http } from '../../shell/http.ts';

const path = (id: string) => `purchases/${encodeURIComponent(id)}`;

/** What is asked of purchases. Each throws ApiError. */
export const purchaseCalls = (http: Http) => ({
  add: (purchase: PurchaseInput) => http.post<PurchaseRow>('purchases', purchase),
  correct: (id: string, change: PurchaseUpdateInput) => http.patch<Purchase>(path(id), change),
  remove: (id: string) => http.delete(path(id)),
  money: () => http.get<DeskMoney>('money'),
  setMoney: (currency: string | null) => http.put<DeskMoney>('money', { currency }),
});
