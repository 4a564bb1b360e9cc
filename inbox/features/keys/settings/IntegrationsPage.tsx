import { WebhooksPage } from '../../webhooks/WebhooksPage.tsx';
import { Keys } from './Keys.tsx';
import { t } from './words/index.ts';

/** Other programs of the business: by what they come in, and what they are told. */
export function IntegrationsPage() {
  return (
    <div class="form">
      <Keys />
      <h2>{t('webhooks')}</h2>
      <WebhooksPage site={null} />
    </div>
  );
}
