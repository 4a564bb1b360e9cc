import type {
  SmsAnswer,
  SmsCount,
  SmsGateway,
  SmsSettings,
  SmsSettingsAnswer,
  SmsTestAnswer,
} from '../../../../protocol/sms.ts';
import { asQuery, type Http } from '../../../shell/http.ts';

/** What can be asked about the desk's messages. Every call throws `ApiError`. */
export function smsCalls(http: Http) {
  return {
    read: () => http.get<SmsSettingsAnswer>('sms'),
    /** @param was as they were when they began to be changed */
    save: (settings: SmsSettings, { was, proof }: { was: SmsSettings; proof: string | null }) =>
      http.put<SmsSettingsAnswer>('sms', { ...settings, was, ...(proof !== null && { proof }) }),
    test: (asked: { gateway: SmsGateway; to: string; text: string }) => http.post<SmsTestAnswer>('sms/test', asked),
    count: (text: string, signal: AbortSignal) => http.post<SmsCount>('sms/count', { text }, signal),
    renew: () => http.post<SmsSettingsAnswer>('sms/addresses'),
    messages: (cursor: string | null) => http.get<SmsAnswer>(`sms/messages${asQuery({ cursor })}`),
  };
}
