/** Addresses of calls. */
import type { CallFilter } from '../../../protocol/call-words.ts';
import type { CallAbout, CallDialAnswer, CallsAnswer, CallUpdate, ShownCall } from '../../../protocol/calls.ts';
import type { TelephoneFacts } from '../../../protocol/telephone.ts';
import { asQuery, type Http } from '../../shell/http.ts';

export const callCalls = (http: Http) => ({
  page: (filter: CallFilter, cursor: string | null) => http.get<CallsAnswer>(`calls${asQuery({ filter, cursor })}`),
  read: (id: string) => http.get<ShownCall>(`calls/${id}`),
  about: (id: string) => http.get<CallAbout>(`calls/${id}/about`),
  change: (id: string, update: CallUpdate) => http.patch<ShownCall>(`calls/${id}`, update),
  dial: (number: string) => http.post<CallDialAnswer>('calls/dial', { number }),
  facts: () => http.get<TelephoneFacts>('telephone/facts'),
});
