/** Addresses of the telephone's settings. */
import type { Switches } from '../../../../protocol/switches.ts';
import type {
  LineSecretAnswer,
  LineSettings,
  PhoneLine,
  TelephoneAnswer,
  TelephoneSettings,
} from '../../../../protocol/telephone.ts';
import type { Http } from '../../../shell/http.ts';

export const telephoneCalls = (http: Http) => ({
  read: () => http.get<TelephoneAnswer>('telephone'),
  save: (settings: TelephoneSettings) => http.put<TelephoneAnswer>('telephone', settings),
  turn: (telephone: boolean) => http.patch<Switches>('switches', { telephone }),
  make: (line: LineSettings) => http.post<LineSecretAnswer>('telephone/lines', line),
  change: (id: string, line: LineSettings) => http.put<PhoneLine>(`telephone/lines/${id}`, line),
  renew: (id: string) => http.post<LineSecretAnswer>(`telephone/lines/${id}/secret`),
  remove: (id: string) => http.delete(`telephone/lines/${id}`),
});
export type TelephoneCalls = ReturnType<typeof telephoneCalls>;
