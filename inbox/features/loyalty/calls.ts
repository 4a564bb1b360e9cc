import type {
  BalanceLink,
  BalanceSent,
  LedgerRow,
  LoyaltyAnswer,
  LoyaltyCorrection,
  LoyaltyFound,
  LoyaltySettings,
  LoyaltySold,
  loyaltySale,
} from '../../../protocol/loyalty.ts';
import type { DeskMoney } from '../../../protocol/purchases.ts';
import type { Http } from '../../shell/http.ts';

type SaleInput = (typeof loyaltySale)['_input'];

/** What is asked of bonus. Each throws ApiError. */
export const loyaltyCalls = (http: Http) => ({
  find: (phone: string) => http.get<LoyaltyFound>(`loyalty?phone=${encodeURIComponent(phone)}`),
  sell: (sale: SaleInput) => http.post<LoyaltySold>('loyalty/sales', sale),
  of: (contactId: string) => http.get<LoyaltyAnswer>(`contacts/${encodeURIComponent(contactId)}/loyalty`),
  correct: (contactId: string, correction: LoyaltyCorrection) =>
    http.post<LedgerRow>(`contacts/${encodeURIComponent(contactId)}/loyalty`, correction),
  code: (contactId: string) => http.post<{ code: string }>(`contacts/${encodeURIComponent(contactId)}/loyalty/code`),
  link: (contactId: string, isAnew: boolean) =>
    http.post<BalanceLink>(`contacts/${encodeURIComponent(contactId)}/loyalty/link`, { isAnew }),
  sendLink: (contactId: string, clientId: string) =>
    http.post<BalanceSent>(`contacts/${encodeURIComponent(contactId)}/loyalty/link/send`, { clientId }),
  settings: () => http.get<LoyaltySettings>('loyalty/settings'),
  save: (settings: LoyaltySettings) => http.put<LoyaltySettings>('loyalty/settings', settings),
  money: () => http.get<DeskMoney>('money'),
});
