import type { Webhook, WebhookEvent, WebhookSecretAnswer, WebhookTestAnswer } from '../../../protocol/webhooks.ts';
import type { Http } from '../../shell/http.ts';

export type WebhookChange = Partial<{ url: string; events: readonly WebhookEvent[]; isDisabled: boolean }>;

/** What can be asked about the webhooks of one site, or with null of the whole desk. Every call throws `ApiError`. */
export function webhookCalls(http: Http, siteKey: string | null) {
  const all = siteKey === null ? 'webhooks' : `sites/${siteKey}/webhooks`;
  return {
    list: () => http.get<Webhook[]>(all),
    create: (webhook: { url: string; events: readonly WebhookEvent[] }) => http.post<WebhookSecretAnswer>(all, webhook),
    update: (id: string, change: WebhookChange) => http.patch<Webhook>(`${all}/${id}`, change),
    remove: (id: string) => http.delete(`${all}/${id}`),
    rotateSecret: (id: string) => http.post<WebhookSecretAnswer>(`${all}/${id}/rotate`),
    test: (id: string) => http.post<WebhookTestAnswer>(`${all}/${id}/test`),
  };
}
