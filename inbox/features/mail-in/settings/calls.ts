import type { MailAccountAnswer, MailAccountSave, MailAccountSaved } from '../../../../protocol/mail-in.ts';
import type { Http } from '../../../shell/http.ts';

export type MailCalls = ReturnType<typeof mailCalls>;

/** What can be asked about one account. Every call throws `ApiError`. @param siteKey null: the account of the desk */
export function mailCalls(http: Http, siteKey: string | null) {
  const path = siteKey === null ? 'mail/account' : `sites/${siteKey}/mail`;
  return {
    read: async () => (await http.get<MailAccountAnswer>(path)).account,
    save: (account: MailAccountSave) => http.put<MailAccountSaved>(path, account),
    remove: () => http.delete(path),
    renew: () => http.post<MailAccountSaved>(`${path}/secret`),
  };
}
