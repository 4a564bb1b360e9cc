import type { FactorOffer, FactorPolicy, FactorState, RecoveryCodes } from '../../../../protocol/factors.ts';
import type { Http } from '../../../shell/http.ts';

export interface Shown {
  code: string;
  currentPassword: string;
}

/** What can be asked about second factors. Every call throws `ApiError`. */
export function factorCalls(http: Http) {
  return {
    state: () => http.get<FactorState>('me/factor'),
    offer: () => http.post<FactorOffer>('me/factor'),
    turnOn: (ticket: string, shown: Shown) => http.put<RecoveryCodes>('me/factor', { ticket, ...shown }),
    turnOff: (shown: Shown) => http.post<void>('me/factor/off', shown),
    newCodes: (shown: Shown) => http.post<RecoveryCodes>('me/factor/recovery-codes', shown),
    require: (isRequired: boolean) => http.put<FactorPolicy>('factor-policy', { isRequired }),
    turnOffFor: (agentId: string) => http.delete(`agents/${agentId}/factor`),
  };
}
