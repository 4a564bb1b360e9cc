import './style.css';
import { useState } from 'preact/hooks';
import type { Site } from '../../../protocol/sites.ts';
import type { Webhook, WebhookSecretAnswer } from '../../../protocol/webhooks.ts';
import { useInbox } from '../../inbox.ts';
import { errorText } from '../../shell/errors.ts';
import { Failed } from '../../shell/Failed.tsx';
import { Once } from '../../shell/Once.tsx';
import { Skeleton } from '../../shell/Skeleton.tsx';
import { useAnswer } from '../../shell/use-answer.ts';
import { useOpener } from '../../shell/use-opener.ts';
import { Deliveries } from '../deliveries/Deliveries.tsx';
import { webhookCalls } from './calls.ts';
import { EditWebhook } from './EditWebhook.tsx';
import { WebhookRow } from './WebhookRow.tsx';
import { t } from './words/index.ts';

/** Programs of the owner's own that are told what happens on a site; with null at the whole desk. */
export function WebhooksPage({ site }: { site: Site | null }) {
  const { http, toasts } = useInbox();
  const calls = webhookCalls(http, site?.key ?? null);
  const { answer: webhooks, failure, change, load } = useAnswer(calls.list, [http]);
  /** Which one is being changed; `''` is the new one. */
  const [openId, setOpenId] = useState<string | null>(null);
  const opener = useOpener(openId);
  const [made, setMade] = useState<WebhookSecretAnswer | null>(null);

  function put(changed: Webhook) {
    change(all => [...all.filter(each => each.id !== changed.id), changed].sort(byAge));
  }
  function show(answer: WebhookSecretAnswer) {
    put(answer.webhook);
    setMade(answer);
  }
  if (failure) return <Failed text={errorText(failure)} onRetry={load} />;
  if (!webhooks) return <Skeleton lines={3} />;
  const edit = (webhook: Webhook | null) => (
    <EditWebhook
      calls={calls}
      isOfDesk={site === null}
      webhook={webhook}
      onSaved={put}
      onMade={show}
      onDone={() => setOpenId(null)}
    />
  );
  return (
    <div class="form">
      <p>{t(site ? 'webhooksLead' : 'deskLead')}</p>
      <ul class="settings-list webhooks">
        {webhooks.map(webhook => (
          <li key={webhook.id}>
            {webhook.id === openId ? (
              edit(webhook)
            ) : (
              <WebhookRow
                calls={calls}
                webhook={webhook}
                editor={opener(webhook.id)}
                onEdit={() => setOpenId(webhook.id)}
                onChanged={put}
                onMade={show}
                onGone={() => change(all => all.filter(each => each.id !== webhook.id))}
              />
            )}
          </li>
        ))}
      </ul>
      {made && (
        <Once
          lead={t('webhookOnce')}
          label={t('webhookSecret', { url: made.webhook.url })}
          text={made.secret}
          toasts={toasts}
        />
      )}
      {openId === '' ? (
        edit(null)
      ) : (
        <button ref={opener('')} type="button" class="btn is-go is-start" onClick={() => setOpenId('')}>
          {t('addWebhook')}
        </button>
      )}
      <Deliveries
        state="dead"
        title={t('deadLetters')}
        lead={t('deadLettersLead')}
        isShown={({ webhookId }) => webhooks.some(each => each.id === webhookId)}
      />
    </div>
  );
}

const byAge = (a: Webhook, b: Webhook) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1);
