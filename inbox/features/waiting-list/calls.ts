/** Addresses of waiting lists. */
import type { ShownBooking } from '../../../protocol/bookings.ts';
import type { ShownWait, WaitingSettings } from '../../../protocol/waiting-list.ts';
import { asQuery, type Http } from '../../shell/http.ts';

export const waitingCalls = (http: Http) => ({
  between: (from: number, to: number) => http.get<{ waits: ShownWait[] }>(`waiting${asQuery({ from, to })}`),
  remove: (id: string) => http.delete(`waiting/${encodeURIComponent(id)}`),
  /** They said by telephone that they take what is kept for them. */
  take: (id: string) => http.post<ShownBooking>(`waiting/${encodeURIComponent(id)}/take`),
  settings: () => http.get<WaitingSettings>('waiting-settings'),
  setSettings: (settings: WaitingSettings) => http.put<WaitingSettings>('waiting-settings', settings),
});
